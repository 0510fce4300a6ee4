/** What `kubectl apply` promises, for any manifests. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/ */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterKinds } from '../../src/engine/cluster/kinds.ts';
import { mergePatch, strategicPatch } from '../../src/engine/cluster/patch.ts';
import { findJsonPath } from '../../src/shell/commands/kubectl/jsonpath.ts';
import { threeWayPatch } from '../../src/shell/commands/kubectl/three-way.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd');
const labels = fc.dictionary(word, word, { maxKeys: 3 });
const port = fc.record({ port: fc.integer({ min: 80, max: 84 }), name: word, targetPort: fc.integer({ min: 1, max: 9 }) });
const manifest = fc.record({
  metadata: fc.record({ labels }),
  spec: fc.record({
    selector: labels,
    ports: fc.uniqueArray(port, { maxLength: 4, selector: (one) => one.port }),
    externalIPs: fc.array(word, { maxLength: 2 }),
  }),
});
type Manifest = { readonly metadata: { readonly labels: object }; readonly spec: { readonly ports: readonly { readonly port: number }[] } };
const { schema } = clusterKinds.Service;
const ordered = (value: unknown) => {
  const { spec, ...rest } = value as Manifest;
  return { ...rest, spec: { ...spec, ports: [...spec.ports].sort((one, other) => one.port - other.port) } };
};

test('What was applied last and is applied now, and nobody else wrote, is what stands', () => {
  fc.assert(
    fc.property(manifest, manifest, (last, wanted) => {
      const patch = threeWayPatch(schema, { last, wanted, live: last });
      expect(ordered(strategicPatch(schema, last, patch))).toEqual(ordered(wanted));
    }),
  );
});

test('Applying the same again changes nothing', () => {
  fc.assert(
    fc.property(manifest, manifest, (live, wanted) => {
      const after = strategicPatch(schema, live, threeWayPatch(schema, { last: undefined, wanted, live }));
      expect(threeWayPatch(schema, { last: wanted, wanted, live: after })).toEqual({});
    }),
  );
});

test('A label that somebody else put there stays, whatever is applied', () => {
  fc.assert(
    fc.property(manifest, manifest, (last, wanted) => {
      const live = { ...last, metadata: { labels: { ...last.metadata.labels, owner: 'team' } } };
      const after = strategicPatch(schema, live, threeWayPatch(schema, { last, wanted, live })) as Manifest;
      expect(after.metadata.labels).toHaveProperty('owner', 'team');
    }),
  );
});

test('Without a schema the patch is a JSON merge patch that gives the same', () => {
  fc.assert(
    fc.property(manifest, manifest, (last, wanted) => {
      expect(mergePatch(last, threeWayPatch(undefined, { last, wanted, live: last }))).toEqual(wanted);
    }),
  );
});

test('A JSONPath of names finds what plain access finds, and a wildcard all items', () => {
  const path = fc.array(word, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(path, fc.array(fc.integer(), { maxLength: 4 }), (steps, items) => {
      const root = steps.reduceRight<unknown>((inner, name) => ({ [name]: inner }), items);
      expect(findJsonPath(`{.${steps.join('.')}[*]}`, root)).toEqual(items);
      expect(findJsonPath(`{.${steps.join('.')}}`, root)).toEqual([items]);
      expect(findJsonPath(`{.${steps.join('.')}[-1:]}`, root)).toEqual(items.slice(-1));
    }),
  );
});
