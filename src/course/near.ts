/** How near the world is to what a line asks for that no packet shows: which object nearly matches, in what it differs, what would change it. */
import type { Text } from '../engine/text.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { judgeLine } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import { contextOf } from './context.ts';
import { nearEndpoints } from './near-endpoints.ts';
import { nearExists } from './near-exists.ts';
import { nearFreeIps } from './near-free-ips.ts';
import { fillDeep } from './placeholder.ts';
import { lockedIn } from './repair.ts';

/** The second and the third step of a hint, and lines that may be the fourth. */
export type Near = {
  readonly object: Text;
  readonly field: Text;
  /** Each a list of lines to be typed in order; none has been tried. */
  readonly edits: readonly (readonly string[])[];
};

/** What is near for a line of the acceptance list, or null where its check says nothing about it. */
export function nearOf({ scenario, world }: Attempt, line: string): Near | null {
  const check = scenario.accept.find(({ id }) => id === line)?.check;
  const args = fillDeep(world, check?.args ?? {});
  if (check?.name === 'exists') return nearExists(world, args as Parameters<typeof nearExists>[1]);
  if (check?.name === 'endpoints') return nearEndpoints(world, args as Parameters<typeof nearEndpoints>[1]);
  return check?.name === 'free_ips' ? nearFreeIps(world, args as Parameters<typeof nearFreeIps>[1]) : null;
}

/** The first of the edits that makes the line pass and breaks no other, tried on a copy; null when none does. */
export function verifiedEdit(attempt: Attempt, line: string, { edits }: Near): readonly string[] | null {
  const passing = attempt.accept.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
  const holds = (lines: readonly string[]): boolean => {
    const world = typed(attempt, lines);
    if (world === null) return false;
    const context = contextOf(attempt, world);
    return [line, ...passing].every((id) => judgeLine(attempt.scenario.accept, context, id)?.verdict === 'pass');
  };
  return edits.filter((lines) => !touchesLocked(attempt, lines)).find(holds) ?? null;
}

function typed({ world, recent, variables, inputs }: Attempt, lines: readonly string[]): Attempt['world'] | null {
  let now = world;
  for (const line of lines) {
    const ran = runLine({ world: now, origin: LEARNER_ORIGIN, recent, variables, history: inputs }, line);
    if (ran.code !== 0 || ran.kind === 'refused') return null;
    now = ran.world;
  }
  return now;
}

function touchesLocked(attempt: Attempt, lines: readonly string[]): boolean {
  const words = new Set(lines.flatMap((line) => line.split(/[\s/]+/)));
  return lockedIn(attempt).some((locked) => words.has(locked.split('/').at(-1) ?? locked));
}
