/** The words of the lab. A line here gives a word its place in help, completion and the terminal. */
import type { Text } from '../../engine/text.ts';
import type { Command } from '../../shell/command.ts';
import { refused } from '../../shell/print.ts';
import type { Attempt } from '../attempt-state.ts';
import { say } from '../say.ts';
import { again } from './again.ts';
import type { LabWord } from './definition.ts';
import { designs } from './designs.ts';
import { diagnose } from './diagnose.ts';
import { goal } from './goal.ts';
import { checkpoint, goto, timeline } from './goto.ts';
import { hint } from './hint.ts';
import { mark } from './mark.ts';
import { predict } from './predict.ts';
import { repair } from './repair.ts';
import { share } from './share.ts';
import { solution } from './solution.ts';
import { steps } from './steps.ts';
import { drop, keep, tryLine } from './try.ts';
import { redo, reset, undo } from './undo.ts';

const words: readonly LabWord[] = [
  goal,
  hint,
  undo,
  redo,
  reset,
  again,
  checkpoint,
  goto,
  timeline,
  steps,
  tryLine,
  keep,
  drop,
  designs,
  predict,
  diagnose,
  repair,
  solution,
  share,
  mark,
];

/** The word of the lab that a line is, or null. Such a word stands alone on its line. */
export function labWordOf(line: string): LabWord | null {
  const [, name, rest = ''] = /^\s*([a-z]+)(?:\s+([\s\S]*))?$/.exec(line) ?? [];
  return words.find((word) => word.name === name && (word.takesLine === true || !/[|;&<>]/.test(rest))) ?? null;
}

/** The words of the lab as commands of the shell, for its help and its completion. */
export function labCommands(attempt: Attempt): readonly Command[] {
  return words.map(
    (word): Command => ({
      name: word.name,
      summary: word.summary,
      usage: word.usage,
      examples: word.examples,
      run: ({ world }) => refused(world, say(ALONE, { name: word.name })),
      complete: () => word.complete(attempt),
    }),
  );
}

const ALONE: Text = { ko: '`{name}`은 줄에 홀로 써야 합니다.', en: '`{name}` stands alone on its line.' };
