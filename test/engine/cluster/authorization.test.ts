import { expect, test } from 'vitest';
import type { Principal } from '../../../src/engine/principal.ts';
import { after, ask, clusterOf, create, pod, refusal, service } from './api.ts';

const someone: Principal = { name: 'jane', groups: ['system:authenticated'], arn: null };
const kubelet = (node: string): Principal => ({ name: `system:node:${node}`, groups: ['system:nodes', 'system:authenticated'], arn: null });
const controller = (name: string): Principal => ({
  name: `system:serviceaccount:kube-system:${name}`,
  groups: ['system:serviceaccounts'],
  arn: null,
});

test('Who has no role is told what is missing', () => {
  const world = after(clusterOf(), create('Pod', pod('web')));
  expect(refusal(world, { verb: 'delete', kind: 'Pod', name: 'web', as: someone })).toBe(
    'pods "web" is forbidden: User "jane" cannot delete resource "pods" in API group "" in the namespace "default"',
  );
  expect(refusal(world, { verb: 'create', kind: 'Namespace', name: '', body: { metadata: { name: 'shop' } }, as: someone })).toBe(
    'namespaces is forbidden: User "jane" cannot create resource "namespaces" in API group "" at the cluster scope',
  );
});

test('A kubelet changes the status of pods on its own node only', () => {
  const world = after(clusterOf(), create('Pod', pod('web')), {
    verb: 'create',
    kind: 'Pod',
    subresource: 'binding',
    name: 'web',
    body: { target: { name: 'node-a' } },
  });
  const status = {
    verb: 'patch',
    patchType: 'merge',
    kind: 'Pod',
    subresource: 'status',
    name: 'web',
    body: { status: { phase: 'Running' } },
  } as const;
  expect(ask(world, { ...status, as: kubelet('node-a') }).answer.ok).toBe(true);
  expect(refusal(world, { ...status, as: kubelet('node-b') })).toBe(
    'pods "web" is forbidden: node "node-b" can only update pod status for pods with spec.nodeName set to itself',
  );
});

test('A kubelet registers its own node only', () => {
  const node = (name: string) => ({ verb: 'create', kind: 'Node', name, body: { metadata: { name } } }) as const;
  expect(ask(clusterOf(), { ...node('node-a'), as: kubelet('node-a') }).answer.ok).toBe(true);
  expect(refusal(clusterOf(), { ...node('node-b'), as: kubelet('node-a') })).toBe(
    'nodes "node-b" is forbidden: node "node-a" is not allowed to modify node "node-b"',
  );
});

test('The endpoint slice controller writes slices and no Services', () => {
  const slice = { metadata: { name: 'web-abcde' }, addressType: 'IPv4', endpoints: [] };
  const as = controller('endpointslice-controller');
  expect(ask(clusterOf(), { ...create('EndpointSlice', slice), as }).answer.ok).toBe(true);
  expect(refusal(clusterOf(), { ...create('Service', service('web')), as })).toContain('cannot create resource "services" in API group ""');
});
