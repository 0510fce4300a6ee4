import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sandboxAt } from '../../../src/engine/dataplane/host/kernel.ts';
import { startOf } from '../../../src/engine/dataplane/origin.ts';
import { trace } from '../../../src/engine/dataplane/trace.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { type CellVerdict, reach } from '../../../src/engine/reach/reach.ts';
import type { World } from '../../../src/engine/world.ts';
import { CLUSTER_GROUP } from '../../support/course-facts.ts';
import { afterLines } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

/** What tracing the pair alone gives. */
function traced(world: World, { from, to, port }: { from: string; to: string; port: number }): CellVerdict {
  const address = parseAddress(sandboxAt(world, to)?.sandbox.address ?? '0.0.0.0');
  const branches = trace(world, startOf(world, { from: 'pod', pod: from }, { address, port, protocol: 'tcp' }));
  const steps = branches.flatMap(({ request, reply }) => [...request, ...reply]);
  if (branches.every(({ verdict }) => verdict === 'answered')) return 'open';
  if (branches.every(({ verdict }) => verdict === 'refused')) return 'closed';
  return steps.some(({ because, verdict }) => verdict === 'drop' && /^(CLUSTER_)?POLICY_/.test(because)) ? 'policy' : 'path';
}

const apply = (object: object) => `kubectl apply -f - <<'END'\n${JSON.stringify(object)}\nEND`;
const selector = fc.constantFrom<object>(
  {},
  { matchLabels: { app: 'webapp' } },
  { matchLabels: { run: 'toolbox' } },
  { matchLabels: { app: 'backend' } },
);
const peers = fc.constantFrom<object[]>(
  [{ podSelector: { matchLabels: { run: 'toolbox' } } }],
  [{ namespaceSelector: {} }],
  [{ ipBlock: { cidr: '192.168.0.0/24' } }],
  [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
);
const policyLine = fc
  .record({
    name: fc.constantFrom('one', 'two', 'three'),
    namespace: fc.constantFrom('default', 'prod'),
    podSelector: selector,
    peers,
    open: fc.boolean(),
    types: fc.constantFrom<string[]>(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
  })
  .map(({ name, namespace, podSelector, peers: list, open, types }) => {
    const ingress = open && types.includes('Ingress') ? { ingress: [{ from: list, ports: [{ port: 9376 }] }] } : {};
    const egress = open && types.includes('Egress') ? { egress: [{ to: list }] } : {};
    return apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: { podSelector, policyTypes: types, ...ingress, ...egress },
    });
  });
const tierLine = fc
  .record({ tier: fc.constantFrom('Admin', 'Baseline'), action: fc.constantFrom('Accept', 'Deny', 'Pass'), podSelector: selector })
  .map(({ tier, action, podSelector }) => {
    const rule = { action, from: [{ pods: { namespaceSelector: {}, podSelector } }] };
    const spec = { tier, priority: 10, subject: { namespaces: {} }, ingress: [rule] };
    return apply({ apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ClusterNetworkPolicy', metadata: { name: `${tier}-tier`.toLowerCase() }, spec });
  });
const otherLine = fc.constantFrom(
  `aws ec2 revoke-security-group-egress --group-id ${CLUSTER_GROUP} --ip-permissions IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]`,
  'kubectl scale deployment webapp --replicas=5',
  'kubectl label pod toolbox app=webapp --overwrite',
  'kubectl set env daemonset aws-node -n kube-system AWS_VPC_K8S_CNI_EXTERNALSNAT=true',
);

describe('reachability', () => {
  it('is for every pair what a trace of that pair says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ arbitrary: policyLine, weight: 3 }, { arbitrary: tierLine, weight: 1 }, { arbitrary: otherLine, weight: 1 }), {
          maxLength: 4,
        }),
        fc.constantFrom(9376, 80),
        (lines, port) => {
          const world = afterLines(policyWorld({ cni: 'v1.21.1' }), ...lines);
          const all = reach(world, { protocol: 'tcp', port });
          const seen = { open: 0, closed: 0, policy: 0, path: 0 };
          for (const [source, from] of all.pods.entries()) {
            for (const [destination, to] of all.pods.entries()) {
              if (source === destination) continue;
              const verdict = all.cell(source, destination);
              expect(verdict, `${from} to ${to} after ${lines.join('; ')}`).toBe(traced(world, { from, to, port }));
              seen[verdict]++;
            }
          }
          expect(all.counts()).toEqual(seen);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('asks the policies alone by the specification, whoever enforces them', () => {
    const closed = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'closed', namespace: 'default' },
      spec: { podSelector: {} },
    };
    const off = afterLines(policyWorld({ agent: false }), apply(closed));
    expect(reach(off, { protocol: 'tcp', port: 9376 }).counts().policy).toBe(0);
    expect(reach(off, { protocol: 'tcp', port: 9376, policyOnly: true }).counts().policy).toBeGreaterThan(0);
  });
});
