/** What "the same state" means everywhere. */
import { canonical } from './canonical.ts';
import { kindsOf, type PlaneName } from './change.ts';
import { entries } from './persistent-map.ts';
import { sha1 } from './sha1.ts';
import type { Stores, World } from './world.ts';

/** A hash of the canonical form of planes, time and counters; revisions, due times and the log do not count. */
export function digest(world: World): string {
  const planes: Record<string, unknown> = {};
  for (const plane of Object.keys(kindsOf) as PlaneName[]) {
    for (const [kind, store] of Object.entries(world[plane] as Stores<Record<string, object>>)) {
      for (const [key, entry] of entries(store.entries)) planes[`${plane} ${kind} ${key}`] = entry.object;
    }
  }
  const { input, connection, minted } = world.counters;
  return sha1(canonical({ planes, now: world.now, input, connection, minted: [...entries(minted)], outside: world.outside }));
}
