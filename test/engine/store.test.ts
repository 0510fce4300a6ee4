import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyStore, type Indices, keysBy, lookup, objectsOf, putObject, removeObject, type Store } from '../../src/engine/store.ts';

type Thing = { readonly name: string; readonly tags: readonly string[]; readonly owner: string };

const indices: Indices<Thing> = { byTag: ({ tags }) => tags, byOwner: ({ owner }) => (owner === '' ? [] : [owner]) };
const letter = fc.constantFrom('a', 'b', 'c', 'd', 'ab');
const step = fc.record({
  op: fc.constantFrom('put' as const, 'put' as const, 'remove' as const),
  name: letter,
  tags: fc.array(letter, { maxLength: 4 }),
  owner: fc.constantFrom('', 'a', 'b'),
});

function after(store: Store<Thing>, { op, ...thing }: { readonly op: 'put' | 'remove' } & Thing, revision: number): Store<Thing> {
  return op === 'put' ? putObject(store, indices, thing.name, { object: thing, revision }) : removeObject(store, indices, thing.name);
}

describe('a look-up', () => {
  it('finds what going through all objects finds, in every version, whatever was looked up before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const versions = [emptyStore<Thing>('lab', 'Thing')];
        for (const [index, one] of steps.entries()) versions.push(after(versions.at(-1) as Store<Thing>, one, index));
        for (const store of [...versions, ...versions]) {
          for (const [index, valuesOf] of Object.entries(indices)) {
            for (const value of ['a', 'b', 'c', 'd', 'ab', 'none']) {
              const through = objectsOf(store).filter((thing) => valuesOf(thing).includes(value));
              expect(lookup(store, index, value)).toEqual(through);
              expect(keysBy(store, index, value)).toEqual(through.map(({ name }) => name));
            }
          }
        }
      }),
    );
  });
});
