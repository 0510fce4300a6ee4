import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../../src/engine/cluster/decode.ts';
import { clusterKinds } from '../../../src/engine/cluster/kinds.ts';
import type { Schema } from '../../../src/engine/cluster/schema.ts';

/** Values that mostly are of the structure, some of them of a wrong type, empty, or fields that it does not have. */
function bodyOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(null, undefined, '', 'text', 3, 1.5, true, [], {});
  if (schema.is === 'leaf' || depth === 0) {
    const fitting = { string: 'a', integer: 1, boolean: true, Quantity: '100m', IntOrString: 80, Time: '2026-01-01T00:00:00Z', Object: { a: 1 } };
    return fc.oneof({ weight: 9, arbitrary: fc.constant(schema.is === 'leaf' ? fitting[schema.type] : {}) }, { weight: 1, arbitrary: odd });
  }
  if (schema.is === 'list') return fc.array(bodyOf(schema.of, depth - 1), { maxLength: 2 });
  if (schema.is === 'map') return fc.dictionary(fc.constantFrom('a', 'b'), bodyOf(schema.of, depth - 1), { maxKeys: 2, noNullPrototype: true });
  const names = Object.keys(schema.fields);
  return fc
    .uniqueArray(fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constant('unknown') }), { maxLength: 3 })
    .chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map((name) => [name, bodyOf(schema.fields[name] ?? schema, depth - 1)])), { noNullPrototype: true }),
    );
}

const schemas = (['Pod', 'Event', 'Node', 'Service', 'Deployment', 'NetworkPolicy'] as const).map((kind) => clusterKinds[kind].schema);

it('what decoding leaves as it was and what it copies member by member are the same, with the same findings', () => {
  const cases = fc.constantFrom(...schemas).chain((schema) => fc.tuple(fc.constant(schema), bodyOf(schema, 6)));
  fc.assert(
    fc.property(cases, ([schema, body]) => {
      fc.pre(body !== null && typeof body === 'object' && !Array.isArray(body));
      // A null member makes it take the long way, and is left out there.
      const long = decode(schema, { ...(body as object), none: null });
      const decoded = decode(schema, body as object);
      expect(decoded).toStrictEqual(long);
      expect(decode(schema, decoded.object).object).toStrictEqual(decoded.object);
    }),
    { numRuns: 400 },
  );
});
