/** Back and forth over the lines typed, to checkpoints, and to branches that were left. */
import { restore } from '../../engine/restore.ts';
import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import type { Attempt } from '../attempt-state.ts';
import { changes, freeName, lineOf, variablesAfter, withBranch, worldAfter } from '../mark.ts';
import { plain, say } from '../say.ts';
import { argumentsOf, type Done, done, type LabWord } from './definition.ts';

/** The present state under a name. */
export const checkpoint: LabWord = {
  name: 'checkpoint',
  afterTrial: true,
  summary: { ko: '지금 상태에 이름을 붙여 둡니다. `goto`로 돌아옵니다.', en: 'Keeps the present state under a name. `goto` comes back to it.' },
  usage: ['checkpoint [NAME]'],
  examples: ['checkpoint', 'checkpoint before-nat'],
  complete: () => [],
  enter(attempt, line) {
    const [name = freeName(attempt, 'c'), ...rest] = argumentsOf(line);
    if (rest.length > 0 || !/^[a-z][a-z0-9-]{0,30}$/.test(name)) return done(attempt, refused(attempt.world, NAMES));
    const { transcript, variables } = attempt;
    const marks = [...attempt.marks.filter((mark) => mark.name !== name), { name, kind: 'checkpoint' as const, transcript, variables }];
    return done({ ...attempt, marks }, said(attempt.world, say(KEPT, { name })));
  },
};

/** To a line of the timeline by its number, or to a checkpoint or branch by its name. */
export const goto: LabWord = {
  name: 'goto',
  afterTrial: true,
  summary: { ko: '줄 번호나 이름으로 그때 상태로 갑니다.', en: 'Goes to a line by its number, or to a checkpoint or branch by its name.' },
  usage: ['goto NUMBER', 'goto NAME'],
  examples: ['goto 3', 'goto 0', 'goto c1'],
  complete: ({ marks }) => marks.map(({ name, kind }) => ({ text: name, about: KINDS[kind] })),
  enter(attempt, line) {
    const [to] = argumentsOf(line);
    if (to === undefined) return done(attempt, refused(attempt.world, WHERE));
    if (/^\d+$/.test(to)) return gone(attempt, Number(to));
    const mark = attempt.marks.find(({ name }) => name === to);
    if (mark === undefined) return done(attempt, refused(attempt.world, say(NO_MARK, { to })));
    const kept = withBranch(attempt);
    const world = restore(attempt.world, mark.transcript.at(-1)?.output.world ?? attempt.start);
    const next: Attempt = { ...kept, world, transcript: mark.transcript, undone: [], variables: mark.variables };
    return done(next, said(world, say(AT_MARK, { to })));
  },
};

/** All lines with their numbers, where the attempt stands among them, and what else can be gone to. */
export const timeline: LabWord = {
  name: 'timeline',
  summary: { ko: '입력한 줄과 체크포인트, 갈래를 보여 줍니다.', en: 'Lists the lines typed, the checkpoints and the branches.' },
  usage: ['timeline'],
  examples: ['timeline'],
  complete: () => [],
  enter(attempt) {
    const here = attempt.transcript.length;
    const lines = lineOf(attempt).map((entry, index) => {
      const mark = index + 1 === here ? '▶' : index + 1 > here ? '·' : ' ';
      return plain(`${mark} ${String(index + 1).padStart(3)} ${changes(entry) ? '∆' : ' '} ${entry.line.split('\n')[0]}`);
    });
    const start = plain(`${here === 0 ? '▶' : ' '}   0   ${attempt.scenario.id}`);
    const marks = attempt.marks.map(({ name, kind, transcript }) =>
      say(MARK, { name, n: transcript.length, ko: KINDS[kind].ko, en: KINDS[kind].en }),
    );
    return done(attempt, said(attempt.world, start, ...lines, ...marks, HOW));
  },
};

function gone(attempt: Attempt, count: number): Done {
  const line = lineOf(attempt);
  if (count > line.length) return done(attempt, refused(attempt.world, say(NO_LINE, { count, all: line.length })));
  const world = restore(attempt.world, worldAfter(attempt, count));
  const transcript = line.slice(0, count);
  const next: Attempt = { ...attempt, world, transcript, variables: variablesAfter(transcript), undone: line.slice(count) };
  return done(next, said(world, say(AT_LINE, { count, all: line.length })));
}

const KINDS: { readonly [K in Attempt['marks'][number]['kind']]: Text } = {
  checkpoint: { ko: '체크포인트', en: 'checkpoint' },
  branch: { ko: '갈래', en: 'branch' },
};
const NAMES: Text = {
  ko: '이름은 영문 소문자로 시작하고 소문자, 숫자, -만 씁니다.',
  en: 'A name begins with a lower-case letter and holds letters, digits and hyphens.',
};
const KEPT: Text = { ko: '지금 상태를 {name} 이름으로 두었습니다.', en: 'The present state is kept as {name}.' };
const WHERE: Text = { ko: '줄 번호나 이름을 쓰세요. `timeline`이 보여 줍니다.', en: 'Give the number of a line, or a name. `timeline` lists them.' };
const NO_MARK: Text = {
  ko: '{to} 이름의 체크포인트나 갈래는 없습니다. `timeline`을 보세요.',
  en: 'There is no checkpoint or branch {to}. See `timeline`.',
};
const NO_LINE: Text = { ko: '{count}번 줄은 없습니다. 줄은 {all}개입니다.', en: 'There is no line {count}. Lines: {all}.' };
const AT_MARK: Text = { ko: '{to} 상태로 왔습니다.', en: 'Now at {to}.' };
const AT_LINE: Text = { ko: '{count}번 줄 뒤의 상태입니다. 줄은 {all}개입니다.', en: 'Now behind line {count} of {all}.' };
const MARK: Text = { ko: '  {name}: {ko}, 줄 {n}개', en: '  {name}: {en}, lines: {n}' };
const HOW: Text = {
  ko: '`goto 번호`나 `goto 이름`으로 갑니다. 뒤의 줄은 남아 있고, 다른 것을 바꾸면 갈래로 남습니다.',
  en: '`goto NUMBER` or `goto NAME` goes there. Later lines stay; a change made instead leaves them as a branch.',
};
