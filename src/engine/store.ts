/** All objects of one kind, each with the revision of its last change, and the look-ups that the kind declares. */
import * as map from './persistent-map.ts';

export type Entry<T> = { readonly object: T; readonly revision: number };

export type Store<T> = {
  readonly entries: map.PersistentMap<Entry<T>>;
  /** `index NUL value NUL key` → key: a look-up is a scan of one prefix. */
  readonly lookups: map.PersistentMap<string>;
};

/** Look-ups of a kind: for each name, the values under which an object is found. */
export type Indices<T> = { readonly [name: string]: (object: T) => readonly string[] };

/** A store without objects. */
export function emptyStore<T>(): Store<T> {
  return { entries: null, lookups: null };
}

/** The object at the key, or undefined. */
export function objectAt<T>(store: Store<T>, key: string): T | undefined {
  return map.get(store.entries, key)?.object;
}

/** All objects in ascending order of key. */
export function objectsOf<T>(store: Store<T>): T[] {
  return map.values(store.entries).map((entry) => entry.object);
}

/** The objects that the look-up finds under the value, in ascending order of key. */
export function lookup<T>(store: Store<T>, index: string, value: string): T[] {
  const found: T[] = [];
  for (const [, key] of map.withPrefix(store.lookups, `${index}\0${value}\0`)) found.push(objectAt(store, key) as T);
  return found;
}

/** The store with the object at the key, its look-ups kept true. */
export function putObject<T>(store: Store<T>, indices: Indices<T>, key: string, entry: Entry<T>): Store<T> {
  const lookups = relink(store.lookups, indices, key, objectAt(store, key), entry.object);
  return { entries: map.put(store.entries, key, entry), lookups };
}

/** The store without the object at the key. */
export function removeObject<T>(store: Store<T>, indices: Indices<T>, key: string): Store<T> {
  const lookups = relink(store.lookups, indices, key, objectAt(store, key), undefined);
  return { entries: map.remove(store.entries, key), lookups };
}

function relink<T>(lookups: map.PersistentMap<string>, indices: Indices<T>, key: string, before: T | undefined, after: T | undefined) {
  let linked = lookups;
  for (const [index, valuesOf] of Object.entries(indices)) {
    const old = before === undefined ? [] : valuesOf(before);
    const young = after === undefined ? [] : valuesOf(after);
    const [wasThere, isThere] = [membership(old), membership(young)];
    for (const value of old) if (!isThere(value)) linked = map.remove(linked, `${index}\0${value}\0${key}`);
    for (const value of young) if (!wasThere(value)) linked = map.put(linked, `${index}\0${value}\0${key}`, key);
  }
  return linked;
}

/** Most objects have a value or two under an index, but a host has all of its pods. */
function membership(list: readonly string[]): (value: string) => boolean {
  if (list.length < 8) return (value) => list.includes(value);
  const set = new Set(list);
  return (value) => set.has(value);
}
