import type { Found } from '../../../course/search.ts';
import type { Text } from '../../../engine/text.ts';

export const searchTexts = {
  title: { ko: '찾기', en: 'Search' },
  ask: {
    ko: '레슨, 과제, 개념, 명령, 이유에서 찾습니다. 한글은 초성으로도 찾습니다. 예: 서브넷, ㅅㅂㄴ, curl',
    en: 'Finds lessons, labs, concepts, commands and reasons, in either language. For instance: subnet, curl, ㅅㅂㄴ',
  },
  none: { ko: '찾은 것이 없습니다. 더 짧게 입력해 보세요.', en: 'Nothing found. Try fewer letters.' },
  count: { ko: '{count}개', en: 'found: {count}' },
  later: { ko: '아직 이것을 가르치는 레슨이 없습니다.', en: 'No lesson teaches this yet.' },
  typeIt: { ko: '실습의 입력 줄에 쓰는 명령입니다.', en: 'A command to type at the prompt of a lab.' },
  loading: { ko: '엔진을 읽는 중입니다. 잠시 뒤에 다시 누르세요.', en: 'The engine is being loaded. Press again in a moment.' },
} satisfies Record<string, Text>;

export const foundTexts: { readonly [K in Found['kind']]: Text } = {
  concept: { ko: '개념', en: 'concept' },
  term: { ko: '용어', en: 'term' },
  page: { ko: '레슨', en: 'lesson' },
  scenario: { ko: '실습', en: 'lab' },
  command: { ko: '명령', en: 'command' },
  reason: { ko: '이유', en: 'reason' },
};
