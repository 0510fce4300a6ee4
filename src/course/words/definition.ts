/** What a word of the lab is: a line that is for the lab itself, not for a tool of the real world. */
import type { Text } from '../../engine/text.ts';
import type { Completion } from '../../shell/command.ts';
import type { Output } from '../../shell/output.ts';
import type { Attempt } from '../attempt-state.ts';
import type { Happening } from '../happening.ts';

export type Done = {
  readonly attempt: Attempt;
  readonly output: Output;
  readonly events: readonly Happening[];
  readonly heldBack?: boolean;
  /** What the word asks whoever runs it to write; replaying a line writes nothing. */
  readonly file?: { readonly path: string; readonly text: string };
};

/** How a word types a line of the shell on the learner's behalf. */
export type Typist = {
  readonly type: (attempt: Attempt, line: string) => Done;
  /** The same with the list judged, for a state that nobody stays in. */
  readonly tried: (attempt: Attempt, line: string) => Done;
  /** The same content with another seed, before its first line. */
  readonly open: (seed: string) => Attempt;
  /** The same scenario and seed with these lines typed instead, their placeholders filled in. */
  readonly play: (lines: readonly string[]) => Attempt;
};

export type LabWord = {
  readonly name: string;
  readonly summary: Text;
  readonly usage: readonly string[];
  readonly examples: readonly string[];
  /** Whether a whole line of the shell stands behind the word, with its pipes and quotes. */
  readonly takesLine?: boolean;
  /** Whether it would leave what is being tried behind, so that `keep` or `drop` has to come first. */
  readonly afterTrial?: boolean;
  readonly enter: (attempt: Attempt, line: string, typist: Typist) => Done;
  readonly complete: (attempt: Attempt) => readonly Completion[];
};

/** What is left after a word that has nothing to tell the journal. */
export function done(attempt: Attempt, output: Output): Done {
  return { attempt, output, events: [] };
}

/** The words after the lab's own. */
export function argumentsOf(line: string): readonly string[] {
  return line.trim().split(/\s+/).slice(1);
}
