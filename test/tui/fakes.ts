/** A small course, an attempt in an empty world, and a learner's screen: what the tests of the terminal UI arrange with. */

import type { Attempt } from '../../src/course/attempt-state.ts';
import type { Course, Lesson, Question, Scenario } from '../../src/course/content.ts';
import { grade } from '../../src/course/quiz.ts';
import { awsKinds } from '../../src/engine/aws/kinds.ts';
import type { PlaneName } from '../../src/engine/change.ts';
import { clusterKinds } from '../../src/engine/cluster/kinds.ts';
import { hostKinds } from '../../src/engine/hosts/kinds.ts';
import { labKinds } from '../../src/engine/lab/kinds.ts';
import { emptyStore } from '../../src/engine/store.ts';
import type { Text } from '../../src/engine/text.ts';
import type { World } from '../../src/engine/world.ts';
import type { Body } from '../../src/progress/event.ts';
import { after, NO_PROGRESS, type Progress } from '../../src/progress/fold.ts';
import type { Output } from '../../src/shell/output.ts';
import { engine, loadEngine } from '../../src/tui/engine.ts';
import type { Model } from '../../src/tui/model.ts';
import type { Services } from '../../src/tui/services.ts';
import { startModel } from '../../src/tui/start.ts';
import { type Store, storeOf } from '../../src/tui/store.ts';

await loadEngine();

export const both = (ko: string, en: string): Text => ({ ko, en });

const option = (id: string) => ({
  id,
  text: both(`${id} 보기는 조금 긴 문장으로 되어 있다`, `option ${id} is a sentence of some length`),
  why: both(`${id} 이유입니다.`, `The reason of ${id}.`),
  misconception: id === 'a' ? 'group-replies' : null,
});

export function question(kind: Question['kind'], over: Partial<Question> = {}): Question {
  return {
    id: `q-${kind}`,
    kind,
    stem: both('응답을 버린 것은 무엇입니까?', 'What drops the reply?'),
    options: kind === 'number' || kind === 'address' ? [] : [option('a'), option('b'), option('c')],
    items:
      kind === 'match'
        ? [
            { id: 'one', text: both('첫째 항목', 'the first item') },
            { id: 'two', text: both('둘째 항목', 'the second item') },
          ]
        : [],
    key:
      kind === 'number'
        ? ['12']
        : kind === 'address'
          ? ['10.0.0.0/24']
          : kind === 'match'
            ? ['a', 'b']
            : kind === 'order'
              ? ['b', 'a']
              : kind === 'multiple'
                ? ['a', 'b']
                : ['b'],
    why: null,
    source: null,
    concepts: [],
    ...over,
  };
}

const LESSON: Lesson = {
  id: 'services',
  number: 8,
  revision: 'r1',
  title: both('서비스로 부하 나누기', 'Load balancing with services'),
  minutes: 15,
  concepts: [],
  world: null,
  pages: [
    {
      id: 'one-name',
      heading: both('이름 하나, 파드 여럿', 'One name, many pods'),
      concepts: [],
      body: {
        ko: [
          {
            block: 'paragraph',
            text: '파드(pod)는 언제든 사라집니다. `frontend` 서비스는 사라지지 않는 이름과 주소를 하나 줍니다. 라우팅 테이블이 아니라 노드의 커널이 목적지를 바꿉니다.',
          },
          { block: 'list', items: ['첫째', '둘째'] },
          { block: 'predict', question: '파드가 사라지면 서비스 주소는 어떻게 됩니까?' },
          { block: 'paragraph', text: '주소는 그대로입니다.' },
        ],
        en: [
          {
            block: 'paragraph',
            text: 'A pod may go at any time. Service `frontend` gives one name and one address that stay. The kernel of the node changes the destination, not a route table.',
          },
          { block: 'list', items: ['first', 'second'] },
          { block: 'predict', question: 'What becomes of the address of the service when a pod goes?' },
          { block: 'paragraph', text: 'The address stays.' },
        ],
      },
    },
    {
      id: 'node-port',
      heading: both('모든 노드의 포트 하나', 'One port of every node'),
      concepts: [],
      body: {
        ko: [
          {
            block: 'console',
            lines: [{ command: 'kubectl get svc frontend', output: 'NAME       TYPE       CLUSTER-IP\nfrontend   NodePort   10.100.0.31\n' }],
          },
          { block: 'note', text: '모든 노드가 같은 포트를 엽니다.' },
        ],
        en: [
          {
            block: 'console',
            lines: [{ command: 'kubectl get svc frontend', output: 'NAME       TYPE       CLUSTER-IP\nfrontend   NodePort   10.100.0.31\n' }],
          },
          { block: 'note', text: 'Every node opens the same port.' },
        ],
      },
    },
  ],
  quiz: (['single', 'multiple', 'order', 'match', 'number', 'address'] as const).map((kind) => question(kind)),
};

