/** The views of the program, each with what a learner does to come to it. */
import type { Text } from '../engine/text.ts';
import type { Terminal } from './terminal.ts';

export type View = {
  readonly name: string;
  readonly title: Text;
  readonly args: readonly string[];
  /** A learner who starts for the first time sees the tour; all others have been here before. */
  readonly first?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly drive: (terminal: Terminal) => Promise<void>;
};

const PORT = 'two-nodes-one-port';
const KNOCK = 'curl --max-time 2 http://198.51.100.8:32001';
const MORE = 'kubectl scale deployment webapp --replicas 5';

export const VIEWS: readonly View[] = [
  {
    name: 'tour',
    title: { ko: '처음 2분: 첫 패킷을 보내고 고칩니다', en: 'The first two minutes: a packet and its repair' },
    args: [],
    first: true,
    columns: 80,
    rows: 24,
    drive: async (terminal) => {
      await terminal.until(/curl --max-time 2/);
      await terminal.press('Enter');
      await terminal.until('1/3');
    },
  },
  { name: 'home', title: { ko: '과정 지도', en: 'The course map' }, args: [], drive: (terminal) => terminal.until(/\d+\/\d+/) },
  { name: 'lesson', title: { ko: '레슨 한 쪽', en: 'A page of a lesson' }, args: ['lesson', 'services'], drive: (terminal) => turned(terminal, 4) },
  {
    name: 'lab',
    title: { ko: '랩: 과제, 지도, 터미널', en: 'A lab: task, map and terminal' },
    args: ['lab', PORT],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter(KNOCK);
    },
  },
  {
    name: 'prediction',
    title: { ko: '먼저 예측하고 나중에 확인합니다', en: 'Predict first, then reveal' },
    args: ['lab', 'from-node-port-to-pod'],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter('predict');
    },
  },
  {
    name: 'trace',
    title: { ko: '홉마다 패킷과 규칙을 보여 주는 경로 추적', en: 'The trace stepper: packet and rule at each hop' },
    args: ['lab', PORT],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter(KNOCK);
      await terminal.press('Ctrl-T');
    },
  },
  {
    name: 'reach',
    title: { ko: '누가 누구에게 닿는지', en: 'Who reaches whom' },
    args: ['lab', 'deny-first'],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.press('Escape');
      await terminal.type('w');
      await terminal.press('Right', 'Right', 'Right', 'Down', 'Down', 'Down', 'Down', 'Down');
    },
  },
  {
    name: 'timeline',
    title: { ko: '타임라인: 되돌리고 가지를 칩니다', en: 'The timeline: go back, branch off' },
    args: ['lab', PORT],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter(KNOCK);
      await terminal.enter(MORE);
      await terminal.enter('undo');
      await terminal.enter('kubectl scale deployment webapp --replicas 2');
      await terminal.press('Ctrl-O');
    },
  },
  {
    name: 'trace-diff',
    title: { ko: '두 연결을 나란히: 어디서 갈라지는지', en: 'Two connections side by side: where they part' },
    args: ['lab', PORT],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter('curl --max-time 2 http://198.51.100.6:32001');
      await terminal.enter(KNOCK);
      await terminal.press('Ctrl-T');
      await terminal.type('d');
    },
  },
  {
    name: 'editor',
    title: { ko: '프롬프트의 매니페스트 편집기', en: 'The manifest editor at the prompt' },
    args: ['lab', PORT],
    columns: 100,
    rows: 30,
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter('kubectl edit service frontend');
    },
  },
  {
    name: 'what-if',
    title: { ko: '먼저 해 보고 정합니다', en: 'Try before you keep' },
    args: ['lab', PORT],
    drive: async (terminal) => {
      await ready(terminal);
      await terminal.enter('try kubectl scale deployment webapp --replicas 1');
      await terminal.until(/drop/);
    },
  },
  {
    name: 'designs',
    title: { ko: '풀고 난 뒤: 통과하는 다른 설계', en: 'Afterwards: other designs that pass' },
    args: ['lab', 'first-packet'],
    drive: async (terminal) => {
      await terminal.until(/curl --max-time 2/);
      await terminal.press('Enter');
      await terminal.until('1/3');
      await terminal.press('Enter');
      await terminal.until('2/3');
      await terminal.press('Enter');
      await terminal.until('3/3');
      await terminal.press('Escape');
      await terminal.type('v');
      await terminal.until(/USD/);
    },
  },
  {
    name: 'quiz',
    title: { ko: '틀린 답에는 이유가 붙습니다', en: 'A wrong answer, with the reason' },
    args: ['quiz', 'aws-networking-review'],
    drive: async (terminal) => {
      await terminal.until('Esc');
      await terminal.press('Enter');
    },
  },
  { name: 'planner', title: { ko: '주소 계획', en: 'The address planner' }, args: [], drive: (terminal) => opened(terminal, 'p') },
  {
    name: 'search',
    title: { ko: '초성으로도 찾습니다', en: 'Search, also by initial consonants' },
    args: [],
    drive: async (terminal) => {
      await opened(terminal, '/');
      await terminal.type('ㅇㄱ');
    },
  },
  {
    name: 'glossary',
    title: { ko: '용어집', en: 'The glossary' },
    args: [],
    drive: (terminal) => opened(terminal, ';'),
  },
  { name: 'settings', title: { ko: '설정', en: 'Settings' }, args: [], columns: 80, rows: 24, drive: (terminal) => opened(terminal, 's') },
  { name: 'help', title: { ko: '모든 키', en: 'All keys' }, args: [], columns: 80, rows: 24, drive: (terminal) => opened(terminal, '?') },
];

async function ready(terminal: Terminal): Promise<void> {
  await terminal.until(/0\/\d/);
}

async function opened(terminal: Terminal, key: string): Promise<void> {
  await terminal.until(/\d+\/\d+/);
  await terminal.type(key);
}

async function turned(terminal: Terminal, pages: number): Promise<void> {
  await terminal.until('Esc');
  for (let page = 0; page < pages; page++) await terminal.press('Right');
}
