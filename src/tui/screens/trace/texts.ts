import type { StepVerdict, Verdict } from '../../../engine/dataplane/step.ts';
import type { Text } from '../../../engine/text.ts';

export const traceTexts = {
  trace: { ko: '추적', en: 'Trace' },
  hops: { ko: '홉', en: 'Hops' },
  why: { ko: '이유', en: 'Why' },
  lookup: { ko: '이름 조회 {n}', en: 'lookup {n}' },
  request: { ko: '요청', en: 'request' },
  reply: { ko: '응답', en: 'reply' },
  leg: { ko: '{part} {n}구간', en: '{part}, leg {n}' },
  packetIn: { ko: '들어온 패킷', en: 'packet in' },
  packetOut: { ko: '나간 패킷', en: 'packet out' },
  unchanged: { ko: '그대로', en: 'unchanged' },
  none: { ko: '없음', en: 'none' },
  decided: { ko: '결정한 행', en: 'decided by' },
  met: { ko: '거친 행', en: 'by way of' },
  lost: { ko: '밀린 행', en: 'lost' },
  choice: { ko: '선택', en: 'choice' },
  object: { ko: '오브젝트', en: 'object' },
  concept: { ko: '개념', en: 'concept' },
  noReply: { ko: '응답 없음: 요청이 도착하지 않았습니다.', en: 'no reply: the request did not arrive' },
  branch: { ko: '갈래 {at}/{all}', en: 'way {at}/{all}' },
  share: { ko: '연결의 {share}', en: '{share} of connections' },
  alike: { ko: '같은 갈래 {n}개', en: '{n} alike' },
  sometimes: { ko: '때에 따라 실패합니다. 갈래 {all}개 중 {failing}개가 실패합니다.', en: 'It fails sometimes: {failing} of {all} ways fail.' },
  query: { ko: '질의', en: 'query' },
  answer: { ko: '응답', en: 'answer' },
  noObject: { ko: '이 홉에는 명령으로 볼 오브젝트가 없습니다.', en: 'No command shows an object for this hop.' },
  noLesson: { ko: '이 개념을 가르치는 레슨이 아직 없습니다.', en: 'No lesson teaches this concept yet.' },
  noPrevious: { ko: '견줄 이전 연결이 없습니다.', en: 'There is no previous connection to compare with.' },
  now: { ko: '이번 연결', en: 'this connection' },
  beforeLine: { ko: '변경 전: {line}', en: 'before: {line}' },
  afterLine: { ko: '변경 후: {line}', en: 'after: {line}' },
  notPassed: { ko: '이 홉을 지나지 않았습니다.', en: 'It did not pass this hop.' },
  noOther: { ko: '견줄 다른 연결이 없습니다.', en: 'There is nothing else to compare with.' },
  same: { ko: '두 연결이 같은 홉을 같은 이유로 지났습니다.', en: 'Both passed the same hops for the same reasons.' },
  differs: { ko: '다른 홉은 {n}개입니다. ▶ 표시한 홉부터 다릅니다.', en: 'Hops that differ: {n}. They part at ▶.' },
  noHops: { ko: '이 부분에는 지나간 홉이 없습니다.', en: 'This part has no hops.' },
} satisfies Record<string, Text>;

export const verdictTexts: { readonly [V in StepVerdict]: Text } = {
  forward: { ko: '전달', en: 'forward' },
  deliver: { ko: '도착', en: 'delivered' },
  drop: { ko: '버림', en: 'dropped' },
  reject: { ko: '연결 거부', en: 'refused' },
  'no-route': { ko: '라우트 없음', en: 'no route' },
};

export const endTexts: { readonly [V in Verdict]: Text } = {
  answered: { ko: '응답함', en: 'answered' },
  refused: { ko: '연결 거부', en: 'refused' },
  'timed-out': { ko: '시간 초과', en: 'timed out' },
};

export const outcomeTexts = {
  answered: { ko: '응답함: {by}', en: 'answered by {by}' },
  refused: { ko: '{address}:{port} 연결 거부', en: '{address}:{port} refused' },
  'timed-out': { ko: '{address}:{port} 시간 초과', en: '{address}:{port} timed out' },
  'no-name': { ko: '{name} 이름을 찾지 못함', en: 'no such name: {name}' },
  'http-status': { ko: 'HTTP {status}, 응답한 쪽: {by}', en: 'HTTP {status} from {by}' },
} satisfies Record<string, Text>;
