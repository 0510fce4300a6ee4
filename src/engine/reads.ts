/**
 * What a computation reads of a world, noted while it runs: it comes to the same in every world in which all that it has read
 * is the same. Changes no answer; `remembered.ts` is what asks.
 */
import type { Store, StoreName } from './store.ts';
import type { World } from './world.ts';

/** The questions to one store, each with what it answered. */
export type Asked = {
  readonly of: StoreName;
  /** The version of the store; a later one once that has been seen to answer alike. */
  entries: unknown;
  objects: Map<string, unknown> | null;
  /** By index, value and question: the objects that were found, in their order. */
  lists: Map<string, List> | null;
};
export type List =
  | { readonly list: 'all'; readonly found: readonly unknown[] }
  | { readonly list: 'under'; readonly prefix: string; readonly found: readonly unknown[] }
  | { readonly list: 'by'; readonly index: string; readonly value: string; readonly found: readonly unknown[] };

/** All that was read, in part by computations within whose results had been kept. */
export type Reads = {
  /** Few, so that a list is quicker than a table. */
  stores: Asked[] | null;
  parts: Set<Reads> | null;
  /** The simulated time, where it was asked for. */
  now: number | null;
  /** Whether two versions of one store were read: then no other world is known to be alike. */
  mixed: boolean;
  /** How to make what came of it anew in another world; null where only the whole can be made anew. */
  readonly again: Again | null;
};

/** A value that what rests on it does not tell from one that is alike. */
type Again = { readonly make: (world: World) => unknown; readonly isAlike: (made: unknown) => boolean };

/** Computations run to their end before another begins: one place for what is being noted is enough. */
let noting: Reads | null = null;

/** The value, and what was read for it; null where nothing was. */
export function noted<T>(workOut: () => T): { readonly value: T; readonly reads: Reads | null } {
  const outer = noting;
  const own = nothing(null);
  noting = own;
  try {
    const value = workOut();
    noting = outer;
    const reads = isNothing(own) ? null : own;
    readAgain(reads);
    return { value, reads };
  } finally {
    noting = outer;
  }
}

/**
 * The value, as a part of what is being noted: where something that it read has changed, it alone is made anew, and as long as
 * that comes to a like one, what rests on it stands. `isAlike` has to tell apart whatever the whole tells apart.
 */
export function part<T>(world: World, make: (world: World) => T, isAlike: (one: T, other: T) => boolean): T {
  const outer = noting;
  if (outer === null) return make(world);
  let value: T;
  const own = nothing({ make, isAlike: (made) => isAlike(value, made as T) });
  noting = own;
  try {
    value = make(world);
  } finally {
    noting = outer;
  }
  if (!isNothing(own)) readAgain(own);
  return value;
}

function nothing(again: Again | null): Reads {
  return { stores: null, parts: null, now: null, mixed: false, again };
}

function isNothing({ stores, parts, now }: Reads): boolean {
  return stores === null && parts === null && now === null;
}

/** Notes what stands behind a result that is used again. */
export function readAgain(reads: Reads | null): void {
  if (noting === null || reads === null) return;
  noting.parts ??= new Set();
  noting.parts.add(reads);
}

/** What is read meanwhile belongs to nobody. */
export function unnoted<T>(workOut: () => T): T {
  const outer = noting;
  noting = null;
  try {
    return workOut();
  } finally {
    noting = outer;
  }
}

/** The simulated time; whoever reads it otherwise within something remembered remembers too long. */
export function timeOf({ now }: { readonly now: number }): number {
  if (noting !== null) noting.now = now;
  return now;
}

/** Notes which object stands at the key. */
export function noteObject<T>(store: Store<T>, key: string, object: T | undefined): void {
  if (noting === null) return;
  const asked = askedOf(noting, store);
  asked.objects ??= new Map();
  asked.objects.set(key, object);
}

/** Notes what a list holds. */
export function noteList<T>(store: Store<T>, list: List): void {
  if (noting === null) return;
  const asked = askedOf(noting, store);
  asked.lists ??= new Map();
  asked.lists.set(list.list === 'by' ? `${list.index}\0${list.value}` : list.list === 'all' ? '' : `\0${list.prefix}`, list);
}

function askedOf(reads: Reads, { of, entries }: Store<unknown>): Asked {
  reads.stores ??= [];
  for (const known of reads.stores) {
    if (known.of.name !== of.name) continue;
    if (known.entries !== entries) reads.mixed = true;
    return known;
  }
  const asked: Asked = { of, entries, objects: null, lists: null };
  reads.stores.push(asked);
  return asked;
}
