/** What "the same state" means everywhere. */
import { canonical, canonicalOf } from './canonical.ts';
import { kindsOf, type PlaneName } from './change.ts';
import { once } from './once.ts';
import { entries } from './persistent-map.ts';
import { sha1 } from './sha1.ts';
import type { Stores, World } from './world.ts';

/** Worlds that are compared have most of their objects in common. */
const known = once((object: object) => canonical(object));

/** A hash of the canonical form of planes, time and counters; revisions, due times and the log do not count. */
export function digest(world: World): string {
  const objects: [string, string][] = [];
  for (const plane of Object.keys(kindsOf) as PlaneName[]) {
    for (const [kind, store] of Object.entries(world[plane] as Stores<Record<string, object>>)) {
      for (const [key, entry] of entries(store.entries)) objects.push([`${plane} ${kind} ${key}`, known(entry.object)]);
    }
  }
  const { input, connection, minted } = world.counters;
  const counters = Object.entries({ now: world.now, input, connection, minted: [...entries(minted)], outside: world.outside });
  return sha1(canonicalOf([['planes', canonicalOf(objects)], ...counters.map(([name, value]) => [name, canonical(value)] as const)]));
}
