/** A value worked out once per immutable object, and forgotten with it. Changes no answer, only how long it takes. */
export function once<K extends object, V>(workOut: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = workOut(key);
    known.set(key, { value });
    return value;
  };
}
