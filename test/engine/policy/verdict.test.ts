import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/engine/net/address.ts';
import type { End, Labels, PodEnd } from '../../../src/engine/policy/flow.ts';
import { rulesOf } from '../../../src/engine/policy/policy-rules.ts';
import { policyVerdict } from '../../../src/engine/policy/verdict.ts';

const pod = (namespace: string, name: string, labels: Labels, address: string, ports: PodEnd['ports'] = []): PodEnd => ({
  kind: 'pod',
  namespace,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  name,
  labels,
  addresses: [parseAddress(address)],
  ports,
});

const nginx = pod('web', 'nginx', { app: 'nginx' }, '10.0.1.11');
const webapp = pod('web', 'webapp', { app: 'webapp' }, '10.0.1.12', [{ name: 'http', port: 9376, protocol: 'TCP' }]);
const internet: End = { kind: 'address', address: parseAddress('203.0.113.9') };

const isolated = rulesOf({ metadata: { name: 'deny-all', namespace: 'web' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
const fromNginx = rulesOf({
  metadata: { name: 'webapp-from-nginx', namespace: 'web' },
  spec: {
    podSelector: { matchLabels: { app: 'webapp' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'nginx' } } }], ports: [{ port: 'http' }] }],
  },
});
const nginxToWebapp = rulesOf({
  metadata: { name: 'nginx-to-webapp', namespace: 'web' },
  spec: {
    podSelector: { matchLabels: { app: 'nginx' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'webapp' } } }], ports: [{ port: 9376 }] }],
  },
});

const flow = (from: End, to: End, port: number) => ({ from, to, port, protocol: 'TCP' as const });

describe('network policies', () => {
  it('leave every pod open that none of them selects', () => {
    expect(policyVerdict([], flow(nginx, webapp, 9376))).toMatchObject({ allowed: true, ingress: { because: 'not-isolated' } });
  });

  it('need the egress of the source as well as the ingress of the destination', () => {
    const half = policyVerdict([isolated, fromNginx], flow(nginx, webapp, 9376));
    expect(half.ingress).toMatchObject({ allowed: true, by: { policy: 'web/webapp-from-nginx', rule: 0, peer: 0, port: 0 } });
    expect(half.egress).toEqual({
      allowed: false,
      because: 'no-rule',
      policies: ['web/deny-all'],
      lost: [{ policy: 'web/deny-all', rule: null, because: 'none' }],
    });
    expect(half.allowed).toBe(false);
    expect(policyVerdict([isolated, fromNginx, nginxToWebapp], flow(nginx, webapp, 9376)).allowed).toBe(true);
  });

  it('say of each rule that lost whether the peer, the port or both did not fit', () => {
    const ingress = (from: End, port: number) => policyVerdict([fromNginx], flow(from, webapp, port)).ingress;
    expect(ingress(internet, 9376)).toMatchObject({ lost: [{ because: 'peer' }] });
    expect(ingress(nginx, 80)).toMatchObject({ lost: [{ because: 'port' }] });
    expect(ingress(internet, 80)).toMatchObject({ lost: [{ because: 'both' }] });
  });

  it('give the same verdict in whatever order they stand', () => {
    const policies = [isolated, fromNginx, nginxToWebapp];
    for (const from of [nginx, webapp, internet]) {
      for (const to of [nginx, webapp, internet]) {
        if (from.kind === 'address' && to.kind === 'address') continue;
        const asked = flow(from, to, 9376);
        expect(policyVerdict([...policies].reverse(), asked).allowed).toBe(policyVerdict(policies, asked).allowed);
      }
    }
  });
});
