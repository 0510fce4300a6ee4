import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/engine/cluster/namespace.ts';
import type { Pod } from '../../../src/engine/cluster/pod.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { agentVerdict } from '../../../src/engine/policy/agent-verdict.ts';
import type { End } from '../../../src/engine/policy/flow.ts';
import { podEnd } from '../../../src/engine/policy/pod-end.ts';
import { type Neighbours, resolvePolicy } from '../../../src/engine/policy/policy-endpoint.ts';
import { rulesInForce } from '../../../src/engine/policy/rules-in-force.ts';
import { directionVerdict } from '../../../src/engine/policy/verdict.ts';
import { labelsOf, somePods, somePolicies } from '../../support/policies.ts';

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
        fc.constantFrom(53, 80),
        fc.constantFrom('TCP' as const, 'UDP' as const),
        (pods, policies, port, protocol) => {
          const cluster = neighbours(pods);
          const rules = policies.map((policy) => rulesInForce(policy, cluster));
          const endpoints = policies.map((policy) => resolvePolicy(policy, cluster));
          for (const pod of pods.filter(({ spec }) => !spec.hostNetwork)) {
            const listing = endpoints.filter(({ podSelectorEndpoints }) => podSelectorEndpoints.some(({ name }) => name === pod.metadata.name));
            for (const other of pods.filter((one) => one !== pod)) {
              const peer = parseAddress(other.status.podIP as string);
              const sent = agentVerdict(listing, 'egress', { peer, protocol, port });
              expect(directionVerdict(rules, 'egress', { from: endOf(pod), to: endOf(other), protocol, port }).allowed).toBe(sent.allowed);
              const received = agentVerdict(listing, 'ingress', { peer, protocol, port });
              expect(directionVerdict(rules, 'ingress', { from: endOf(other), to: endOf(pod), protocol, port }).allowed).toBe(received.allowed);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
