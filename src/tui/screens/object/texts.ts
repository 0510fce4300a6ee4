import type { Text } from '../../../engine/text.ts';

export const objectTexts = {
  title: { ko: '오브젝트', en: 'Object' },
} satisfies Record<string, Text>;
