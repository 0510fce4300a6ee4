import type { Text } from '../../../engine/text.ts';
import type { LabTab } from '../../model.ts';

export const tabTexts: { readonly [T in LabTab]: Text } = {
  task: { ko: '과제', en: 'Task' },
  map: { ko: '지도', en: 'Map' },
  trace: { ko: '추적', en: 'Trace' },
  log: { ko: '기록', en: 'Log' },
};

export const labTexts = {
  terminal: { ko: '터미널', en: 'Terminal' },
  trying: { ko: '시험 중: {n}줄', en: 'tried, not kept: {n}' },
  accepted: { ko: '통과 {passed}/{all}', en: 'accepted {passed}/{all}' },
  hints: { ko: '힌트 {n}', en: 'hints {n}' },
  undo: { ko: '되돌리기 {n}', en: 'undo {n}' },
  solved: {
    ko: '모든 조건을 통과했습니다. 이 창에서 v를 누르면 다른 설계와 견줍니다. Esc를 두 번 누르면 과정으로 돌아갑니다.',
    en: 'Every line is accepted. v in this pane compares your design with others. Esc twice goes back to the course.',
  },
  assisted: {
    ko: '풀이의 도움을 받아 모든 조건을 통과했습니다. 처음부터 다시 해 보려면 `reset`을 입력하세요.',
    en: 'Every line is accepted, with help from the solution. Type `reset` to try it again from the start.',
  },
  pendingIn: { ko: '아직 판정 전: {n}초 뒤에 정해짐 (`wait`)', en: 'pending: due in {n} s (`wait`)' },
  traceKey: { ko: 't 추적', en: 't trace' },
  predictAsk: {
    ko: '추적하기 전에 경로를 예측하세요. `predict`를 입력하거나, 이 창에서 p를 누르세요.',
    en: 'Predict the path before you trace it. Type `predict`, or press p in this pane.',
  },
  predictHeld: { ko: '예측을 제출하면 이 줄을 실행합니다: `{line}`', en: 'This line runs once the prediction is given: `{line}`' },
  compared: { ko: '홉 {all}개 중 {right}개가 맞았습니다.', en: 'Hops right: {right} of {all}.' },
  comparedAll: { ko: '홉 {all}개를 모두 맞혔습니다.', en: 'All {all} hops are right.' },
  comparedLegend: {
    ko: '✓ 순서가 맞음   ✗ 여기가 아님   · 예측에서 빠졌거나 자리가 다름',
    en: '✓ in its place   ✗ not here   · left out or put elsewhere',
  },
  realPath: { ko: '실제 경로', en: 'The real path' },
  predicted: { ko: '예측한 경로: 홉 {all}개 중 {right}개가 맞음', en: 'Predicted path: {right} of {all} hops right' },
  predictTitle: { ko: '경로 예측', en: 'Predict the path' },
  predictTaken: { ko: '예측한 순서', en: 'Your order' },
  predictRest: { ko: '고르지 않은 홉', en: 'Not on the path' },
  predictNone: {
    ko: '지나가는 홉을 순서대로 고르세요. 지나가지 않는 홉도 섞여 있습니다.',
    en: 'Take the hops in the order of the path. Some are not on it.',
  },
  noConnection: {
    ko: '아직 추적할 연결이 없습니다. `curl`로 연결을 하나 만드세요.',
    en: 'There is no connection to trace yet. Make one with `curl`.',
  },
  emptyTerminal: {
    ko: '실제 명령을 그대로 입력하세요. 예: `kubectl get pods -o wide`, `aws ec2 describe-subnets`. `help`는 쓸 수 있는 명령을 모두 보여 줍니다.',
    en: 'Type real commands, for instance `kubectl get pods -o wide` or `aws ec2 describe-subnets`. `help` lists all of them.',
  },
  emptyMap: {
    ko: '아직 VPC가 없습니다. `aws ec2 create-vpc --cidr-block 10.0.0.0/16` 명령으로 시작하세요.',
    en: 'There is no VPC yet. Begin with `aws ec2 create-vpc --cidr-block 10.0.0.0/16`.',
  },
  emptyTrace: {
    ko: '연결이 아직 없습니다. `curl`로 연결하면 지나간 길이 여기에 나옵니다.',
    en: 'There is no connection yet. Connect with `curl`, and its path appears here.',
  },
  emptyLog: {
    ko: '아직 바뀐 것이 없습니다. 명령이 일으킨 변경과 컨트롤러가 한 일이 여기에 나옵니다.',
    en: 'Nothing has changed yet. What a command causes, and what the controllers do about it, appears here.',
  },
  logGone: { ko: '이 명령의 기록은 보관 기간이 지났습니다.', en: 'The record of this command is no longer kept.' },
  logNothing: { ko: '바뀐 것 없음', en: 'nothing changed' },
  changed: { ko: '방금 바뀜: {what}', en: 'changed: {what}' },
  tooManyLines: {
    ko: '한 번에 {most}줄까지 실행합니다. 지금은 {n}줄입니다. 나누거나, 매니페스트라면 heredoc으로 쓰세요.',
    en: 'At most {most} lines run at once; these are {n}. Split them, or make a manifest a heredoc.',
  },
  moreRows: { ko: '({n}줄 더)', en: '({n} more rows)' },
  undone: { ko: '되돌림', en: 'taken back' },
  search: { ko: '이전 명령 찾기', en: 'search history' },
  find: { ko: '출력 찾기', en: 'find in output' },
  searchNone: { ko: '없음', en: 'none' },
  stepThrough: { ko: 't 한 단계씩 보기', en: 't step through it' },
  askReset: { ko: '처음 상태로 되돌립니다. 계속하려면 한 번 더 누르세요.', en: 'This goes back to the start. Press it once more to do it.' },
  askSolution: {
    ko: '풀이를 보면 도움을 받아 푼 것으로 남습니다. 계속하려면 한 번 더 누르세요.',
    en: 'With the solution shown, this counts as solved with help. Press it once more to see it.',
  },
  nothingToUndo: { ko: '되돌릴 명령이 없습니다.', en: 'There is nothing to undo.' },
  tryHow: {
    ko: '명령을 입력하고 누르면 시험 삼아 실행합니다. 빈 줄에서 다시 누르면 실행합니다.',
    en: 'Type a command first: this tries it, and nothing changes. On an empty line it keeps what was tried.',
  },
  noPrediction: { ko: '이 과제에는 예측할 경로가 없습니다.', en: 'This task asks for no prediction.' },
  predictEmpty: { ko: '홉을 하나 이상 고르세요. 스페이스로 고릅니다.', en: 'Take at least one hop. Space takes it.' },
} satisfies Record<string, Text>;
