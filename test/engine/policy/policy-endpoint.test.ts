import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/engine/cluster/namespace.ts';
import type { Pod } from '../../../src/engine/cluster/pod.ts';
import type { Service } from '../../../src/engine/cluster/service.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { agentVerdict } from '../../../src/engine/policy/agent-verdict.ts';
import { type Neighbours, resolvePolicy } from '../../../src/engine/policy/policy-endpoint.ts';

const pod = (name: string, app: string, podIP: string, ports: object[] = []): Pod =>
  ({
    metadata: { name, namespace: 'web', labels: { app } },
    spec: { containers: [{ name: app, ports }] },
    status: { podIP, hostIP: '10.0.0.10' },
  }) as unknown as Pod;

const http = { name: 'http', containerPort: 9376, protocol: 'TCP' };
const pods = [pod('nginx', 'nginx', '10.0.1.11'), pod('webapp', 'webapp', '10.0.1.12', [http])];
const backend = {
  metadata: { name: 'backend', namespace: 'web' },
  spec: { clusterIP: '172.20.9.9', selector: { app: 'webapp' }, ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }] },
} as unknown as Service;
const cluster: Neighbours = {
  namespaces: [{ metadata: { name: 'web', labels: { 'kubernetes.io/metadata.name': 'web' } } } as unknown as Namespace],
  podsIn: (namespace) => (namespace === 'web' ? pods : []),
  servicesIn: (namespace) => (namespace === 'web' ? [backend] : []),
};
const nginxToWebapp = (port: number | string) => ({
  metadata: { name: 'nginx-to-webapp', namespace: 'web' },
  spec: {
    podSelector: { matchLabels: { app: 'nginx' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'webapp' } } }], ports: [{ port, protocol: 'TCP' }] }],
  },
});

describe('the network policy controller of EKS', () => {
  it('resolves selectors to the addresses of pods, and of the Services whose selector fits, since the agent sees packets before kube-proxy', () => {
    const { egress, podSelectorEndpoints } = resolvePolicy(nginxToWebapp('http'), cluster);
    expect(podSelectorEndpoints).toEqual([{ name: 'nginx', namespace: 'web', podIP: '10.0.1.11', hostIP: '10.0.0.10' }]);
    expect(egress).toEqual([
      { cidr: '10.0.1.12', ports: [{ protocol: 'TCP', port: 9376 }] },
      { cidr: '172.20.9.9', ports: [{ protocol: 'TCP', port: 80 }] },
    ]);
  });

  it('opens the port of the Service that leads to the port asked for', () => {
    const { egress } = resolvePolicy(nginxToWebapp(9376), cluster);
    const toService = { peer: parseAddress('172.20.9.9'), protocol: 'TCP' as const, port: 80 };
    expect(agentVerdict([{ ...resolvePolicy(nginxToWebapp(9376), cluster), egress }], 'egress', toService).allowed).toBe(true);
  });

  it('resolves no named port from a block, and then leaves the rule out', () => {
    const policy = {
      metadata: { name: 'from-anywhere', namespace: 'web' },
      spec: { podSelector: { matchLabels: { app: 'webapp' } }, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 'http' }] }] },
    };
    expect(resolvePolicy(policy, cluster).ingress).toEqual([]);
  });

  it('passes a source over that has no port of the name meant at the destination', () => {
    const policy = (port: string | number) => ({
      metadata: { name: 'from-nginx', namespace: 'web' },
      spec: {
        podSelector: { matchLabels: { app: 'webapp' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'nginx' } } }], ports: [{ port }] }],
      },
    });
    expect(resolvePolicy(policy('http'), cluster).ingress).toEqual([]);
    expect(resolvePolicy(policy(9376), cluster).ingress).toEqual([{ cidr: '10.0.1.11', ports: [{ protocol: 'TCP', port: 9376 }] }]);
  });

  it('isolates in the directions that policyTypes names, or that follow from the rules', () => {
    expect(resolvePolicy(nginxToWebapp(80), cluster).podIsolation).toEqual(['Egress']);
    expect(resolvePolicy({ metadata: { name: 'closed', namespace: 'web' }, spec: { podSelector: {} } }, cluster).podIsolation).toEqual(['Ingress']);
  });
});
