import type { Text } from '../../../engine/text.ts';

export const designsTexts = {
  title: { ko: '설계 비교', en: 'Designs' },
  compared: { ko: '통과한 설계', en: 'Designs that pass' },
  lines: { ko: '{name}: 입력한 줄', en: 'What was typed: {name}' },
  notYet: { ko: '모든 조건을 통과한 뒤에 다른 설계와 견줍니다.', en: 'Other designs are shown once every line passes.' },
  edits: { ko: '변경', en: 'edits' },
  addresses: { ko: '쥔 주소', en: 'addresses' },
  crossing: { ko: '영역을 넘는 경로', en: 'ways across AZs' },
  usd: { ko: 'USD/시간', en: 'USD an hour' },
  open: { ko: '인터넷에 열린 포트', en: 'ports to internet' },
  least: { ko: '● 가장 적은 것', en: '● the least' },
  nothing: { ko: '바꾼 것이 없습니다.', en: 'Nothing was changed.' },
} satisfies Record<string, Text>;
