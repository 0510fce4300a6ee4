/** All objects of one kind, each with the revision of its last change, and the look-ups that the kind declares. */
import * as map from './persistent-map.ts';
import { noteAll, noteAny, noteLookup, noteObject } from './reads.ts';

export type Entry<T> = { readonly object: T; readonly revision: number };

/** Which store of a world it is. */
export type StoreName = { readonly plane: PlaneName; readonly kind: string /** Both in one. */; readonly name: string };

export type Store<T> = {
  readonly of: StoreName;
  readonly entries: map.PersistentMap<Entry<T>>;
  readonly lookups: Lookups;
  /** What look-ups of this version have found, by index and value. Changes no answer: nine of ten are asked again. */
  found: Map<string, Map<string, readonly unknown[]>> | null;
};

/** For each index that finds anything: value → the keys of the objects, each leading to itself. */
type Lookups = { readonly [index: string]: map.PersistentMap<map.PersistentMap<string>> };

/** Look-ups of a kind: for each name, the values under which an object is found. */
export type Indices<T> = { readonly [name: string]: (object: T) => readonly string[] };

type PlaneName = 'aws' | 'cluster' | 'hosts' | 'lab';

/** A store without objects. */
export function emptyStore<T>(plane: PlaneName, kind: string): Store<T> {
  return { of: { plane, kind, name: `${plane} ${kind}` }, entries: null, lookups: {}, found: null };
}

/** Whether there is no object at all. */
export function isEmpty<T>(store: Store<T>): boolean {
  noteAny(store, store.entries !== null);
  return store.entries === null;
}

/** The object at the key, or undefined. */
export function objectAt<T>(store: Store<T>, key: string): T | undefined {
  const object = map.get(store.entries, key)?.object;
  noteObject(store, key, object);
  return object;
}

/** All objects in ascending order of key. */
export function objectsOf<T>(store: Store<T>): T[] {
  const found = map.values(store.entries).map((entry) => entry.object);
  noteAll(store, found);
  return found;
}

/** The objects whose key starts with the prefix, in ascending order of key: with `namespace/`, those of a namespace. */
export function objectsUnder<T>(store: Store<T>, prefix: string): T[] {
  const found = map.valuesWithPrefix(store.entries, prefix).map((entry) => entry.object);
  noteAll(store, found, prefix);
  return found;
}

/** The objects that the look-up finds under the value, in ascending order of key. */
export function lookup<T>(store: Store<T>, index: string, value: string): readonly T[] {
  if (!store.lookups[index]) {
    noteLookup(store, index, { value, found: [] });
    return [];
  }
  store.found ??= new Map();
  let byValue = store.found.get(index);
  if (byValue === undefined) {
    byValue = new Map();
    store.found.set(index, byValue);
  }
  let found = byValue.get(value) as readonly T[] | undefined;
  if (found === undefined) {
    found = keysBy(store, index, value).map((key) => (map.get(store.entries, key) as Entry<T>).object);
    byValue.set(value, found);
  }
  noteLookup(store, index, { value, found });
  return found;
}

/** The keys of what the look-up finds under the value, ascending. */
export function keysBy(store: Store<unknown>, index: string, value: string): readonly string[] {
  return map.values(map.get(store.lookups[index] ?? null, value) ?? null);
}

/** The store with the object at the key, its look-ups kept true. */
export function putObject<T>(store: Store<T>, indices: Indices<T>, key: string, entry: Entry<T>): Store<T> {
  const lookups = relink(store.lookups, indices, key, objectAt(store, key), entry.object);
  return { of: store.of, entries: map.put(store.entries, key, entry), lookups, found: null };
}

/** The store without the object at the key. */
export function removeObject<T>(store: Store<T>, indices: Indices<T>, key: string): Store<T> {
  const lookups = relink(store.lookups, indices, key, objectAt(store, key), undefined);
  return { of: store.of, entries: map.remove(store.entries, key), lookups, found: null };
}

function relink<T>(lookups: Lookups, indices: Indices<T>, key: string, before: T | undefined, after: T | undefined): Lookups {
  let linked: { [index: string]: Values } | null = null;
  for (const index in indices) {
    const valuesOf = indices[index] as (object: T) => readonly string[];
    const old = before === undefined ? NONE : valuesOf(before);
    const young = after === undefined ? NONE : valuesOf(after);
    const values = lookups[index] ?? null;
    const changed = moved(values, key, old, young);
    if (changed === values) continue;
    linked ??= { ...lookups };
    linked[index] = changed;
  }
  return linked ?? lookups;
}

type Values = Lookups[string];

const NONE: readonly string[] = [];

/** A host has all of its pods under an index, and a change concerns one of them: what both lists begin and end with is left out. */
function moved(values: Values, key: string, old: readonly string[], young: readonly string[]): Values {
  const shorter = Math.min(old.length, young.length);
  let first = 0;
  while (first < shorter && old[first] === young[first]) first++;
  let tail = 0;
  while (tail < shorter - first && old[old.length - 1 - tail] === young[young.length - 1 - tail]) tail++;
  if (first + tail === old.length && first + tail === young.length) return values;
  const [isThere, wasThere] = [membership(young), membership(old)];
  let linked = values;
  for (let at = first; at < old.length - tail; at++) if (!isThere(old[at] as string)) linked = without(linked, old[at] as string, key);
  for (let at = first; at < young.length - tail; at++) if (!wasThere(young[at] as string)) linked = withKey(linked, young[at] as string, key);
  return linked;
}

function withKey(values: Values, value: string, key: string): Values {
  return map.put(values, value, map.put(map.get(values, value) ?? null, key, key));
}

function without(values: Values, value: string, key: string): Values {
  const left = map.remove(map.get(values, value) ?? null, key);
  return left === null ? map.remove(values, value) : map.put(values, value, left);
}

/** Whether the list has a value; a long list that is asked about one or two values is not made into a set. */
function membership(list: readonly string[]): (value: string) => boolean {
  if (list.length < 1_000) return (value) => list.includes(value);
  const set = new Set(list);
  return (value) => set.has(value);
}
