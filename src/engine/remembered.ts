/**
 * What was found in a world, kept until something changes that was read for it: health checks, ipamd and kubelets connect
 * every few seconds of simulated time, and most of the time nothing has happened that their packets meet. Changes no answer,
 * only how long it takes.
 */
import { once } from './once.ts';
import { type Asked, type List, noted, type Reads, readAgain, unnoted } from './reads.ts';
import { lookup, objectAt, objectsOf, objectsUnder, type Store } from './store.ts';
import type { World } from './world.ts';

type Kept = {
  readonly found: unknown;
  readonly reads: Reads | null;
  readonly connection: number;
  /** The last world in which it was found to be the same. */
  world: World;
};

/** So many results of one lineage of worlds are kept; the oldest go first. */
const MOST_KEPT = 4_000;

/** Worlds that follow from each other share what lies beyond them. */
const keptOf = once((_outside: World['outside']) => new Map<string, Kept>());

/**
 * What `find` finds in the world, or what it found under the key in another one in which all that it read was the same. It
 * reads the world through `store.ts` and `timeOf` alone, and is a function of it and of the key.
 */
export function remembered<T>(world: World, key: string, find: () => T): T {
  const kept = keptOf(world.outside);
  const whole = `${world.seed} ${world.region} ${key}`;
  const before = kept.get(whole);
  if (before !== undefined && isSame(world, before)) {
    before.world = world;
    readAgain(before.reads);
    return before.found as T;
  }
  const { value: found, reads } = noted(find);
  kept.delete(whole);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(whole, { found, reads, connection: world.counters.connection, world });
  return found;
}

function isSame(world: World, { reads, connection, world: last }: Kept): boolean {
  if (world === last) return true;
  return world.counters.connection === connection && (reads === null || unnoted(() => holds(world, reads, new Set())));
}

function holds(world: World, reads: Reads, seen: Set<Reads>): boolean {
  if (reads.mixed || (reads.now !== null && reads.now !== world.now)) return false;
  for (const asked of reads.stores?.values() ?? []) if (!answersAlike(world, asked)) return false;
  for (const part of reads.parts ?? []) {
    if (seen.has(part)) continue;
    seen.add(part);
    if (!holds(world, part, seen)) return false;
  }
  return true;
}

function answersAlike(world: World, { of, entries, objects, lists }: Asked): boolean {
  const store = (world[of.plane] as { readonly [kind: string]: Store<unknown> | undefined })[of.kind];
  if (store === undefined) return false;
  if (store.entries === entries) return true;
  for (const [key, object] of objects) if (objectAt(store, key) !== object) return false;
  for (const list of lists.values()) if (!isSameList(list.found, again(store, list))) return false;
  return true;
}

function again(store: Store<unknown>, list: List): readonly unknown[] {
  if (list.list === 'by') return lookup(store, list.index, list.value);
  return list.list === 'all' ? objectsOf(store) : objectsUnder(store, list.prefix);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((object, at) => object === other[at]);
}
