import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterKinds } from '../../../src/engine/cluster/kinds.ts';
import { jsonPatch, mergePatch, strategicPatch } from '../../../src/engine/cluster/patch.ts';

// RFC 7386, appendix A.
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('RFC 7386: %j patched with %j is %j', (target, patch, result) => {
  expect(mergePatch(target, patch)).toEqual(result);
});

// RFC 6902, appendix A.
test.each([
  [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
  [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
  [{ baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  [{ foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
  [{ baz: 'qux', foo: 'bar' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 'bar' }],
  [{ foo: ['all', 'grass', 'cows', 'eat'] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: ['all', 'cows', 'eat', 'grass'] }],
  [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }], { foo: ['bar', ['abc', 'def']] }],
  [{ '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
])('RFC 6902: %j patched with %j is %j', (target, patch, result) => {
  expect(jsonPatch(target, patch)).toEqual({ object: result });
});

test('RFC 6902: a test that fails and a target that is missing refuse the patch', () => {
  expect(jsonPatch({ baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }])).toHaveProperty('refusal');
  expect(jsonPatch({ foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }])).toHaveProperty('refusal');
  expect(jsonPatch({ foo: 'bar' }, [{ op: 'remove', path: '/baz' }])).toHaveProperty('refusal');
});

// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
const schema = clusterKinds.Deployment.schema;
const template = (spec: object) => ({ spec: { template: { spec } } });

test('A strategic patch merges containers by name', () => {
  const target = template({ containers: [{ name: 'nginx', image: 'nginx' }] });
  const patch = template({ containers: [{ name: 'redis', image: 'redis' }] });
  expect(strategicPatch(schema, target, patch)).toEqual(
    template({
      containers: [
        { name: 'nginx', image: 'nginx' },
        { name: 'redis', image: 'redis' },
      ],
    }),
  );
});

test('A strategic patch replaces tolerations, which have no merge key', () => {
  const target = template({ tolerations: [{ effect: 'NoSchedule', key: 'dedicated', value: 'test-team' }] });
  const patch = template({ tolerations: [{ effect: 'NoSchedule', key: 'disktype', value: 'ssd' }] });
  expect(strategicPatch(schema, target, patch)).toEqual(patch);
});

test('Directives delete an item, replace a map, and delete from a list of scalars', () => {
  const target = template({
    containers: [
      { name: 'a', image: '1' },
      { name: 'b', image: '2' },
    ],
  });
  expect(strategicPatch(schema, target, template({ containers: [{ name: 'a', $patch: 'delete' }] }))).toEqual(
    template({ containers: [{ name: 'b', image: '2' }] }),
  );
  const strategy = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };
  expect(strategicPatch(schema, strategy, { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } })).toEqual({
    spec: { strategy: { type: 'Recreate' } },
  });
  const held = { metadata: { finalizers: ['a', 'b'] } };
  expect(strategicPatch(schema, held, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } })).toEqual({ metadata: { finalizers: ['b'] } });
});

test('Merging a patch twice is merging it once', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, json, (target, patch) => {
      const once = mergePatch(target, patch);
      expect(mergePatch(once, patch)).toEqual(once);
    }),
  );
});
