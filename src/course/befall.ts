/** Faults put in force on a world that already runs. */
import { commit } from '../engine/change.ts';
import { type Fault, faultKey } from '../engine/lab/kinds.ts';
import { advanceUntilQuiet, settle } from '../engine/settle.ts';
import type { World } from '../engine/world.ts';
import { fillDeep } from './placeholder.ts';

/** The world with the faults, once nothing but what is periodic is due. */
export function befall(world: World, faults: readonly Fault[]): World {
  if (faults.length === 0) return world;
  const effects = fillDeep(world, faults).map((fault) => ({ ref: { plane: 'lab', kind: 'Fault', key: faultKey(fault) } as const, object: fault }));
  const struck = commit(world, { by: 'lab', verb: 'fault', because: null }, effects).world;
  return advanceUntilQuiet(settle(struck, world.revision));
}
