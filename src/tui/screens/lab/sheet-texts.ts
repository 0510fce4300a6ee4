import type { Text } from '../../../engine/text.ts';

export const sheetTexts = {
  lines: { ko: '셸에 입력할 줄', en: 'lines for the shell' },
  fine: { ko: '문제없음', en: 'no problem found' },
  empty: { ko: '매니페스트를 쓰거나 붙여 넣으세요. Tab은 필드를 보여 줍니다.', en: 'Write or paste a manifest. Tab shows the fields.' },
  more: { ko: '외 {n}건', en: 'and {n} more' },
  large: { ko: '길어서 적용할 때만 확인합니다.', en: 'Too long to be checked as you type.' },
  place: { ko: '{row}줄 {col}칸', en: 'row {row}, column {col}' },
  unreadable: {
    ko: '{row}:{col} YAML이 아닙니다. 그래도 보내려면 한 번 더 누르세요.',
    en: '{row}:{col} is not YAML. Press it once more to send it all the same.',
  },
  keptInPrompt: { ko: '실행하지 않았습니다. 쓴 것은 프롬프트에 남아 있습니다.', en: 'Not run. What was written is at the prompt.' },
  noFields: { ko: '여기에 올 수 있는 필드가 없습니다.', en: 'No field can stand here.' },
  editorFailed: {
    ko: '`{editor}` 편집기가 {status} 상태로 끝났습니다. 쓰던 것은 그대로 있습니다.',
    en: 'Editor `{editor}` ended with status {status}. What was written is kept.',
  },
  noEditor: {
    ko: 'KUBE_EDITOR, VISUAL, EDITOR 가운데 정해진 것이 없습니다. 여기에서 쓰세요.',
    en: 'None of KUBE_EDITOR, VISUAL and EDITOR is set. Go on here.',
  },
  fromEditor: { ko: '편집기에서 돌아왔습니다. Ctrl-D로 적용하세요.', en: 'Back from the editor. Ctrl-D applies it.' },
} satisfies Record<string, Text>;
