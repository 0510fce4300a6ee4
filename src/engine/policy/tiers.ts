/**
 * ClusterNetworkPolicies made ready for asking, and the order in which tiers are: Admin, NetworkPolicies, Baseline. Within a
 * tier the policy with the lower priority number comes first, and within a policy the rule that is written first.
 * https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
import type { ClusterNetworkPolicy, ClusterPolicyPeer, ClusterPolicyPort, ClusterPolicyRule, PolicyTier } from '../cluster/clusternetworkpolicy.ts';
import { parseCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import type { PolicyProtocol } from './flow.ts';
import type { Peer, PolicyRule, PolicyRules, PortRange } from './policy-rules.ts';

export type ClusterPolicyObject = Pick<ClusterNetworkPolicy, 'spec'> & { readonly metadata: { readonly name: string } };

/** The rules of a policy as it is written; the same object gives the same value. */
export const tierRulesOf: (policy: ClusterPolicyObject) => PolicyRules = once(({ metadata, spec }) => {
  const { tier, priority, subject } = spec;
  return {
    key: metadata.name,
    namespace: '',
    subject: subject.pods?.podSelector ?? {},
    ranked: { tier, priority, namespaces: subject.pods?.namespaceSelector ?? subject.namespaces ?? {} },
    ingress: ruled(spec.ingress, ({ from }) => from),
    egress: ruled(spec.egress, ({ to }) => to),
  };
});

/** "CNPs with no ingress rules do not affect ingress traffic." */
function ruled(rules: readonly ClusterPolicyRule[] | undefined, peersOf: (rule: ClusterPolicyRule) => readonly ClusterPolicyPeer[] | undefined) {
  if (rules === undefined || rules.length === 0) return null;
  return rules.map(
    (rule): PolicyRule => ({
      action: rule.action,
      peers: (peersOf(rule) ?? []).flatMap(peersOfOne),
      ports: rule.ports === undefined ? null : rule.ports.flatMap(portOf),
    }),
  );
}

/** A domain name means nobody here: such rules are for EKS Auto Mode. */
function peersOfOne({ namespaces, pods, networks = [] }: ClusterPolicyPeer): Peer[] {
  if (pods !== undefined) return [{ kind: 'pods', namespaces: pods.namespaceSelector, pods: pods.podSelector }];
  if (namespaces !== undefined) return [{ kind: 'pods', namespaces, pods: {} }];
  return networks.map((block) => ({ kind: 'block', cidr: parseCidr(block), except: [] }));
}

/** A name has no protocol in the definition of EKS, and stands for TCP. */
function portOf({ portNumber, portRange, namedPort }: ClusterPolicyPort): PortRange[] {
  const protocol = (text: string | undefined) => (text ?? 'TCP') as PolicyProtocol;
  if (portNumber !== undefined) return [{ protocol: protocol(portNumber.protocol), from: portNumber.port, to: portNumber.port }];
  if (portRange !== undefined) return [{ protocol: protocol(portRange.protocol), from: portRange.start, to: portRange.end }];
  return namedPort === undefined ? [] : [{ protocol: 'TCP', name: namedPort }];
}

/** The policies of the tier, those of one priority together, in the order in which they are asked. */
export function ranksOf<P extends { readonly ranked?: { readonly tier: PolicyTier; readonly priority: number } }>(
  policies: readonly P[],
  tier: PolicyTier,
): readonly (readonly P[])[] {
  const ranks = new Map<number, P[]>();
  for (const policy of policies) {
    if (policy.ranked?.tier !== tier) continue;
    const known = ranks.get(policy.ranked.priority);
    if (known === undefined) ranks.set(policy.ranked.priority, [policy]);
    else known.push(policy);
  }
  return [...ranks].sort(([one], [other]) => one - other).map(([, rank]) => rank);
}

/**
 * Which of several actions of one priority holds: "Deny always takes precedence on same priority", then Accept.
 * https://github.com/aws/aws-network-policy-agent/blob/main/pkg/ebpf/c/tc.v4egress.bpf.c (evaluateFlow)
 */
export const ACTIONS = ['Deny', 'Accept', 'Pass'] as const;
