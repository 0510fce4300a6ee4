import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/engine/connection.ts';
import { resolve } from '../../../src/engine/dns/resolve.ts';
import { settingsAt } from '../../../src/engine/dns/resolver-settings.ts';
import { showAddress } from '../../../src/engine/net/address.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
const world = courseWorld();
const TOOLBOX: Origin = { from: 'pod', pod: 'default/toolbox' };
const namesOf = (from: Origin, name: string) =>
  resolve(world, from, name).steps.flatMap(({ query, rcode, asker }) => (asker === undefined ? [`${query.name} ${rcode}`] : []));
const addressesOf = (from: Origin, name: string) => resolve(world, from, name).addresses.map(showAddress);

describe('a look-up from a pod', () => {
  it('finds a service of its own namespace by its bare name, with the first query', () => {
    expect(namesOf(TOOLBOX, 'frontend')).toEqual(['frontend.default.svc.cluster.local. NOERROR']);
    expect(addressesOf(TOOLBOX, 'frontend')).toEqual(['10.100.0.31']);
  });

  it('finds one of another namespace by name.namespace, with the second', () => {
    expect(namesOf(TOOLBOX, 'backend.prod')).toEqual(['backend.prod.default.svc.cluster.local. NXDOMAIN', 'backend.prod.svc.cluster.local. NOERROR']);
  });

  it('asks five times for a name that does not exist, the domain of the VPC among them', () => {
    expect(namesOf(TOOLBOX, 'backend')).toEqual([
      'backend.default.svc.cluster.local. NXDOMAIN',
      'backend.svc.cluster.local. NXDOMAIN',
      'backend.cluster.local. NXDOMAIN',
      'backend.us-west-2.compute.internal. NXDOMAIN',
      'backend. NXDOMAIN',
    ]);
  });

  it('gets names of the internet through CoreDNS from the resolver of the VPC', () => {
    expect(addressesOf(TOOLBOX, 'www.example.com')).toEqual(['198.51.100.80']);
    expect(addressesOf(TOOLBOX, 'ip-192-168-64-8.us-west-2.compute.internal')).toEqual(['192.168.64.8']);
  });

  it('is a UDP packet to the cluster IP of kube-dns, translated to a CoreDNS pod', () => {
    const [step] = resolve(world, TOOLBOX, 'frontend').steps;
    const steps = step?.branches.flatMap(({ request }) => request) ?? [];
    expect(step?.server).toBe('10.100.0.10');
    expect(steps.find(({ because }) => because === 'CLUSTER_IP_TO_BACKEND')?.params.svc).toBe('kube-system/kube-dns');
    expect(steps.at(-1)?.place.of.key).toMatch(/^kube-system\/coredns-/);
  });

  it('times out without a ready CoreDNS pod: a refused UDP packet is no answer', () => {
    const without = afterLines(world, 'kubectl scale deployment coredns -n kube-system --replicas=0', 'wait 1m');
    const { steps, addresses } = resolve(without, TOOLBOX, 'frontend');
    expect(addresses).toEqual([]);
    expect(steps.map(({ rcode }) => rcode)).toEqual(['TIMEOUT', 'TIMEOUT']);
  });
});

describe('a look-up from elsewhere', () => {
  it('asks the resolver of the VPC on a node, which does not know the names of the cluster', () => {
    expect(settingsAt(world, { from: 'node', node: 'node0' })).toEqual({
      nameservers: ['192.168.0.2'],
      searches: ['us-west-2.compute.internal'],
      options: [],
    });
    expect(addressesOf({ from: 'node', node: 'node0' }, 'frontend.default.svc.cluster.local')).toEqual([]);
    expect(addressesOf({ from: 'node', node: 'node0' }, 'www.example.com')).toEqual(['198.51.100.80']);
  });

  it('gives the public address of an instance on the internet and the private one in the VPC', () => {
    const name = 'ec2-198-51-100-6.us-west-2.compute.amazonaws.com';
    expect(addressesOf({ from: 'outside', address: '203.0.113.9' }, name)).toEqual(['198.51.100.6']);
    expect(addressesOf({ from: 'node', node: 'node1' }, name)).toEqual(['192.168.0.6']);
  });
});
