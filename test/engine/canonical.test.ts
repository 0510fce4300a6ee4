import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, canonicalOf, same } from '../../src/engine/canonical.ts';

/** As JSON.stringify writes it, with the keys in order. */
function written(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

describe('the canonical form', () => {
  const key = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^\d+$/.test(text) && text !== '__proto__');
  const json = fc.jsonValue({ stringUnit: 'binary' });

  it('is JSON with sorted keys', () => {
    expect(canonical({ b: [1, 'zwei', null, { d: true, c: undefined }], a: 'say "no"\\\n' })).toBe(
      '{"a":"say \\"no\\"\\\\\\n","b":[1,"zwei",null,{"d":true}]}',
    );
    fc.assert(fc.property(fc.dictionary(key, fc.oneof(json, fc.dictionary(key, json))), (value) => canonical(value) === written(value)));
  });

  it('of an object follows from the canonical forms of its members', () => {
    fc.assert(
      fc.property(fc.dictionary(key, json), (value) => {
        expect(canonicalOf(Object.entries(value).map(([name, member]) => [name, canonical(member)]))).toBe(canonical(value));
      }),
    );
  });

  it('is what makes two values the same', () => {
    fc.assert(fc.property(json, json, (one, other) => same(one, other) === (canonical(one) === canonical(other))));
  });
});
