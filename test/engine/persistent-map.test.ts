import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as map from '../../src/engine/persistent-map.ts';

const step = fc.oneof(
  fc.record({ op: fc.constant('put' as const), key: fc.string({ maxLength: 3 }), value: fc.nat(5) }),
  fc.record({ op: fc.constant('remove' as const), key: fc.string({ maxLength: 3 }), value: fc.constant(0) }),
);
const steps = fc.array(step, { maxLength: 60 });

function play(list: readonly { op: 'put' | 'remove'; key: string; value: number }[]) {
  const oracle = new Map<string, number>();
  let tree: map.PersistentMap<number> = null;
  for (const { op, key, value } of list) {
    if (op === 'put') oracle.set(key, value);
    else oracle.delete(key);
    tree = op === 'put' ? map.put(tree, key, value) : map.remove(tree, key);
  }
  return { oracle, tree };
}

const byKey = ([one]: readonly [string, number], [other]: readonly [string, number]) => (one < other ? -1 : one > other ? 1 : 0);

describe('a persistent map', () => {
  it('holds what a Map holds after the same steps, sorted by key', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { oracle, tree } = play(list);
        expect([...map.entries(tree)]).toEqual([...oracle].sort(byKey));
        expect(map.sizeOf(tree)).toBe(oracle.size);
        for (const key of oracle.keys()) expect(map.get(tree, key)).toBe(oracle.get(key));
      }),
    );
  });

  it('has a shape that depends on its content alone, not on the order of insertion', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), fc.nat(), (keys, turn) => {
        const rotated = keys.map((_, index) => keys[(index + turn) % keys.length] as string);
        expect(map.from(keys.map((key) => [key, key] as const))).toEqual(map.from(rotated.map((key) => [key, key] as const)));
      }),
    );
  });

  it('leaves the earlier version as it was', () => {
    fc.assert(
      fc.property(steps, steps, (first, then) => {
        const { tree } = play(first);
        const before = [...map.entries(tree)];
        for (const { op, key, value } of then) op === 'put' ? map.put(tree, key, value) : map.remove(tree, key);
        expect([...map.entries(tree)]).toEqual(before);
      }),
    );
  });

  it('yields from a start and by a prefix what filtering all pairs gives', () => {
    fc.assert(
      fc.property(steps, fc.string({ maxLength: 2 }), (list, text) => {
        const { oracle, tree } = play(list);
        const sorted = [...oracle].sort(byKey);
        expect([...map.entries(tree, text)]).toEqual(sorted.filter(([key]) => key >= text));
        expect([...map.withPrefix(tree, text)]).toEqual(sorted.filter(([key]) => key.startsWith(text)));
        expect(map.valuesWithPrefix(tree, text)).toEqual(sorted.filter(([key]) => key.startsWith(text)).map(([, value]) => value));
      }),
    );
  });

  it('names exactly the keys at which two versions differ', () => {
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [before, after] = [play(one), play([...one, ...other])];
        const keys = [...new Set([...before.oracle.keys(), ...after.oracle.keys()])].sort();
        const expected = keys.filter((key) => before.oracle.get(key) !== after.oracle.get(key));
        expect(map.differences(before.tree, after.tree).map((difference) => difference.key)).toEqual(expected);
      }),
    );
  });
});
