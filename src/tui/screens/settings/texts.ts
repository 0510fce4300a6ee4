import type { Text } from '../../../engine/text.ts';
import type { ColourScheme } from '../../parts/theme.ts';

export const settingsTexts = {
  title: { ko: '설정', en: 'Settings' },
  lang: { ko: '언어', en: 'Language' },
  colours: { ko: '색', en: 'Colours' },
  glyphs: { ko: '기호', en: 'Symbols' },
  unicode: { ko: '유니코드 선과 기호', en: 'Unicode lines and symbols' },
  ascii: { ko: 'ASCII만 (+ - | > x)', en: 'ASCII only (+ - | > x)' },
  on: { ko: '사용 중', en: 'in use' },
  folder: { ko: '데이터 폴더', en: 'Data folder' },
  move: { ko: '옮기려면 `ekslab --data 폴더`로 시작하세요.', en: 'To move it, start with `ekslab --data FOLDER`.' },
  ruler: { ko: '눈금 시험', en: 'Ruler' },
  rulerHelp: {
    ko: '아래 두 줄의 끝 `|`가 어긋나 보이면 기호를 ASCII로 바꾸세요.',
    en: 'If the `|` at the end of the two rows do not line up, switch the symbols to ASCII.',
  },
} satisfies Record<string, Text>;

export const colourTexts: { readonly [S in ColourScheme]: Text } = {
  dark: { ko: '어두운 바탕', en: 'dark background' },
  light: { ko: '밝은 바탕', en: 'light background' },
  basic: { ko: '기본 8색', en: 'the eight basic colours' },
  none: { ko: '색 없음', en: 'no colour' },
};
