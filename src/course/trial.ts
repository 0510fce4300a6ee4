/** What is tried on a copy of an attempt, line by line, until it is kept or dropped. */
import type { Text } from '../engine/text.ts';
import type { Note, Output } from '../shell/output.ts';
import { info } from '../shell/print.ts';
import type { Attempt, Entry } from './attempt-state.ts';
import { changes } from './mark.ts';
import { say } from './say.ts';
import { differenceOf } from './what-if.ts';
import { type Done, done } from './words/definition.ts';

type TypeLine = (attempt: Attempt, line: string) => Done;

/** The attempt in which a line runs: the copy while something is tried, else the attempt itself. */
export function presentOf(attempt: Attempt): Attempt {
  return attempt.trial?.states.at(-1) ?? attempt;
}

/** A line more on the copy, and what the copy differs in from the attempt. `typed` runs a line and judges the list. */
export function triedOn(attempt: Attempt, line: string, typed: TypeLine): Done {
  const { trial, world } = attempt;
  const ran = typed({ ...presentOf(attempt), trial: null }, line);
  const { output } = ran;
  const changed = output.kind === 'write' || output.kind === 'wait';
  if (output.kind === 'refused' || (trial === null && !changed)) {
    const told = output.kind !== 'refused' && output.code === 0 ? [{ mark: 'wrong' as const, text: NO_CHANGE }] : [];
    return done(attempt, { ...output, world, kind: 'refused', connections: [], notes: [...output.notes, ...told] });
  }
  const next: Attempt = { ...attempt, trial: { lines: [...(trial?.lines ?? []), line], states: [...(trial?.states ?? []), ran.attempt] } };
  const notes = changed ? differenceNotes(next) : [info(READ)];
  return done(next, { ...output, kind: 'lab', world, connections: [], notes: [...output.notes, ...notes] });
}

/** The copy without its last line; without any the trial is over. */
export function takenBack(attempt: Attempt): Done {
  const { trial, world } = attempt;
  const [lines, states] = [trial?.lines.slice(0, -1) ?? [], trial?.states.slice(0, -1) ?? []];
  const next: Attempt = { ...attempt, trial: lines.length === 0 ? null : { lines, states } };
  const notes = [info(say(TAKEN_BACK, { line: shortOf(trial?.lines.at(-1) ?? '') })), ...(next.trial === null ? [] : differenceNotes(next))];
  return done(next, lab(world, notes));
}

/** The copy in the place of the attempt: every line of it as if it had been typed. */
export function kept(attempt: Attempt): Done {
  const { world } = attempt;
  const copy = presentOf(attempt);
  const entries = copy.transcript.slice(attempt.transcript.length);
  const { inputs, hints, helped, status, prediction, stepping } = attempt;
  const next: Attempt = { ...copy, inputs, hints, helped, status, prediction, stepping, trial: null };
  const [only] = entries;
  if (only !== undefined && entries.length === 1) return done(next, only.output);
  const output: Output = {
    ...lab(
      copy.world ?? world,
      entries.flatMap(({ output: { notes } }) => notes),
    ),
    kind: 'write',
    stdout: entries.map(printed).join('\n'),
    connections: entries.flatMap(({ output: { connections } }) => connections),
  };
  return done(next, output);
}

/** The attempt with what was tried forgotten. */
export function dropped(attempt: Attempt): Done {
  const count = attempt.trial?.lines.length ?? 0;
  const text = count === 1 ? say(DROPPED, { line: shortOf(attempt.trial?.lines[0] ?? '') }) : say(DROPPED_ALL, { count });
  return done({ ...attempt, trial: null }, lab(attempt.world, [info(text)]));
}

function differenceNotes(attempt: Attempt): readonly Note[] {
  const count = presentOf(attempt).transcript.slice(attempt.transcript.length).filter(changes).length;
  const head = count > 1 ? [info(say(SO_FAR, { count }))] : [];
  return [...head, ...differenceOf(attempt, presentOf(attempt)).map(info), info(CHOOSE)];
}

function printed({ line, output: { stdout, stderr } }: Entry): string {
  return [`$ ${line}`, stdout.trimEnd(), stderr.trimEnd()].filter((part) => part !== '').join('\n');
}

function lab(world: Output['world'], notes: readonly Note[]): Output {
  return { kind: 'lab', stdout: '', stderr: '', code: 0, notes, connections: [], world };
}

function shortOf(line: string): string {
  const [first = '', ...rest] = line.split('\n');
  return rest.length === 0 ? first : `${first} ...`;
}

const NO_CHANGE: Text = {
  ko: '바꾸는 것이 없는 줄은 시험할 것도 없습니다. 그대로 입력하세요.',
  en: 'This line changes nothing, so there is nothing to try. Type it as it is.',
};
const READ: Text = {
  ko: '시험 중인 상태에서 본 것입니다. `keep`은 실행하고 `drop`은 버립니다.',
  en: 'Seen in the state that is being tried. `keep` carries it out, `drop` forgets it.',
};
const SO_FAR: Text = { ko: '시험한 변경 {count}개를 모두 더하면 이렇게 바뀝니다.', en: 'The {count} changes tried so far, taken together:' };
const CHOOSE: Text = {
  ko: '아직 바뀐 것은 없습니다. 이어서 입력하면 그 위에서 시험합니다. `keep`은 실행하고 `drop`은 버립니다.',
  en: 'Nothing has changed yet. Further lines are tried on top of it; `keep` carries all out, `drop` forgets them.',
};
const TAKEN_BACK: Text = { ko: '시험에서 뺐습니다: `{line}`', en: 'No longer tried: `{line}`' };
const DROPPED: Text = { ko: '버렸습니다: `{line}`', en: 'Dropped: `{line}`' };
const DROPPED_ALL: Text = { ko: '시험한 줄 {count}개를 버렸습니다.', en: 'Dropped what was tried, lines: {count}.' };
