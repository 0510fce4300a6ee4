/** What a check is: a named predicate over the world and over what the learner did. */
import type { Connection } from '../../engine/connection.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Planned } from '../../shell/planning/planned.ts';
import type { Picked, PredictionState } from '../attempt-state.ts';
import type { CheckResult, CheckVerdict } from '../check.ts';
import type { Diagnosis } from '../content.ts';
import type { Shape } from '../shape.ts';

export type Judged = Omit<CheckResult, 'id'>;

/** What a check may look at. */
export type Context = {
  readonly world: World;
  /** The world as the scenario began. */
  readonly start: World;
  /** The connections that the learner made, newest first. */
  readonly recent: readonly Connection[];
  /** What the learner asked the planning words, newest first. */
  readonly planned?: readonly Planned[];
  readonly prediction: PredictionState;
  /** What the learner took for the cause, by part of the scenario, in the order in which it was picked. */
  readonly picked?: Picked;
  /** The causes that were drawn; none in a world that only a question asks. */
  readonly diagnoses?: readonly Diagnosis[];
};

export type Check<A = unknown> = {
  readonly name: string;
  readonly summary: Text;
  readonly args: Shape<A>;
  /** Whether it is about what the learner did: no change of the world makes it hold. */
  readonly ofLearner?: true;
  /** Whether it holds only where every way of a connection is answered: to stop a packet never makes it hold. */
  readonly wantsAnswer?: true;
  readonly evaluate: (args: A, context: Context) => Judged;
};

/** Declares a check; its arguments have the type that its shape reads. */
export function define<A>(check: Check<A>): Check {
  return check as Check;
}

/** A judgement of which only what matters is given. */
export function judged(
  verdict: CheckVerdict,
  texts: { readonly expected: Text; readonly actual: Text } & Partial<Pick<Judged, 'witness' | 'why' | 'help'>>,
): Judged {
  return { witness: null, why: null, help: null, dueAt: null, ...texts, verdict };
}

/** pass or fail. */
export function passing(holds: boolean): 'pass' | 'fail' {
  return holds ? 'pass' : 'fail';
}
