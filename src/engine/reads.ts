/**
 * What a computation reads of a world, noted while it runs: it comes to the same in every world in which all that it has read
 * is the same. Changes no answer; `remembered.ts` is what asks.
 */
import type { Store, StoreName } from './store.ts';

/** The questions to one store, each with what it answered. */
export type Asked = {
  readonly of: StoreName;
  readonly entries: unknown;
  readonly objects: Map<string, unknown>;
  /** By index, value and question: the objects that were found, in their order. */
  readonly lists: Map<string, List>;
};
export type List =
  | { readonly list: 'all'; readonly found: readonly unknown[] }
  | { readonly list: 'under'; readonly prefix: string; readonly found: readonly unknown[] }
  | { readonly list: 'by'; readonly index: string; readonly value: string; readonly found: readonly unknown[] };

/** All that was read, in part by computations within whose results had been kept. */
export type Reads = {
  /** By plane and kind. */
  stores: Map<string, Asked> | null;
  parts: Set<Reads> | null;
  /** The simulated time, where it was asked for. */
  now: number | null;
  /** Whether two versions of one store were read: then no other world is known to be alike. */
  mixed: boolean;
};

/** Computations run to their end before another begins: one place for what is being noted is enough. */
let noting: Reads | null = null;

/** The value, and what was read for it; null where nothing was. */
export function noted<T>(workOut: () => T): { readonly value: T; readonly reads: Reads | null } {
  const outer = noting;
  const own: Reads = { stores: null, parts: null, now: null, mixed: false };
  noting = own;
  try {
    const value = workOut();
    noting = outer;
    const reads = own.stores === null && own.parts === null && own.now === null ? null : own;
    readAgain(reads);
    return { value, reads };
  } finally {
    noting = outer;
  }
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
  if (noting !== null) askedOf(noting, store).objects.set(key, object);
}

/** Notes what a list holds. */
export function noteList<T>(store: Store<T>, list: List): void {
  if (noting !== null)
    askedOf(noting, store).lists.set(list.list === 'by' ? `${list.index}\0${list.value}` : list.list === 'all' ? '' : `\0${list.prefix}`, list);
}

function askedOf(reads: Reads, store: Store<unknown>): Asked {
  reads.stores ??= new Map();
  const name = store.of.name;
  const known = reads.stores.get(name);
  if (known !== undefined) {
    if (known.entries !== store.entries) reads.mixed = true;
    return known;
  }
  const asked: Asked = { of: store.of, entries: store.entries, objects: new Map(), lists: new Map() };
  reads.stores.set(name, asked);
  return asked;
}
