import type { Text } from '../../../engine/text.ts';

export const lessonTexts = {
  page: { ko: '{n}쪽 중 {page}쪽', en: 'page {page} of {n}' },
  note: { ko: '참고', en: 'Note' },
  predict: { ko: '먼저 생각해 보세요', en: 'Think first' },
  reveal: { ko: '답을 정했으면 Enter를 누르세요.', en: 'When you have an answer, press Enter.' },
  lastPage: { ko: 'Enter를 누르면 다음 항목으로 갑니다.', en: 'Enter goes on to the next item.' },
} satisfies Record<string, Text>;