const SCENARIO: Scenario = {
  id: 'one-port',
  revision: 'r1',
  module: 'services',
  kind: 'break-fix',
  title: both('노드 둘, 포트 하나', 'Two nodes, one port'),
  minutes: 10,
  concepts: [],
  story: both(
    '고객이 `http://node:32001`을 열면 가끔 응답이 없습니다. 모든 노드가 응답하게 하세요.',
    'Customers open `http://node:32001` and sometimes wait forever. Make every node answer.',
  ),
  world: {},
  predict: null,
  accept: [
    {
      id: 'endpoints',
      text: both('서비스의 Ready 엔드포인트가 3개다', 'The service has 3 ready endpoints'),
      check: { name: 'endpoints', args: {} },
      after: [],
    },
    {
      id: 'node1',
      text: both('인터넷에서 `node1:32001`에 연결된다', 'The internet connects to `node1:32001`'),
      check: { name: 'reaches', args: {} },
      after: [],
    },
  ],
  hints: {},
  locked: [],
  solution: [],
  alternates: [],
  nearMisses: [],
  vars: {},
};

const MISCONCEPTIONS: Course['misconceptions'] = {
  'group-replies': {
    name: both('보안 그룹은 응답에도 규칙이 필요하다', 'A security group needs a rule for the reply'),
    refutation: both('보안 그룹은 연결을 기억합니다.', 'A security group remembers connections.'),
    shows: both('추적의 응답 쪽을 보세요.', 'See the reply in the trace.'),
  },
};

export const COURSE: Course = { modules: [LESSON], scenarios: [SCENARIO], concepts: {}, misconceptions: MISCONCEPTIONS, glossary: [] };

/** A world in which nothing exists. */
export function nothing(): World {
  const stores = (plane: PlaneName, kinds: object) => Object.fromEntries(Object.keys(kinds).map((kind) => [kind, emptyStore(plane, kind)]));
  return {
    now: 0,
    revision: 0,
    seed: 'test',
    counters: { input: 0, connection: 0, minted: null },
    account: '111122223333',
    region: 'us-west-2',
    aws: stores('aws', awsKinds),
    cluster: stores('cluster', clusterKinds),
    hosts: stores('hosts', hostKinds),
    lab: stores('lab', labKinds),
    outside: { hosts: [], names: [] },
    due: null,
    log: { head: null, cutAt: 0 },
  } as unknown as World;
}

export function said(world: World, over: Partial<Output> = {}): Output {
  return { kind: 'read', stdout: '', stderr: '', code: 0, notes: [], connections: [], world, ...over };
}

/** The attempt before its first line. */
export function attemptOf(over: Partial<Attempt> = {}): Attempt {
  const world = nothing();
  return {
    content: SCENARIO,
    scenario: SCENARIO,
    seed: 's',
    inputs: [],
    start: world,
    world,
    transcript: [],
    undone: [],
    marks: [],
    trial: null,
    stepping: false,
    judging: 'ahead',
    picked: {},
    stage: 0,
    accept: [
      { id: 'endpoints', verdict: 'pass', expected: both('3', '3'), actual: both('3', '3'), witness: null, why: null, help: null, dueAt: null },
      {
        id: 'node1',
        verdict: 'fail',
        expected: both('연결', 'connects'),
        actual: both('시간 초과', 'timed out'),
        witness: null,
        why: both('node1에서 버림: tcp/32001을 허용하는 규칙이 없음', 'dropped at node1: no rule admits tcp/32001'),
        help: null,
        dueAt: null,
      },
    ],
    prediction: { state: 'none' },
    variables: {},
    hints: {},
    recent: [],
    planned: [],
    helped: false,
    status: 'open',
    ...over,
  };
}

