/** Back and forth between the worlds before and after each change. */
import { restore } from '../../engine/restore.ts';
import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import type { Attempt } from '../attempt-state.ts';
import { partOf } from '../diagnosis.ts';
import { changes, variablesAfter, withBranch } from '../mark.ts';
import { askPrediction } from '../prediction.ts';
import { say } from '../say.ts';
import { done, type LabWord } from './definition.ts';

/** Back to before the last line that changed something. */
export const undo: LabWord = {
  name: 'undo',
  summary: { ko: '마지막으로 바꾼 것을 되돌립니다.', en: 'Takes back the last change.' },
  usage: ['undo'],
  examples: ['undo'],
  complete: () => [],
  enter(attempt) {
    const index = attempt.transcript.findLastIndex(changes);
    const entry = attempt.transcript[index];
    if (entry === undefined) return done(attempt, refused(attempt.world, NOTHING_TO_UNDO));
    const world = restore(attempt.world, entry.before);
    const transcript = attempt.transcript.slice(0, index);
    const next = {
      ...attempt,
      world,
      transcript,
      variables: variablesAfter(transcript),
      undone: [...attempt.transcript.slice(index), ...attempt.undone],
    };
    return done(next, said(world, say(UNDONE, { line: entry.line })));
  },
};

/** Forth again to after it. */
export const redo: LabWord = {
  name: 'redo',
  afterTrial: true,
  summary: { ko: '되돌린 것을 다시 실행합니다.', en: 'Makes again what was taken back.' },
  usage: ['redo'],
  examples: ['redo'],
  complete: () => [],
  enter(attempt) {
    const [entry, ...rest] = attempt.undone;
    if (entry === undefined) return done(attempt, refused(attempt.world, NOTHING_TO_REDO));
    const more = rest.findIndex(changes);
    const reads = more === -1 ? rest : rest.slice(0, more);
    // Lines that only looked count too: later ids follow from how many lines there were.
    const world = restore(attempt.world, (reads.at(-1) ?? entry).output.world);
    const transcript = [...attempt.transcript, entry, ...reads];
    const next = { ...attempt, world, transcript, variables: variablesAfter(transcript), undone: rest.slice(reads.length) };
    return done(next, said(world, say(REDONE, { line: entry.line })));
  },
};

/** Back to the start, with nothing typed. */
export const reset: LabWord = {
  name: 'reset',
  afterTrial: true,
  summary: { ko: '시나리오를 처음 상태로 돌립니다.', en: 'Puts the scenario back to its start.' },
  usage: ['reset'],
  examples: ['reset'],
  complete: () => [],
  enter(attempt) {
    const world = restore(attempt.world, attempt.start);
    const prediction = askPrediction(attempt.scenario, attempt.start, attempt.seed);
    // What was named stays named in earlier parts; in this one it is to be found anew.
    const { [partOf(attempt)]: _anew, ...picked } = attempt.picked;
    const next: Attempt = {
      ...withBranch(attempt),
      world,
      prediction,
      transcript: [],
      undone: [],
      recent: [],
      planned: [],
      variables: {},
      picked,
      status: 'open',
    };
    return done(next, said(world, RESET));
  },
};

const NOTHING_TO_UNDO: Text = { ko: '되돌릴 것이 없습니다.', en: 'There is nothing to take back.' };
const NOTHING_TO_REDO: Text = { ko: '다시 실행할 것이 없습니다.', en: 'There is nothing to make again.' };
const UNDONE: Text = { ko: '`{line}` 줄을 되돌렸습니다.', en: 'Taken back: `{line}`' };
const REDONE: Text = { ko: '`{line}` 줄을 다시 실행했습니다.', en: 'Made again: `{line}`' };
const RESET: Text = { ko: '처음 상태로 돌렸습니다.', en: 'Back at the start.' };
