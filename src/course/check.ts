/** The result of a check: one shape everywhere, from the acceptance list to a quiz. */
import type { Connection } from '../engine/connection.ts';
import type { Text } from '../engine/text.ts';

export type CheckVerdict = 'pass' | 'fail' | 'partial' | 'pending' | 'not-evaluated';

export type CheckResult = {
  /** The id of the acceptance line. */
  readonly id: string;
  readonly verdict: CheckVerdict;
  readonly expected: Text;
  readonly actual: Text;
  /** The connection that proves it, one key away in the trace stepper. */
  readonly witness: Connection | null;
  /** The first failing reason, or why it was not evaluated. */
  readonly why: Text | null;
  readonly help: Text | null;
  /** For `pending`: when it can be judged, in simulated milliseconds. */
  readonly dueAt: number | null;
};
