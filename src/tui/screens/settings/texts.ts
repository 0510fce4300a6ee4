import type { Text } from '../../../engine/text.ts';
import type { ColourScheme } from '../../parts/theme.ts';

export const settingsTexts = {
  title: { ko: '설정', en: 'Settings' },
  lang: { ko: '언어', en: 'Language' },
  colours: { ko: '색', en: 'Colours' },
  glyphs: { ko: '기호', en: 'Symbols' },
  unicode: { ko: '유니코드 선과 기호', en: 'Unicode lines and symbols' },
  ascii: { ko: 'ASCII만 (+ - | > x)', en: 'ASCII only (+ - | > x)' },
  width: { ko: '기호의 너비', en: 'Symbol width' },
  narrow: { ko: '한 칸: 가 줄이 맞음', en: 'one cell: row A lines up' },
  wide: { ko: '두 칸: 나 줄이 맞음', en: 'two cells: row B lines up' },
  rowA: { ko: '가', en: 'A' },
  rowB: { ko: '나', en: 'B' },
  file: { ko: '설정 파일', en: 'Settings file' },
  fileHow: {
    ko: '키를 바꾸려면 이 파일에 쓰세요. `ekslab keys`가 동작과 키를 보여 줍니다.',
    en: 'Write your own keys there. `ekslab keys` lists the actions and their keys.',
  },
  fileBad: { ko: '파일을 쓰지 않고 처음 키 그대로 두었습니다.', en: 'The file is not used, the keys are as they came.' },
  on: { ko: '사용 중', en: 'in use' },
  folder: { ko: '데이터 폴더', en: 'Data folder' },
  move: { ko: '옮기려면 `ekslab --data 폴더`로 시작하세요.', en: 'To move it, start with `ekslab --data FOLDER`.' },
  ruler: { ko: '눈금 시험', en: 'Ruler' },
  rulerHelp: {
    ko: '끝의 `|`가 숫자 줄의 `|` 바로 아래에 오는 줄은 어느 것입니까? 위에서 그 줄을 고르세요.',
    en: 'In which row does the `|` stand right below that of the numbers? Choose that row above.',
  },
} satisfies Record<string, Text>;

export const colourTexts: { readonly [S in ColourScheme]: Text } = {
  dark: { ko: '어두운 바탕', en: 'dark background' },
  light: { ko: '밝은 바탕', en: 'light background' },
  basic: { ko: '기본 8색', en: 'the eight basic colours' },
  none: { ko: '색 없음', en: 'no colour' },
};