export type Kept = { readonly attempt: string; readonly body: Body };

/** Services that answer each line by echoing it, and a journal in memory. */
export function fakeServices(start: Attempt = attemptOf()): { readonly services: Services; readonly kept: Kept[] } {
  const kept: Kept[] = [];
  let learned: Progress = NO_PROGRESS;
  // At once and whole: a test waits for nothing.
  const job = engine().plannerJob({ clock: () => 0, later: (act) => act() });
  const services: Services = {
    ready: () => null,
    open: () => ({ attempt: start, name: 'one-port.test.1', shown: [], notice: null }),
    enter: (attempt, line) => {
      const output = said(attempt.world, { stdout: `echo ${line}\n` });
      const entry = { line, output, before: attempt.world };
      return {
        attempt: { ...attempt, inputs: [...attempt.inputs, line], transcript: [...attempt.transcript, entry] },
        output,
        events: [{ k: 'input', b: { line } }],
      };
    },
    complete: (_attempt, text, caret) => {
      const start = text.lastIndexOf(' ', caret - 1) + 1;
      const items = ['--port', '--protocol', '--group-id'].filter((one) => one.startsWith(text.slice(start, caret)));
      return { start, items: items.map((one) => ({ text: one, about: both('설명', 'about') })) };
    },
    grade: (asked, given) => ({ ...grade(asked, given), given }),
    plan: (input, how, tell) => job.plan(input, how, tell),
    edit: async () => ({ edited: 'none' }),
    save: ({ path }) => both(path, path),
    append: (attempt, body) => {
      kept.push({ attempt, body });
      learned = after(learned, { stream: 'test', seq: kept.length, a: attempt, at: '2026-01-01T00:00:00.000Z', ...body });
      return learned;
    },
  };
  return { services, kept };
}

function fail(error: unknown): never {
  throw error;
}

export type Screenplay = {
  readonly store: Store;
  readonly kept: Kept[];
  readonly quits: number[];
  readonly model: () => Model;
  /** Keys by their names, one after the other: `down`, `enter`, `ctrl-c`, `가`. */
  readonly press: (...names: readonly string[]) => void;
  readonly type: (text: string) => void;
  readonly paste: (text: string) => void;
};

/** The program without a terminal: what keys do to the model. */
export function open(over: Partial<Model> = {}, start: Attempt = attemptOf()): Screenplay {
  const { services, kept } = fakeServices(start);
  const quits: number[] = [];
  const first = {
    ...startModel({
      course: COURSE,
      learned: NO_PROGRESS,
      folder: '/home/learner/.local/share/ekslab',
      seed: 'test',
      lang: 'ko',
      size: { columns: 120, rows: 40 },
      look: { colours: 'none', depth: 'many', ascii: false, width: 'narrow' },
    }),
    ...over,
  };
  const store = storeOf(first, { services, quit: (code) => quits.push(code), stop: () => {}, crash: fail });
  let at = 0;
  const stroke = (name: string) => {
    at += 10;
    store.dispatch({ msg: 'stroke', stroke: { stroke: 'key', name }, at });
  };
  return {
    store,
    kept,
    quits,
    model: store.model,
    press: (...names) => names.forEach(stroke),
    type: (text) => [...text].forEach(stroke),
    paste: (text) => store.dispatch({ msg: 'paste', text }),
  };
}

/** The same, already in the lab. */
export function openLab(over: Partial<Model> = {}, start: Attempt = attemptOf()): Screenplay {
  const play = open(over, start);
  play.store.dispatch({ msg: 'go', place: { place: 'lab', scenario: SCENARIO } });
  return play;
}
