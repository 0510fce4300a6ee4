/** States of an attempt that can be gone back to: checkpoints that the learner sets, and branches that would else be lost. */
import type { World } from '../engine/world.ts';
import type { Variables } from '../shell/output.ts';
import type { Attempt, Entry, Mark } from './attempt-state.ts';

/** Whether a line changed something. */
export function changes(entry: Entry): boolean {
  return entry.output.kind === 'write' || entry.output.kind === 'wait';
}

/** Every line of the present branch, also those that were taken back and can be made again. */
export function lineOf({ transcript, undone }: Pick<Attempt, 'transcript' | 'undone'>): readonly Entry[] {
  return [...transcript, ...undone];
}

/** The world behind the first `count` lines of the present branch. */
export function worldAfter(attempt: Attempt, count: number): World {
  return lineOf(attempt)[count - 1]?.output.world ?? attempt.start;
}

/** What the shell remembers behind these lines. */
export function variablesAfter(transcript: readonly Entry[]): Variables {
  return transcript.findLast(({ output }) => output.variables !== undefined)?.output.variables ?? {};
}

/** The attempt with its present branch kept as one to go back to, unless nothing of it would be lost. */
export function withBranch(attempt: Attempt, lost: readonly Entry[] = lineOf(attempt)): Attempt {
  const isKept = attempt.marks.some((mark) => lost.every((entry, index) => mark.transcript[index] === entry));
  if (isKept || !lost.some(changes)) return attempt;
  const mark: Mark = { name: freeName(attempt, 'b'), kind: 'branch', transcript: lost, variables: attempt.variables };
  return { ...attempt, marks: [...attempt.marks, mark] };
}

/** `b1`, `b2`: the first name of its kind that is free. */
export function freeName({ marks }: Attempt, letter: 'b' | 'c'): string {
  let number = 1;
  while (marks.some(({ name }) => name === `${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}
