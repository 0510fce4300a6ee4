import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/engine/cluster/namespace.ts';
import type { Pod } from '../../../src/engine/cluster/pod.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { tieredVerdict } from '../../../src/engine/policy/agent-tiers.ts';
import { resolveClusterPolicy, tierRulesInForce } from '../../../src/engine/policy/cluster-policy-endpoint.ts';
import type { End } from '../../../src/engine/policy/flow.ts';
import { podEnd } from '../../../src/engine/policy/pod-end.ts';
import { type Neighbours, type PodEndpoint, resolvePolicy } from '../../../src/engine/policy/policy-endpoint.ts';
import { rulesInForce } from '../../../src/engine/policy/rules-in-force.ts';
import { directionVerdict } from '../../../src/engine/policy/verdict.ts';
import { labelsOf, someClusterPolicies, somePods, somePolicies } from '../../support/policies.ts';

const neighbours = (pods: readonly Pod[]): Neighbours => ({
  namespaces: ['x', 'y', 'z'].map((name) => ({ metadata: { name, labels: labelsOf(name) } }) as unknown as Namespace),
  podsIn: (namespace) => pods.filter(({ metadata }) => metadata.namespace === namespace),
  servicesIn: () => [],
});

const endOf = (pod: Pod): End =>
  pod.spec.hostNetwork
    ? { kind: 'address', address: parseAddress(pod.status.podIP as string) }
    : podEnd(pod, labelsOf(pod.metadata.namespace as string));

describe('the rules in force', () => {
  it('say of pods and addresses what the PolicyEndpoints of the policies say', () => {
    fc.assert(
      fc.property(
        somePods,
        somePolicies,
        someClusterPolicies,
        fc.constantFrom(53, 80),
        fc.constantFrom('TCP' as const, 'UDP' as const),
        (pods, policies, tiers, port, protocol) => {
          const cluster = neighbours(pods);
          const rules = [...policies.map((policy) => rulesInForce(policy, cluster)), ...tiers.map((policy) => tierRulesInForce(policy, cluster))];
          const endpoints = policies.map((policy) => resolvePolicy(policy, cluster));
          const clusterEndpoints = tiers.map((policy) => resolveClusterPolicy(policy, cluster));
          for (const pod of pods.filter(({ spec }) => !spec.hostNetwork)) {
            const lists = ({ podSelectorEndpoints }: { readonly podSelectorEndpoints: readonly PodEndpoint[] }) =>
              podSelectorEndpoints.some(({ name }) => name === pod.metadata.name);
            const listing = { endpoints: endpoints.filter(lists), clusterEndpoints: clusterEndpoints.filter(lists), strict: false };
            for (const other of pods.filter((one) => one !== pod)) {
              const peer = parseAddress(other.status.podIP as string);
              const sent = tieredVerdict(listing, 'egress', { peer, protocol, port });
              expect(directionVerdict(rules, 'egress', { from: endOf(pod), to: endOf(other), protocol, port }).allowed).toBe(sent.allowed);
              const received = tieredVerdict(listing, 'ingress', { peer, protocol, port });
              expect(directionVerdict(rules, 'ingress', { from: endOf(other), to: endOf(pod), protocol, port }).allowed).toBe(received.allowed);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
