/** The beginning of an input: what numbers it, so that ids made within it are its own. */
import type { World } from './world.ts';

/** The world in which the next input is carried out. */
export function beginInput(world: World): World {
  return { ...world, counters: { ...world.counters, input: world.counters.input + 1, minted: null } };
}
