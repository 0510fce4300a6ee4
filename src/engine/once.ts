/** Values worked out once. Changes no answer, only how long it takes. */
import { noted, type Reads, readAgain } from './reads.ts';

type Made<V> = { readonly value: V; readonly reads: Reads | null };

/** A value worked out once per immutable object, and forgotten with it. */
export function once<K extends object, V>(workOut: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, Made<V>>();
  return (key) => {
    let made = known.get(key);
    if (made === undefined) {
      made = noted(() => workOut(key));
      known.set(key, made);
    } else readAgain(made.reads);
    return made.value;
  };
}

/** Values by name, of one immutable object: made with `once`, and forgotten with it. */
export type Table<V> = Map<string, Made<V>>;

/** The value under the name, worked out when it is first asked for. */
export function onceIn<V>(table: Table<V>, name: string, workOut: () => V): V {
  let made = table.get(name);
  if (made === undefined) {
    made = noted(workOut);
    table.set(name, made);
  } else readAgain(made.reads);
  return made.value;
}

/** Worked out when it is first asked for. */
export function lazily<T>(workOut: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: workOut() };
    return known.value;
  };
}
