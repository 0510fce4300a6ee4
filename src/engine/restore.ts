/** Undo, redo, reset, branch and what-if are this one function. */
import { commit, type Effect, kindsOf, type PlaneName, type Ref } from './change.ts';
import { differences } from './persistent-map.ts';
import type { Stores, World } from './world.ts';

/**
 * The world in which planes, time and counters are the snapshot's. `revision` goes on: each object that differs gets a new
 * one and one change logged by `lab`, as a watcher of a restored etcd would see it.
 */
export function restore(world: World, snapshot: World): World {
  const effects: Effect[] = [];
  for (const plane of Object.keys(kindsOf) as PlaneName[]) {
    const old = world[plane] as Stores<Record<string, object>>;
    const young = snapshot[plane] as Stores<Record<string, object>>;
    for (const kind of Object.keys(kindsOf[plane])) {
      const [before, after] = [old[kind], young[kind]];
      if (before === undefined || after === undefined) continue;
      for (const { key, after: entry } of differences(before.entries, after.entries)) {
        effects.push({ ref: { plane, kind, key } as Ref, object: entry?.object ?? null } as Effect);
      }
    }
  }
  const restored = commit(world, { by: 'lab', verb: 'restore', because: null }, effects).world;
  return { ...restored, now: snapshot.now, counters: snapshot.counters, due: snapshot.due, outside: snapshot.outside };
}
