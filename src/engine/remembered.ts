/**
 * What was found in a world, kept until something changes that was read for it: health checks, ipamd and kubelets connect
 * every few seconds of simulated time, and most of the time nothing has happened that their packets meet. Changes no answer,
 * only how long it takes.
 */
import { once } from './once.ts';
import { type Asked, type List, noted, type Reads, readAgain, unnoted } from './reads.ts';
import { isEmpty, lookup, objectAt, objectsOf, objectsUnder, type Store, type StoreName } from './store.ts';
import type { World } from './world.ts';

type Kept = {
  readonly found: unknown;
  readonly reads: Reads | null;
  readonly connection: number;
  /** The last world in which it was found to be the same. */
  world: World;
  /** What was looked at to find that; null where it has not been looked at yet. */
  looked: Looked | null;
};

/** All stores that were read, by the parts too, and whether the time was. */
type Looked = { readonly stores: Set<StoreName>; readonly held: Map<Reads, boolean>; timed: boolean };

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
    readAgain(before.reads);
    return before.found as T;
  }
  const { value: found, reads } = noted(find);
  kept.delete(whole);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(whole, { found, reads, connection: world.counters.connection, world, looked: null });
  return found;
}

function isSame(world: World, kept: Kept): boolean {
  const { reads, connection, world: last, looked } = kept;
  if (world === last) return true;
  if (world.counters.connection !== connection) return false;
  if (reads !== null && !(looked !== null && isUnchanged(world, last, looked))) {
    const now: Looked = { stores: new Set(), held: new Map(), timed: false };
    if (!unnoted(() => holds(world, reads, now))) return false;
    kept.looked = now;
  }
  kept.world = world;
  return true;
}

function isUnchanged(world: World, last: World, { stores, timed }: Looked): boolean {
  if (timed && world.now !== last.now) return false;
  for (const of of stores) if (storeIn(world, of)?.entries !== storeIn(last, of)?.entries) return false;
  return true;
}

function storeIn(world: World, { plane, kind }: StoreName): Store<unknown> | undefined {
  return (world[plane] as { readonly [kind: string]: Store<unknown> | undefined })[kind];
}

function holds(world: World, reads: Reads, looked: Looked): boolean {
  if (reads.mixed || (reads.now !== null && reads.now !== world.now)) return false;
  if (reads.now !== null) looked.timed = true;
  for (const asked of reads.stores ?? []) {
    if (!answersAlike(world, asked)) return false;
    looked.stores.add(asked.of);
  }
  for (const part of reads.parts ?? []) if (!partHolds(world, part, looked)) return false;
  return true;
}

/** A part may stand behind several others: it is looked at once. */
function partHolds(world: World, part: Reads, looked: Looked): boolean {
  const known = looked.held.get(part);
  if (known !== undefined) return known;
  // What was made anew has read other things.
  const held = holds(world, part, looked) || (comesToTheSame(world, part) && holds(world, part, looked));
  looked.held.set(part, held);
  return held;
}

/** Whether the part comes to a like value in the world; from now on it rests on what it read there. */
function comesToTheSame(world: World, part: Reads): boolean {
  const { again } = part;
  if (again === null) return false;
  const { value, reads } = noted(() => again.make(world));
  if (!again.isAlike(value)) return false;
  part.stores = reads?.stores ?? null;
  part.parts = reads?.parts ?? null;
  part.known = null;
  part.now = reads?.now ?? null;
  part.mixed = reads?.mixed ?? false;
  return true;
}

function answersAlike(world: World, asked: Asked): boolean {
  const { of, entries, keys, objects, lists } = asked;
  const store = storeIn(world, of);
  if (store === undefined) return false;
  if (store.entries === entries) return true;
  for (let at = 0; at < keys.length; at++) if (objectAt(store, keys[at] as string) !== objects[at]) return false;
  for (const list of lists) if (!isSameAnswer(store, list)) return false;
  asked.entries = store.entries;
  return true;
}

function isSameAnswer(store: Store<unknown>, list: List): boolean {
  switch (list.list) {
    case 'any':
      return list.found === !isEmpty(store);
    case 'all':
      return isSameList(list.found, objectsOf(store));
    case 'under':
      return isSameList(list.found, objectsUnder(store, list.prefix));
    case 'by':
      return isSameList(list.found, lookup(store, list.index, list.value));
  }
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((object, at) => object === other[at]);
}
