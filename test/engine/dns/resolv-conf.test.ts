/** Expected values: pkg/kubelet/network/dns/dns.go of kubernetes/kubernetes, plugin/kubernetes of coredns/coredns. */
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/engine/dns/answer.ts';
import { noSuchName } from '../../../src/engine/dns/message.ts';
import { resolvConfOf } from '../../../src/engine/dns/resolv-conf.ts';

const KUBELET = { clusterDNS: ['10.100.0.10'], clusterDomain: 'cluster.local', node: { nameservers: ['192.168.0.2'], searches: ['ec2.internal'] } };

describe('/etc/resolv.conf of a pod', () => {
  it('leaves out search domains longer than 253 characters and reports it', () => {
    const written = resolvConfOf(KUBELET, { namespace: 'prod', dnsConfig: { searches: ['a'.repeat(254), 'example.com'] } });
    expect(written.searches.slice(3)).toEqual(['ec2.internal', 'example.com']);
    expect(written.truncated).toBe(true);
  });

  it('has only the search list of the node where the kubelet knows no cluster domain', () => {
    expect(resolvConfOf({ ...KUBELET, clusterDomain: '' }, { namespace: 'prod' }).searches).toEqual(['ec2.internal']);
  });

  it('is written from dnsConfig alone with dnsPolicy None', () => {
    const dnsConfig = { nameservers: ['192.0.2.1'], searches: ['example.com'], options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }] };
    const expected = { nameservers: ['192.0.2.1'], searches: ['example.com'], options: ['ndots:2', 'edns0'], truncated: false };
    expect(resolvConfOf(KUBELET, { namespace: 'prod', dnsPolicy: 'None', dnsConfig })).toEqual(expected);
  });

  it('is that of the node with dnsPolicy Default, and on the host network unless the policy asks for the cluster', () => {
    const servers = (dnsPolicy: string, hostNetwork = true) => resolvConfOf(KUBELET, { namespace: 'prod', dnsPolicy, hostNetwork }).nameservers;
    expect(servers('Default', false)).toEqual(['192.168.0.2']);
    expect(servers('ClusterFirst')).toEqual(['192.168.0.2']);
    expect(servers('ClusterFirstWithHostNet')).toEqual(['10.100.0.10']);
  });
});

describe('the name of an endpoint without a hostname', () => {
  it('never ends with a hyphen', () => {
    const zone = {
      clusterDomain: 'cluster.local',
      namespaces: new Set(['prod']),
      services: new Map([['prod/db', { namespace: 'prod', name: 'db', clusterIPs: [], externalName: null, ports: [] }]]),
      endpoints: new Map([['prod/db', [{ addresses: [{ ip: 'fd00:1::', hostname: '' }], ports: [] }]]]),
      pods: new Map(),
    };
    const options = { pods: 'insecure', ignoreEmptyService: false, zones: ['cluster.local.'], ttl: 5, upstream: () => noSuchName() } as const;
    expect(answer(zone, { name: 'fd00-1--0.db.prod.svc.cluster.local.', type: 'AAAA' }, options)?.answers).toMatchObject([{ data: 'fd00:1::' }]);
  });
});
