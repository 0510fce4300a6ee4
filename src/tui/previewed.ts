/** A scenario as its attempt will have it, before it is opened: the course map tells its story. */
import { drawn, varies } from '../course/causes.ts';
import type { Scenario } from '../course/content.ts';
import type { Progress } from '../progress/fold.ts';

/** The scenario with the seed of the attempt that is gone on with, or of the one that would be opened. */
export function previewed(scenario: Scenario, { learned, stream }: { readonly learned: Progress; readonly stream: string }): Scenario {
  if (!varies(scenario)) return scenario;
  const open = learned.attempts.findLast((attempt) => attempt.content === scenario.id && attempt.open);
  return drawn(scenario, open?.seed ?? nameOfNext(scenario, { learned, stream }));
}

/** The name of the next attempt, which is its seed: of this stream, so that no other terminal gives the same. */
export function nameOfNext({ id }: Scenario, { learned, stream }: { readonly learned: Progress; readonly stream: string }): string {
  const before = learned.attempts.filter((attempt) => attempt.content === id).length;
  return `${id}.${stream}.${before + 1}`;
}
