import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sandboxAt } from '../../../src/engine/dataplane/host/kernel.ts';
import { startOf } from '../../../src/engine/dataplane/origin.ts';
import { trace } from '../../../src/engine/dataplane/trace.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import type { TransportProtocol } from '../../../src/engine/net/packet.ts';
import { pairsDiff } from '../../../src/engine/reach/diff.ts';
import { type CellVerdict, type Reach, reach } from '../../../src/engine/reach/reach.ts';
import { knownTable, reachTable } from '../../../src/engine/reach/table.ts';
import type { World } from '../../../src/engine/world.ts';
import { NO_REQUEST } from '../../../src/shell/reach/request.ts';
import { CLUSTER_GROUP, courseIds, VPC } from '../../support/course-facts.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

/** What tracing the pair alone gives. */
function traced(world: World, { from, to, port, protocol }: { from: string; to: string; port: number; protocol: TransportProtocol }): CellVerdict {
  const address = parseAddress(sandboxAt(world, to)?.sandbox.address ?? '0.0.0.0');
  const branches = trace(world, startOf(world, { from: 'pod', pod: from }, { address, port, protocol }));
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
  'kubectl delete service --all',
  'fault process-stopped kube-proxy node0',
  'kubectl delete configmap amazon-vpc-cni -n kube-system',
  apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'hosted', labels: { app: 'webapp' } },
    spec: { hostNetwork: true, nodeName: 'node1', containers: [{ name: 'main', image: 'ekslab/webapp:1', env: [{ name: 'PORT', value: '9376' }] }] },
  }),
  `aws ec2 create-network-acl-entry --network-acl-id ${courseIds.acl} --rule-number 50 --protocol 6 --port-range From=9376,To=9376 --cidr-block 192.168.0.0/19 --rule-action deny --ingress`,
  `aws ec2 create-network-acl-entry --network-acl-id ${courseIds.acl} --rule-number 60 --protocol 17 --port-range From=1024,To=65535 --cidr-block 192.168.64.0/19 --rule-action deny --egress`,
  `SG=$(aws ec2 create-security-group --group-name other --description other --vpc-id ${VPC} --query GroupId --output text) && aws ec2 modify-network-interface-attribute --network-interface-id eni-000000000000000a1 --groups $SG`,
  'aws ec2 modify-network-interface-attribute --network-interface-id eni-000000000000000b0 --no-source-dest-check',
);
const question = fc.constantFrom<{ protocol: TransportProtocol; port: number }>(
  { protocol: 'tcp', port: 9376 },
  { protocol: 'tcp', port: 80 },
  { protocol: 'udp', port: 53 },
  { protocol: 'sctp', port: 9376 },
);
const start = fc.constantFrom<Parameters<typeof policyWorld>[0]>({}, {}, {}, { mode: 'strict' }, { agent: false });
const somewhat = fc.array(fc.oneof({ arbitrary: policyLine, weight: 3 }, { arbitrary: tierLine, weight: 1 }, { arbitrary: otherLine, weight: 2 }), {
  maxLength: 5,
});

/** The world after the lines that can be typed there: one that is refused, since another took its object away, changes nothing. */
function afterSome(world: World, lines: readonly string[]): World {
  return lines.reduce((before, line) => {
    const { code, world: after } = entered(before, line);
    return code === 0 ? after : before;
  }, world);
}

function openPairs({ pods, cell }: Reach): Set<string> {
  const pairs = pods.flatMap((from, source) =>
    pods.flatMap((to, target) => (source === target || cell(source, target) !== 'open' ? [] : [`${from} ${to}`])),
  );
  return new Set(pairs);
}

/** Each run settles a cluster from nothing, line after line. */
const RUNS = Number(process.env.REACH_RUNS ?? 12);

describe('reachability', () => {
  it('is for every pair what a trace of that pair says', () => {
    fc.assert(
      fc.property(start, somewhat, question, (mode, lines, asked) => {
        const world = afterSome(policyWorld({ cni: 'v1.21.1', ...mode }), lines);
        const all = reach(world, asked);
        const seen = { open: 0, closed: 0, policy: 0, path: 0 };
        for (const [source, from] of all.pods.entries()) {
          for (const [destination, to] of all.pods.entries()) {
            if (source === destination) continue;
            const verdict = all.cell(source, destination);
            expect(verdict, `${from} to ${to} after ${lines.join('; ')}`).toBe(traced(world, { from, to, ...asked }));
            seen[verdict]++;
          }
        }
        expect(all.counts()).toEqual(seen);
      }),
      { numRuns: RUNS },
    );
  });

  it('differs between two worlds by the set difference of their matrices', () => {
    fc.assert(
      fc.property(somewhat, fc.oneof(policyLine, tierLine, otherLine), question, fc.boolean(), (lines, edit, asked, policyOnly) => {
        const before = afterSome(policyWorld({ cni: 'v1.21.1' }), lines);
        const matrices = [before, afterSome(before, [edit])].map((world) => reach(world, { ...asked, policyOnly }));
        const [was, is] = matrices.map(openPairs) as [Set<string>, Set<string>];
        const diff = pairsDiff(matrices[0] as Reach, matrices[1] as Reach);
        expect(diff.opened).toBe([...is].filter((pair) => !was.has(pair)).length);
        expect(diff.closed).toBe([...was].filter((pair) => !is.has(pair)).length);
      }),
      { numRuns: RUNS },
    );
  });

  it('is in a table that remembers what other worlds came to as in one that asks anew', () => {
    fc.assert(
      fc.property(start, somewhat, (mode, lines) => {
        let world = policyWorld({ cni: 'v1.21.1', ...mode });
        for (const line of ['', ...lines]) {
          if (line !== '') world = afterSome(world, [line]);
          const [known, anew] = [knownTable(world, NO_REQUEST), reachTable(world, NO_REQUEST)];
          const cells = anew.rows.flatMap((row) => anew.columns.map((column) => [row, column] as const));
          for (const [row, column] of cells)
            expect(known.cell(row, column), `${row.key} to ${column.key} after ${line}`).toEqual(anew.cell(row, column));
        }
      }),
      { numRuns: RUNS },
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
