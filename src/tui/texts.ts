import type { Text } from '../engine/text.ts';

export const appTexts = {
  againToQuit: { ko: '끝내려면 2초 안에 Ctrl-C를 한 번 더 누르세요.', en: 'Press Ctrl-C again within 2 seconds to quit.' },
  resumed: { ko: '지난번에 하던 곳입니다.', en: 'This is where you left off.' },
  gone: {
    ko: '지난번에 하던 항목이 과정에 더는 없습니다. 과정 지도에서 시작하세요.',
    en: 'What you were doing is no longer in the course. Start from the course map.',
  },
  helpTitle: { ko: '키', en: 'Keys' },
  data: { ko: '데이터', en: 'data' },
  language: { ko: '한국어|English: L', en: 'English|한국어: L' },
  broken: {
    ko: 'ekslab의 결함으로 이 줄을 실행하지 못했습니다. 이 줄을 뺀 나머지는 그대로 있습니다. ({what})',
    en: 'A defect of ekslab kept this line from being run. Everything before it is kept. ({what})',
  },
  crashed: { ko: 'ekslab이 멈췄습니다. 한 일은 {folder}에 저장되어 있습니다.', en: 'ekslab stopped. Your work is saved in {folder}.' },
} satisfies Record<string, Text>;
