/** Expected values: pkg/proxy/topology.go and pkg/proxy/{iptables,nftables}/proxier.go of kubernetes/kubernetes. */
import { describe, expect, it } from 'vitest';
import { chooseEndpoints } from '../../../src/engine/dataplane/host/endpoint-choice.ts';
import { proxyTable } from '../../../src/engine/dataplane/host/proxy-table.ts';
import { EKS_NAT, type NatConfig, natVerdict } from '../../../src/engine/dataplane/host/service-nat.ts';
import type { ProxyEndpoint, ProxyPort } from '../../../src/engine/hosts/proxy-rules.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { parseCidr } from '../../../src/engine/net/cidr.ts';

function endpoint(address: string, more: Partial<ProxyEndpoint> = {}): ProxyEndpoint {
  return { address, port: 9376, nodeName: 'here', ready: true, serving: true, terminating: false, zoneHints: [], nodeHints: [], ...more };
}

function port(more: Partial<ProxyPort> = {}): ProxyPort {
  return {
    name: 'http',
    protocol: 'TCP',
    port: 80,
    nodePort: null,
    clusterIPs: ['10.100.0.31'],
    externalIPs: [],
    loadBalancerIPs: [],
    loadBalancerSourceRanges: [],
    affinityTimeout: null,
    internalTrafficPolicy: 'Cluster',
    externalTrafficPolicy: 'Cluster',
    healthCheckNodePort: null,
    endpoints: [endpoint('192.168.0.41'), endpoint('192.168.64.7', { nodeName: 'there' })],
    ...more,
  };
}

const NODE = { name: 'here', zone: 'a', addresses: ['192.168.0.6', '192.168.0.9', 'fd00::6'].map(parseAddress) };

function asked(given: ProxyPort, to: { readonly from: string; readonly ip: string; readonly port: number }, config: Partial<NatConfig> = {}): string {
  const packet = { protocol: 'tcp', source: parseAddress(to.from), destination: parseAddress(to.ip), sourcePort: 40_000, mark: 0 } as const;
  const verdict = natVerdict(
    proxyTable([{ service: 'prod/frontend', ports: [given] }]),
    NODE,
    { ...packet, destinationPort: to.port },
    { ...EKS_NAT, ...config },
  );
  if (verdict.verdict !== 'translate') return 'because' in verdict ? `${verdict.verdict} ${verdict.because}` : verdict.verdict;
  return verdict.backends.map(({ endpoint: { address }, masquerade }) => `${address}${masquerade === null ? '' : ` ${masquerade}`}`).join(', ');
}

describe('the endpoints that a node uses', () => {
  it('are those of every zone where only endpoints that are not ready are hinted for its own', () => {
    const endpoints = [endpoint('10.0.0.1', { ready: false, zoneHints: ['a'] }), endpoint('10.0.0.2', { zoneHints: ['b'] })];
    expect(chooseEndpoints(port({ endpoints }), NODE).cluster.map(({ address }) => address)).toEqual(['10.0.0.2']);
  });

  it('are those hinted for the node, else those for its zone, unless one ready endpoint has no hint', () => {
    const own = endpoint('10.0.0.1', { nodeHints: ['here'], zoneHints: ['a'] });
    const near = endpoint('10.0.0.2', { nodeHints: ['there'], zoneHints: ['a'] });
    const far = endpoint('10.0.0.3', { nodeHints: ['far'], zoneHints: ['b'] });
    const chosen = (endpoints: readonly ProxyEndpoint[]) => chooseEndpoints(port({ endpoints }), NODE).cluster.map(({ address }) => address);
    expect(chosen([own, near, far])).toEqual(['10.0.0.1']);
    expect(chosen([near, far])).toEqual(['10.0.0.2']);
    expect(chosen([own, near, far, endpoint('10.0.0.4')])).toHaveLength(4);
  });

  it('are local ones that still serve while they terminate, before a Local policy gives up', () => {
    const leaving = { ready: false, terminating: true };
    const endpoints = [
      endpoint('10.0.0.1', leaving),
      endpoint('10.0.0.2', { ...leaving, serving: false }),
      endpoint('10.0.0.3', { nodeName: 'there' }),
    ];
    expect(chooseEndpoints(port({ endpoints, internalTrafficPolicy: 'Local' }), NODE)).toMatchObject({ local: [{ address: '10.0.0.1' }], any: true });
  });

  it('do not follow externalTrafficPolicy where nothing outside can enter', () => {
    expect(chooseEndpoints(port({ externalTrafficPolicy: 'Local' }), NODE)).toMatchObject({ cluster: [{}, {}], local: [] });
  });
});

describe('one packet through the rules of a node', () => {
  it('is refused without endpoints and lost without local ones', () => {
    const local = port({ nodePort: 32_001, externalTrafficPolicy: 'Local', endpoints: [endpoint('10.0.0.1', { nodeName: 'there' })] });
    const outside = { from: '203.0.113.9', ip: '192.168.0.6', port: 32_001 };
    expect(asked({ ...local, endpoints: [] }, outside)).toBe('reject no-endpoints');
    expect(asked(local, outside)).toBe('drop no-local-endpoints');
    expect(asked(local, { ...outside, from: '192.168.0.6' })).toBe('10.0.0.1 local-source');
  });

  it('keeps its source on EKS unless it comes back to its own sender', () => {
    const to = { ip: '10.100.0.31', port: 80 };
    expect(asked(port(), { ...to, from: '192.168.0.41' })).toBe('192.168.0.41 hairpin, 192.168.64.7');
    expect(asked(port(), { ...to, from: '203.0.113.9' })).toBe('192.168.0.41, 192.168.64.7');
    const config = { clusterCIDR: parseCidr('192.168.0.0/16') };
    expect(asked(port(), { ...to, from: '203.0.113.9' }, config)).toBe('192.168.0.41 off-cluster-source, 192.168.64.7 off-cluster-source');
  });

  it('finds node ports on every address in iptables mode and on the primary one in nftables mode', () => {
    const open = port({ nodePort: 32_001, endpoints: [endpoint('10.0.0.1')] });
    const second = { from: '203.0.113.9', ip: '192.168.0.9', port: 32_001 };
    expect(asked(open, second)).toBe('10.0.0.1 external-traffic');
    expect(asked(open, second, { mode: 'nftables' })).toBe('unchanged');
    expect(asked(open, second, { nodePortAddresses: [parseCidr('192.168.0.6/32')] })).toBe('unchanged');
  });

  it('passes source ranges as the load balancer itself only where they admit the address of the node, of the same family', () => {
    const guarded = (range: string, address: string, own: string) =>
      asked(port({ loadBalancerIPs: [address], loadBalancerSourceRanges: [range], endpoints: [endpoint(own)] }), {
        from: address,
        ip: address,
        port: 80,
      });
    expect(guarded('192.168.0.0/24', '198.51.100.1', '10.0.0.1')).toBe('10.0.0.1 external-traffic');
    expect(guarded('10.0.0.0/8', '198.51.100.1', '10.0.0.1')).toBe('drop source-ranges');
    expect(guarded('fd00::/64', '2001:db8::1', 'fd01::1')).toBe('fd01::1 external-traffic');
  });
});
