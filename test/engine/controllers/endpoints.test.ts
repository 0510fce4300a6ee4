import { expect, test } from 'vitest';
import { lookup, objectAt } from '../../../src/engine/store.ts';
import { at, courseWorld, create, patch, remove, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();
type Body = Parameters<typeof create>[1];
const metadata = { name: 'outside', namespace: 'default' };

// https://kubernetes.io/docs/concepts/services-networking/service/#endpoints
test('Endpoints list the ready pods that a Service selects', () => {
  const { subsets } = at(COURSE, 'Endpoints', 'default/frontend');
  expect(subsets?.[0]?.addresses?.map(({ targetRef }) => targetRef?.kind)).toEqual(['Pod', 'Pod', 'Pod']);
  expect(objectAt(typed(COURSE, remove('Service', 'default/frontend')).cluster.Endpoints, 'default/frontend')).toBeUndefined();
});

// https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
test('Endpoints that somebody wrote for a Service without a selector become slices, and follow changes', () => {
  const service = create('Service', { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } } as Body);
  const written = create('Endpoints', {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata,
    subsets: [{ addresses: [{ ip: '198.51.100.80' }], ports: [{ port: 80 }] }],
  } as Body);
  const world = typed(COURSE, service, written);
  const addresses = (now: typeof world) =>
    lookup(now.cluster.EndpointSlice, 'byService', 'default/outside').flatMap(({ endpoints }) => endpoints[0]?.addresses);
  expect(addresses(world)).toEqual(['198.51.100.80']);
  const moved = patch('Endpoints', 'default/outside', {
    subsets: [{ addresses: [{ ip: '198.51.100.81' }], ports: [{ port: 80, protocol: 'TCP' }] }],
  });
  expect(addresses(typed(world, moved))).toEqual(['198.51.100.81']);
  expect(addresses(typed(world, remove('Endpoints', 'default/outside')))).toEqual([]);
});

test('A namespace has a default service account, and gets it again when it is deleted', () => {
  const world = typed(COURSE, remove('ServiceAccount', 'default/default'));
  expect(at(world, 'ServiceAccount', 'default/default').metadata.name).toBe('default');
});
