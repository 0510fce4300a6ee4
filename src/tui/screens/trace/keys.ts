import type { KeyRecord } from '../../key-record.ts';
import { front, labAt, type Model } from '../../model.ts';
import { partsOf } from '../../parts/trace-model.ts';
import { othersOf } from './others.ts';
import { traceTexts } from './texts.ts';

const contexts = ['trace'] as const;

export const traceKeys: readonly KeyRecord[] = [
  {
    id: 'trace-down',
    keys: ['down', 'j', 'enter', ' '],
    shows: '↑↓',
    contexts,
    label: { ko: '홉', en: 'hop' },
    help: { ko: '다음 홉', en: 'next hop' },
    footer: true,
    msg: { msg: 'trace-hop', by: 1 },
  },
  {
    id: 'trace-up',
    keys: ['up', 'k'],
    contexts,
    label: { ko: '이전 홉', en: 'previous' },
    help: { ko: '이전 홉', en: 'previous hop' },
    footer: false,
    msg: { msg: 'trace-hop', by: -1 },
  },
  {
    id: 'trace-part',
    keys: ['tab', 'right'],
    contexts,
    label: { ko: '요청/응답', en: 'req/reply' },
    help: { ko: '다음 부분: 이름 조회, 요청, 응답', en: 'next part: lookup, request, reply' },
    footer: true,
    msg: { msg: 'trace-part', by: 1 },
  },
  {
    id: 'trace-part-back',
    keys: ['shift-tab', 'left'],
    contexts,
    label: { ko: '이전 부분', en: 'back' },
    help: { ko: '이전 부분', en: 'previous part' },
    footer: false,
    msg: { msg: 'trace-part', by: -1 },
  },
  {
    id: 'trace-branch',
    keys: [']'],
    contexts,
    label: { ko: '다음 갈래', en: 'next way' },
    help: { ko: '다음 갈래: 연결이 갈 수 있는 다른 길', en: 'the next way that the connection can take' },
    footer: true,
    disabled: oneWay,
    msg: { msg: 'trace-branch', by: 1 },
  },
  {
    id: 'trace-branch-back',
    keys: ['['],
    contexts,
    label: { ko: '이전 갈래', en: 'prev way' },
    help: { ko: '이전 갈래', en: 'the previous way' },
    footer: true,
    disabled: oneWay,
    msg: { msg: 'trace-branch', by: -1 },
  },
  {
    id: 'trace-first',
    keys: ['home'],
    contexts,
    label: { ko: '처음', en: 'first' },
    help: { ko: '첫 홉', en: 'first hop' },
    footer: false,
    msg: { msg: 'trace-end', end: 'first' },
  },
  {
    id: 'trace-last',
    keys: ['end', 'G'],
    contexts,
    label: { ko: '끝', en: 'last' },
    help: { ko: '마지막 홉: 패킷이 멈춘 곳', en: 'last hop: where the packet stopped' },
    footer: false,
    msg: { msg: 'trace-end', end: 'last' },
  },
  {
    id: 'trace-all',
    keys: ['a'],
    contexts,
    label: { ko: '모든 홉', en: 'all hops' },
    help: { ko: '모든 단계를 보거나 중요한 것만 보기', en: 'list every step, or only those that matter' },
    footer: true,
    msg: { msg: 'trace-all' },
  },
  {
    id: 'trace-diff',
    keys: ['d'],
    contexts,
    label: { ko: '비교', en: 'diff' },
    help: { ko: '마지막 변경 전이나 다른 연결과 나란히 견주기', en: 'beside it the same before the last change, or another connection' },
    footer: true,
    disabled: (model) => (othersIn(model) === 0 ? traceTexts.noPrevious : null),
    msg: { msg: 'trace-diff' },
  },
  {
    id: 'trace-diff-next',
    keys: ['n'],
    contexts,
    label: { ko: '다른 것과', en: 'another' },
    help: { ko: '다음 연결과 견주기', en: 'compare it with the next connection' },
    footer: true,
    disabled: (model) => (othersIn(model) < 2 || !comparing(model) ? traceTexts.noOther : null),
    msg: { msg: 'trace-diff', next: true },
  },
  {
    id: 'trace-object',
    keys: ['g'],
    contexts,
    label: { ko: '오브젝트', en: 'object' },
    help: { ko: '이 홉의 오브젝트를 그 도구로 보기', en: 'the object of this hop as its own tool prints it' },
    footer: true,
    msg: { msg: 'trace-object' },
  },
  {
    id: 'trace-lesson',
    keys: ['l'],
    contexts,
    label: { ko: '레슨', en: 'lesson' },
    help: { ko: '이 홉의 개념을 가르치는 쪽 열기', en: 'open the page that teaches the concept of this hop' },
    footer: true,
    msg: { msg: 'trace-lesson' },
  },
  {
    id: 'trace-scroll',
    keys: ['page-down'],
    contexts,
    label: { ko: '아래로', en: 'down' },
    help: { ko: '이유 창 아래로', en: 'scroll the reasons down' },
    footer: false,
    msg: { msg: 'trace-scroll', by: 5 },
  },
  {
    id: 'trace-scroll-up',
    keys: ['page-up'],
    contexts,
    label: { ko: '위로', en: 'up' },
    help: { ko: '이유 창 위로', en: 'scroll the reasons up' },
    footer: false,
    msg: { msg: 'trace-scroll', by: -5 },
  },
];

function othersIn(model: Model): number {
  const screen = front(model);
  return screen.screen === 'trace' ? othersOf(labAt(model, screen.scenario), screen.connection).length : 0;
}

function comparing(model: Model): boolean {
  const screen = front(model);
  return screen.screen === 'trace' && screen.diff !== null;
}

function oneWay(model: Model) {
  const screen = front(model);
  const part = screen.screen === 'trace' ? partsOf(screen.connection)[screen.part] : undefined;
  return (part?.branches.length ?? 0) > 1
    ? null
    : { ko: '이 연결이 갈 수 있는 길은 하나뿐입니다.', en: 'There is only one way that this connection can take.' };
}
