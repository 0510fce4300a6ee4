/**
 * What a computation reads of a world, noted while it runs: it comes to the same in every world in which all that it has read
 * is the same. Changes no answer; `remembered.ts` is what asks.
 */
import type { Store, StoreName } from './store.ts';
import type { World } from './world.ts';

/** The questions to one store, each once, with what it answered. Most are few, so that lists are quicker than tables. */
export type Asked = {
  readonly of: StoreName;
  /** The version of the store; a later one once that has been seen to answer alike. */
  entries: unknown;
  /** The keys that were asked for, and what stood at each. */
  readonly keys: string[];
  readonly objects: unknown[];
  readonly lists: List[];
  /** The names of all questions, once these are many. */
  names: Set<string> | null;
};
export type List =
  | { readonly list: 'all'; readonly found: readonly unknown[] }
  | { readonly list: 'under'; readonly prefix: string; readonly found: readonly unknown[] }
  | { readonly list: 'by'; readonly index: string; readonly value: string; readonly found: readonly unknown[] }
  | { readonly list: 'any'; readonly found: boolean };

/** All that was read, in part by computations within whose results had been kept. */
export type Reads = {
  stores: Asked[] | null;
  parts: Reads[] | null;
  /** The parts, once they are many. */
  known: Set<Reads> | null;
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
  return { stores: null, parts: null, known: null, now: null, mixed: false, again };
}

function isNothing({ stores, parts, now }: Reads): boolean {
  return stores === null && parts === null && now === null;
}

/** Notes what stands behind a result that is used again. */
export function readAgain(reads: Reads | null): void {
  if (noting === null || reads === null) return;
  noting.parts ??= [];
  const { parts } = noting;
  if (parts.length < FEW ? parts.includes(reads) : isOldPart(noting, parts, reads)) return;
  parts.push(reads);
}

function isOldPart(whole: Reads, parts: readonly Reads[], reads: Reads): boolean {
  whole.known ??= new Set(parts);
  if (whole.known.has(reads)) return true;
  whole.known.add(reads);
  return false;
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
  if (asked.names === null && asked.keys.length < FEW ? asked.keys.includes(key) : !isNew(asked, key)) return;
  asked.keys.push(key);
  asked.objects.push(object);
}

/** Notes whether there is any object. */
export function noteAny(store: Store<unknown>, found: boolean): void {
  if (noting !== null) note(noting, store, { list: 'any', found });
}

/** Notes all objects, or those whose key starts with the prefix. */
export function noteAll(store: Store<unknown>, found: readonly unknown[], prefix?: string): void {
  if (noting !== null) note(noting, store, prefix === undefined ? { list: 'all', found } : { list: 'under', prefix, found });
}

/** Notes what the look-up finds under the value. */
export function noteLookup(
  store: Store<unknown>,
  index: string,
  { value, found }: { readonly value: string; readonly found: readonly unknown[] },
): void {
  if (noting !== null) note(noting, store, { list: 'by', index, value, found });
}

/** So many questions are compared one by one. */
const FEW = 12;

function note(reads: Reads, store: Store<unknown>, list: List): void {
  const asked = askedOf(reads, store);
  const known = asked.names === null && asked.lists.length < FEW ? asked.lists.some((one) => isOneQuestion(one, list)) : !isNew(asked, nameOf(list));
  if (!known) asked.lists.push(list);
}

function isOneQuestion(one: List, other: List): boolean {
  if (one.list === 'by') return other.list === 'by' && one.value === other.value && one.index === other.index;
  if (one.list === 'under') return other.list === 'under' && one.prefix === other.prefix;
  return one.list === other.list;
}

/** No key of an object has a NUL. */
function nameOf(list: List): string {
  return list.list === 'by' ? `${list.index}\0${list.value}` : list.list === 'under' ? `\0${list.prefix}` : `\0\0${list.list}`;
}

function isNew(asked: Asked, name: string): boolean {
  asked.names ??= new Set([...asked.keys, ...asked.lists.map(nameOf)]);
  if (asked.names.has(name)) return false;
  asked.names.add(name);
  return true;
}

function askedOf(reads: Reads, { of, entries }: Store<unknown>): Asked {
  reads.stores ??= [];
  for (const known of reads.stores) {
    if (known.of.name !== of.name) continue;
    if (known.entries !== entries) reads.mixed = true;
    return known;
  }
  const asked: Asked = { of, entries, keys: [], objects: [], lists: [], names: null };
  reads.stores.push(asked);
  return asked;
}
