/** Going on with the attempt that the journal holds open: its inputs are typed again, and must give the same verdicts. */
import { enter, openAttempt } from '../course/attempt.ts';
import type { Attempt } from '../course/attempt-state.ts';
import type { Scenario } from '../course/content.ts';
import type { Happening } from '../course/happening.ts';
import type { Verdict } from '../progress/event.ts';
import type { AttemptRecord } from '../progress/fold.ts';
import type { Shown } from './model.ts';

export type Resumed = {
  readonly attempt: Attempt;
  readonly shown: readonly Shown[];
  /** What replaying told, as the journal keeps it. */
  readonly events: readonly Happening[];
};

/** The attempt that the record's inputs give, or why it is kept but not gone on with. */
export function resume(record: AttemptRecord, scenario: Scenario): Resumed | { readonly kept: string } {
  let attempt = openAttempt(scenario, { seed: record.seed });
  const shown: Shown[] = [];
  const events: Happening[] = [];
  const verdicts: Record<string, Verdict> = {};
  for (const line of record.inputs) {
    const entered = enter(attempt, line);
    attempt = entered.attempt;
    shown.push({ line, output: entered.output });
    events.push(...entered.events);
    for (const event of entered.events) if (event.k === 'verdict') verdicts[event.b.line] = event.b.verdict;
  }
  const lines = [...Object.keys(record.verdicts), ...Object.keys(verdicts)];
  const differing = lines.find((line) => record.verdicts[line] !== verdicts[line]);
  return differing === undefined ? { attempt, shown, events } : { kept: `verdict of ${differing} differs` };
}
