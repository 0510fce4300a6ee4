/** What the lint claims of a rule, held against the verdicts of small arbitrary clusters. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding, LintId } from '../../../../src/engine/policy/lint/finding.ts';
import { lintPolicies } from '../../../../src/engine/policy/lint/index.ts';
import { endOf } from '../../../../src/engine/policy/pod-end.ts';
import { policiesAsWritten } from '../../../../src/engine/policy/policies-in-force.ts';
import type { Direction, PolicyRules } from '../../../../src/engine/policy/policy-rules.ts';
import { directionVerdict, policyVerdict } from '../../../../src/engine/policy/verdict.ts';
import { objectsOf } from '../../../../src/engine/store.ts';
import type { World } from '../../../../src/engine/world.ts';
import { worldOf } from '../../../../src/engine/world-of.ts';
import { labelsOf, somePods, somePolicies } from '../../../support/policies.ts';

const NEEDLESS: readonly LintId[] = ['selects-nothing', 'peer-matches-nothing', 'port-nobody-names', 'shadowed-rule'];
const DNS = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kube-dns', namespace: 'kube-system' },
  spec: { clusterIP: '10.100.0.10', selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 53, protocol: 'UDP' }] },
};
const SERVER = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  spec: { containers: [{ name: 'main', image: 'coredns' }] },
  status: { phase: 'Running', podIP: '10.0.1.8', podIPs: [{ ip: '10.0.1.8' }] },
};

const clusters = fc.tuple(somePods, somePolicies).map(([pods, policies]): World => {
  const namespaces = ['x', 'y', 'z', 'kube-system'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: labelsOf(name) },
  }));
  const objects = [
    ...namespaces,
    ...pods.map((pod) => ({ ...pod, apiVersion: 'v1', kind: 'Pod' })),
    ...policies.map((policy) => ({ ...policy, apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' })),
    DNS,
    SERVER,
  ];
  return worldOf({ cluster: objects }, { admit: false, settle: false }).world;
});

/** Every verdict of every pair, at ports that the rules tell apart. */
function verdicts(world: World, policies: readonly PolicyRules[]): string {
  const ends = objectsOf(world.cluster.Pod).map((pod) => endOf(world, pod));
  const flows = ends.flatMap((from) =>
    ends.flatMap((to) => ([50, 53, 80, 91] as const).flatMap((port) => (['TCP', 'UDP'] as const).map((protocol) => ({ from, to, port, protocol })))),
  );
  return flows.map((flow) => (policyVerdict(policies, flow).allowed ? '1' : '0')).join('');
}

/** The policies without what the finding names. */
function without(policies: readonly PolicyRules[], { object, at }: Finding): PolicyRules[] {
  const [, direction, rule, part, item] = /^spec\.(ingress|egress)\[(\d+)\](?:\.(from|to|ports)\[(\d+)\])?$/.exec(at ?? '') ?? [];
  return policies.flatMap((policy) => {
    if (policy.key !== object.key) return [policy];
    if (direction === undefined) return [];
    const side = direction as Direction;
    const rules = (policy[side] ?? []).flatMap((one, index) => {
      if (String(index) !== rule) return [one];
      if (part === undefined) return [];
      const kept = (list: readonly unknown[] | null) => list?.filter((_, place) => String(place) !== item) ?? null;
      return [part === 'ports' ? { ...one, ports: kept(one.ports) as typeof one.ports } : { ...one, peers: kept(one.peers) as typeof one.peers }];
    });
    return [{ ...policy, [side]: rules }];
  });
}

it('changes no verdict when what it calls needless is taken away, one at a time', () => {
  fc.assert(
    fc.property(clusters, (world) => {
      const policies = policiesAsWritten(world);
      const before = verdicts(world, policies);
      for (const finding of lintPolicies(world)) {
        if (NEEDLESS.includes(finding.lint)) expect(verdicts(world, without(policies, finding)), finding.what.en).toBe(before);
      }
    }),
    { numRuns: 60 },
  );
});

it('changes no verdict when every rule that it calls shadowed is taken away at once', () => {
  fc.assert(
    fc.property(clusters, (world) => {
      const policies = policiesAsWritten(world);
      // From the last rule of a policy to its first, so that the places of the others stay what they are.
      const shadowed = lintPolicies(world).filter(({ lint }) => lint === 'shadowed-rule');
      expect(verdicts(world, shadowed.toReversed().reduce(without, [...policies]))).toBe(verdicts(world, policies));
    }),
    { numRuns: 60 },
  );
});

it('calls DNS blocked exactly where a pod that is isolated for egress cannot send to it', () => {
  fc.assert(
    fc.property(clusters, (world) => {
      const policies = policiesAsWritten(world);
      const server = objectsOf(world.cluster.Pod).find(({ metadata }) => metadata.name === 'dns');
      const blocked = objectsOf(world.cluster.Pod).some((pod) => {
        if (pod.spec.hostNetwork === true || server === undefined) return false;
        const flow = { from: endOf(world, pod), to: endOf(world, server), port: 53 };
        return (['TCP', 'UDP'] as const).some((protocol) => !directionVerdict(policies, 'egress', { ...flow, protocol }).allowed);
      });
      expect(lintPolicies(world).some(({ lint }) => lint === 'dns-blocked')).toBe(blocked);
    }),
    { numRuns: 60 },
  );
});
