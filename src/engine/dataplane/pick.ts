/** Which of the possible ways one connection takes. */
import { sha1 } from '../sha1.ts';
import type { World } from '../world.ts';
import type { Branch } from './step.ts';

/** The index of the branch: seed and connection number give a point of a line that the shares divide. */
export function pickBranch(world: World, branches: readonly Branch[], salt = ''): number {
  if (branches.length === 1) return 0;
  const point = Number.parseInt(sha1(`${world.seed}\0${world.counters.connection}\0${salt}`).slice(0, 12), 16) / 2 ** 48;
  let end = 0;
  for (const [index, { share }] of branches.entries()) {
    end += share.of / share.outOf;
    if (point < end) return index;
  }
  return branches.length - 1;
}
