import { describe, expect, it } from 'vitest';
import { adapter } from '../../../src/conformance/services-endpointslices.ts';
import type { EndpointSlice } from '../../../src/engine/cluster/endpointslice.ts';
import { pack } from '../../../src/engine/controllers/control-plane/endpointslice/pack.ts';
import { advance } from '../../../src/engine/settle.ts';
import { lookup, objectAt } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import cases from '../../conformance/cases/services/endpointslices.json' with { type: 'json' };
import { changesBetween, courseWorld, create, patch, podsOf, remove, strategic, typed, withFaults } from '../../support/world-of.ts';

const COURSE = courseWorld();
const FRONTEND = 'default/frontend';

function endpoints(world: World, service = FRONTEND) {
  return lookup(world.cluster.EndpointSlice, 'byService', service).flatMap((slice) => slice.endpoints ?? []);
}

function addresses(world: World, service = FRONTEND): string[] {
  return endpoints(world, service)
    .flatMap((endpoint) => endpoint.addresses)
    .sort();
}

describe('EndpointSlices', () => {
  it.each(adapter.judge(cases).map((judged) => [judged.id, judged] as const))('decide as upstream: %s', (_id, { ok, detail }) => {
    expect(ok, detail).toBe(true);
  });

  it('hold the pods that a Service selects, with node and zone', () => {
    expect(addresses(COURSE)).toEqual(['192.168.0.41', '192.168.0.42', '192.168.64.7']);
    expect(endpoints(COURSE).find(({ addresses: [address] }) => address === '192.168.64.7')).toMatchObject({ nodeName: 'node1', zone: 'us-west-2b' });
  });

  it('are empty but there when the selector finds nobody', () => {
    const world = typed(COURSE, patch('Service', FRONTEND, { spec: { selector: { app: 'nobody' } } }));
    const slices = lookup(world.cluster.EndpointSlice, 'byService', FRONTEND);
    expect(slices.map((slice) => slice.endpoints ?? [])).toEqual([[]]);
  });

  it('follow the target port of the Service', () => {
    const world = typed(COURSE, patch('Service', FRONTEND, { spec: { ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 32001 }] } }));
    expect(lookup(world.cluster.EndpointSlice, 'byService', FRONTEND).flatMap((slice) => slice.ports ?? [])).toEqual([
      { name: 'http', port: 8080, protocol: 'TCP' },
    ]);
  });

  it('hold at most a hundred endpoints each', () => {
    const all = Array.from({ length: 250 }, (_, index) => ({ addresses: [`10.0.${Math.floor(index / 250)}.${index}`] }));
    const { create: made } = pack([{ ports: [], endpoints: all }], []);
    expect(made.map((group) => group.endpoints.length)).toEqual([100, 100, 50]);
  });

  it('stay as they are for the endpoints that they hold, and fill up before new ones are made', () => {
    const slice = (name: string, from: number, to: number) =>
      ({ metadata: { name }, ports: [], endpoints: range(from, to).map(endpointNumber) }) as unknown as EndpointSlice;
    const slices = [slice('a', 0, 60), slice('b', 60, 90)];
    const packing = pack([{ ports: [], endpoints: range(5, 110).map(endpointNumber) }], slices);
    expect(packing.create).toEqual([]);
    expect(packing.update.map(({ slice: { metadata }, group }) => [metadata.name, group.endpoints.length])).toEqual([
      ['a', 75],
      ['b', 30],
    ]);
  });

  it('keep a terminating pod as serving, but not as ready', () => {
    const slow = { name: 'webapp', lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } } };
    const ready = typed(COURSE, strategic('Deployment', 'default/webapp', { spec: { template: { spec: { containers: [slow] } } } }));
    const settled = advance(ready, 60_000);
    const [doomed] = podsOf(settled, 'webapp');
    const world = typed(settled, remove('Pod', `default/${doomed?.metadata.name}`));
    const leaving = endpoints(world).find(({ targetRef }) => targetRef?.name === doomed?.metadata.name);
    expect(leaving?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    expect(endpoints(advance(world, 10_000)).some(({ targetRef }) => targetRef?.name === doomed?.metadata.name)).toBe(false);
  });

  it('go with their Service', () => {
    const world = typed(COURSE, remove('Service', FRONTEND));
    expect(lookup(world.cluster.EndpointSlice, 'byService', FRONTEND)).toEqual([]);
  });

  it('of a Service without a selector are left to whoever writes them', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'external', namespace: 'default' }, spec: { ports: [{ port: 80 }] } };
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'external-1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'external' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['198.51.100.80'] }],
      ports: [{ name: '', port: 80, protocol: 'TCP' }],
    };
    const world = typed(COURSE, create('Service', service), create('EndpointSlice', slice));
    expect(addresses(world, 'default/external')).toEqual(['198.51.100.80']);
    expect(objectAt(world.hosts.ProxyRules, 'default/external')?.ports[0]?.endpoints[0]).toMatchObject({ address: '198.51.100.80', ready: true });
  });

  it('cost what changes: one pod that turns unready changes one slice and one row of rules', () => {
    const probe = { name: 'webapp', readinessProbe: { httpGet: { path: '/', port: 9376 }, periodSeconds: 5, failureThreshold: 1 } };
    const probed = typed(COURSE, strategic('Deployment', 'default/webapp', { spec: { template: { spec: { containers: [probe] } } } }));
    const [first] = podsOf(probed, 'webapp');
    const faulty = withFaults(probed, { fault: 'not-ready', pod: `default/${first?.metadata.name}` });
    const world = advance(faulty, 5_000);
    const kinds = changesBetween(faulty, world).map(({ ref }) => ref.kind);
    expect(kinds.sort()).toEqual(['Deployment', 'EndpointSlice', 'Endpoints', 'Event', 'Host', 'Pod', 'ProxyRules', 'ReplicaSet']);
    expect(endpoints(world).filter(({ conditions }) => conditions?.ready === false)).toHaveLength(1);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function endpointNumber(index: number): { addresses: string[] } {
  return { addresses: [`10.0.0.${index}`] };
}
