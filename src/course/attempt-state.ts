/** An attempt at a scenario as a value: content, seed and inputs, and what replaying the inputs gave. */
import type { Connection } from '../engine/connection.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Output, Variables } from '../shell/output.ts';
import type { Planned } from '../shell/planning/planned.ts';
import type { CheckResult } from './check.ts';
import type { Scenario } from './content.ts';

export type Attempt = {
  /** As it was written: what another seed draws from. */
  readonly content: Scenario;
  /** As this seed gives it, up to the stage that has arrived. */
  readonly scenario: Scenario;
  readonly seed: string;
  /** Every line given so far, also undone ones: replaying them gives this attempt again. */
  readonly inputs: readonly string[];
  readonly start: World;
  readonly world: World;
  /** What stands in the terminal: undone lines are struck off. */
  readonly transcript: readonly Entry[];
  readonly undone: readonly Entry[];
  /** What can be gone back to by name. */
  readonly marks: readonly Mark[];
  /** The lines that stood before `mark start`: they make the world of the scenario that is being recorded. */
  readonly recordedFrom?: readonly Entry[];
  /** What is tried on a copy and neither kept nor dropped yet, or null. */
  readonly trial: Trial | null;
  /** Whether each line is followed by what the controllers made of it. */
  readonly stepping: boolean;
  readonly accept: readonly CheckResult[];
  /** When the list is judged: after each line with a look at what time alone will mend, after each line, or when somebody asks. */
  readonly judging: 'ahead' | 'now' | 'later';
  readonly prediction: PredictionState;
  readonly picked: Picked;
  /** How many stages have arrived. */
  readonly stage: number;
  /** What the learner's shell remembers between lines. */
  readonly variables: Variables;
  /** How far the ladder went, by acceptance line. */
  readonly hints: { readonly [line: string]: HintTier };
  /** The connections made so far, newest first. */
  readonly recent: readonly Connection[];
  /** What the planning words were asked so far, newest first. */
  readonly planned: readonly Planned[];
  /** Whether an edit was given away: by a hint of tier 4, by the solution, by the key of the prediction. */
  readonly helped: boolean;
  /** Once every line has passed it stays so until a reset. solved: every line passes, unaided by tier 4 or the solution · assisted: every line passes, with such help. */
  readonly status: 'open' | 'solved' | 'assisted';
};

/** By part of the scenario: the causes picked, right or wrong, in their order. */
export type Picked = { readonly [part: string]: readonly string[] };

export type HintTier = 1 | 2 | 3 | 4;

/** Lines that were tried, and the attempt as it would stand after each of them. */
export type Trial = { readonly lines: readonly string[]; readonly states: readonly Attempt[] };

/** One line of the terminal with the world before it, to which undo goes back; the world after it is its output's. */
export type Entry = { readonly line: string; readonly output: Output; readonly before: World };

/** A state under a name: a checkpoint that the learner set, or a branch that would else be lost. The lines give the state. */
export type Mark = {
  readonly name: string;
  readonly kind: 'checkpoint' | 'branch';
  readonly transcript: readonly Entry[];
  readonly variables: Variables;
};

export type PredictionState =
  | { readonly state: 'none' }
  /** The hops to be put in order, key and decoys mixed by the seed. */
  | { readonly state: 'asked'; readonly ask: Text; readonly options: readonly Hop[] }
  | {
      readonly state: 'given';
      /** What could be chosen: the names of the hops of `given` and `key`. */
      readonly hops: readonly Hop[];
      /** Empty when it was skipped. */
      readonly given: readonly string[];
      readonly key: readonly string[];
      readonly right: number;
      readonly connection: Connection;
    };

/** One hop as the learner sees it in a prediction: `kube-proxy DNAT on node0`. */
export type Hop = { readonly id: string; readonly text: Text };

/** A hint, computed from the learner's own state. */
export type Hint = { readonly line: string; readonly tier: HintTier; readonly text: Text };
