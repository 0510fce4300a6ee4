/** A world as parts that `worldOf` makes it of again: what its objects state; what daemons and controllers derive is left out. */
import { listsOf } from './aws/lists-of.ts';
import { manifestsOf } from './cluster/manifests-of.ts';
import { objectsOf } from './store.ts';
import type { World } from './world.ts';
import type { WorldParts } from './world-of.ts';

/** The parts of the world, and the kinds of AWS objects that no part can state. */
export function partsOf(world: World): { readonly parts: WorldParts; readonly unlisted: readonly string[] } {
  const { lists, unlisted } = listsOf(world);
  const cluster = manifestsOf(world);
  const faults = objectsOf(world.lab.Fault);
  const { hosts, names, networks = [] } = world.outside;
  const parts: WorldParts = {
    account: world.account,
    region: world.region,
    seed: world.seed,
    now: world.now,
    ...(Object.keys(lists).length === 0 ? {} : { aws: lists }),
    ...(cluster.length === 0 ? {} : { cluster }),
    ...(hosts.length + names.length + networks.length === 0 ? {} : { outside: world.outside }),
    ...(faults.length === 0 ? {} : { faults }),
  };
  return { parts, unlisted };
}
