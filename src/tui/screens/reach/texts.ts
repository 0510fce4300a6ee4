import type { Text } from '../../../engine/text.ts';

export const reachTexts = {
  title: { ko: '도달 가능성 표', en: 'Reachability' },
  matrix: { ko: '누가 누구에게', en: 'Who reaches whom' },
  why: { ko: '이유', en: 'Why' },
  trying: { ko: '시험 중', en: 'tried, not kept' },
  ownPorts: { ko: '서비스하는 포트', en: 'own ports' },
  port: { ko: '포트 {port}', en: 'port {port}' },
  policyOnly: { ko: '정책만', en: 'policies alone' },
  filter: { ko: '필터 {filter}', en: 'filter {filter}' },
  to: { ko: '목적지', en: 'to' },
  typeFilter: { ko: '필터 (이름, 또는 출발지 > 목적지)', en: 'filter (a name, or from > to)' },
  typePort: { ko: '포트 (80, udp/53, 비우면 서비스하는 포트)', en: 'port (80, udp/53, empty: own ports)' },
  typeEdit: { ko: '시험할 명령', en: 'command to try' },
  empty: {
    ko: '파드가 아직 없습니다. `kubectl run`이나 `kubectl apply`로 만드세요.',
    en: 'There are no pods yet. Make some with `kubectl run` or `kubectl apply`.',
  },
  nothing: { ko: '물어볼 연결이 없습니다.', en: 'There is no connection to ask about.' },
  noMatch: { ko: '필터에 맞는 이름이 없습니다.', en: 'No name matches the filter.' },
  wrongPort: { ko: '포트는 1~65535이고, 앞에 tcp/, udp/, sctp/를 붙일 수 있습니다.', en: 'A port is 1-65535, with tcp/, udp/ or sctp/ before it.' },
  changed: { ko: '바뀐 칸', en: 'changed' },
  keepOrDrop: { ko: '`y`로 실행, `n`으로 버리기, `e`로 이어서 시험', en: 'Keep with `y`, drop with `n`, try more with `e`.' },
  tried: { ko: '시험한 명령', en: 'Tried' },
} satisfies Record<string, Text>;
