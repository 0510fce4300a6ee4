import { expect, test } from 'vitest';
import { objectAt } from '../../../src/engine/store.ts';
import { after, clusterOf, create, pod, refusal, service, stored } from './api.ts';

const remove = (kind: 'Pod' | 'Service' | 'Namespace', name: string, options: object = {}) => ({ verb: 'delete', kind, name, ...options }) as const;
const bound = () =>
  after(clusterOf(), create('Pod', pod('web')), {
    verb: 'create',
    kind: 'Pod',
    subresource: 'binding',
    name: 'web',
    body: { target: { name: 'node-a' } },
  });

test('A pod on a node gets its grace period; the kubelet ends it with none', () => {
  const world = after(bound(), remove('Pod', 'web'));
  const { metadata } = stored(world, 'Pod', 'default/web');
  expect(metadata.deletionGracePeriodSeconds).toBe(30);
  expect(Date.parse(metadata.deletionTimestamp ?? '') - Math.floor(world.now / 1000) * 1000).toBe(30_000);
  const gone = after(world, remove('Pod', 'web', { gracePeriodSeconds: 0 }));
  expect(objectAt(gone.cluster.Pod, 'default/web')).toBeUndefined();
});

test('A pod that no kubelet runs goes at once', () => {
  const world = after(clusterOf(), create('Pod', pod('web')), remove('Pod', 'web'));
  expect(objectAt(world.cluster.Pod, 'default/web')).toBeUndefined();
});

test('A second request can shorten the grace period, not lengthen it', () => {
  const world = after(bound(), remove('Pod', 'web', { gracePeriodSeconds: 10 }));
  const longer = after(world, remove('Pod', 'web', { gracePeriodSeconds: 60 }));
  expect(stored(longer, 'Pod', 'default/web').metadata.deletionGracePeriodSeconds).toBe(10);
  const shorter = after(world, remove('Pod', 'web', { gracePeriodSeconds: 1 }));
  expect(stored(shorter, 'Pod', 'default/web').metadata.deletionGracePeriodSeconds).toBe(1);
});

test('A finalizer holds an object until it is removed', () => {
  const held = { ...service('web'), metadata: { name: 'web', finalizers: ['example.com/hold'] } };
  const world = after(clusterOf(), create('Service', held), remove('Service', 'web'));
  expect(stored(world, 'Service', 'default/web').metadata.deletionTimestamp).toBeDefined();
  const gone = after(world, { verb: 'patch', patchType: 'merge', kind: 'Service', name: 'web', body: { metadata: { finalizers: null } } });
  expect(objectAt(gone.cluster.Service, 'default/web')).toBeUndefined();
});

test('A namespace terminates, takes nothing new, and goes when it is finalized', () => {
  const world = after(clusterOf(), create('Namespace', { metadata: { name: 'shop' } }), remove('Namespace', 'shop'));
  expect(stored(world, 'Namespace', 'shop').status.phase).toBe('Terminating');
  expect(refusal(world, create('Pod', { ...pod('web'), metadata: { name: 'web', namespace: 'shop' } }))).toBe(
    'pods "web" is forbidden: unable to create new content in namespace shop because it is being terminated',
  );
  const gone = after(world, {
    verb: 'update',
    kind: 'Namespace',
    subresource: 'finalize',
    name: 'shop',
    body: { metadata: { name: 'shop' }, spec: {} },
  });
  expect(objectAt(gone.cluster.Namespace, 'shop')).toBeUndefined();
});

test.each(['default', 'kube-system', 'kube-public'])('Namespace %s may not be deleted', (name) => {
  expect(refusal(clusterOf(), remove('Namespace', name))).toBe(`namespaces "${name}" is forbidden: this namespace may not be deleted`);
});

test('What does not exist is not found', () => {
  expect(refusal(clusterOf(), remove('Pod', 'web'))).toBe('pods "web" not found');
  expect(refusal(clusterOf(), create('Pod', { ...pod('web'), metadata: { name: 'web', namespace: 'nowhere' } }))).toBe(
    'namespaces "nowhere" not found',
  );
});

test('A name is taken once', () => {
  const world = after(clusterOf(), create('Service', service('web')));
  expect(refusal(world, create('Service', service('web')))).toBe('services "web" already exists');
});
