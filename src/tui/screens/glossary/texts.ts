import type { Text } from '../../../engine/text.ts';

export const glossaryTexts = {
  title: { ko: '용어집', en: 'Glossary' },
  count: { ko: '{count}개', en: 'terms: {count}' },
  none: { ko: '맞는 용어가 없습니다. 더 짧게 입력해 보세요.', en: 'No term fits. Try fewer letters.' },
  empty: { ko: '이 과정에는 용어집이 없습니다.', en: 'This course has no glossary.' },
  first: { ko: '처음 쓸 때', en: 'at first mention' },
  other: { ko: '영어', en: 'Korean' },
  notThese: { ko: '쓰지 않는 말', en: 'not used in Korean' },
  pages: { ko: '레슨', en: 'lessons' },
  noPage: { ko: '아직 이 용어를 다루는 레슨이 없습니다.', en: 'No lesson speaks of this term yet.' },
  loading: { ko: '엔진을 읽는 중입니다. 잠시 뒤에 다시 누르세요.', en: 'The engine is being loaded. Press again in a moment.' },
} satisfies Record<string, Text>;
