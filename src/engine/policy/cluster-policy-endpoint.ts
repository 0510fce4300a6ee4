/**
 * What the network policy controller of EKS makes of a ClusterNetworkPolicy: each rule is resolved as if it were the only rule
 * of a NetworkPolicy, with its quirks, and keeps its action.
 * https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/clusternetworkpolicy_resolver.go
 */
import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.d.ts';
import type { ClusterPolicyPeer, ClusterPolicyPort, ClusterPolicyRule, PolicyTier, TierAction } from '../cluster/clusternetworkpolicy.ts';
import { selects } from '../cluster/selector.ts';
import type { PolicyProtocol } from './flow.ts';
import { type EndpointInfo, type Neighbours, type PodEndpoint, resolvePolicy } from './policy-endpoint.ts';
import type { Direction, PolicyObject, PolicyRules } from './policy-rules.ts';
import { rulesInForce } from './rules-in-force.ts';
import { type ClusterPolicyObject, tierRulesOf } from './tiers.ts';

export type ClusterEndpointInfo = EndpointInfo & { readonly action: TierAction };

/** The `spec` of a ClusterPolicyEndpoint (networking.k8s.aws/v1alpha1). */
export type ClusterPolicyEndpointSpec = {
  readonly policyRef: { readonly name: string };
  readonly tier: PolicyTier;
  readonly priority: number;
  readonly podSelectorEndpoints: readonly PodEndpoint[];
  readonly ingress: readonly ClusterEndpointInfo[];
  readonly egress: readonly ClusterEndpointInfo[];
};

/** The ClusterPolicyEndpoint of a policy, in one piece. */
export function resolveClusterPolicy(policy: ClusterPolicyObject, cluster: Neighbours): ClusterPolicyEndpointSpec {
  const { tier, priority, subject } = policy.spec;
  const podSelector = subject.pods?.podSelector ?? {};
  const pods = namespacesOf(policy, cluster).flatMap(
    (namespace) => resolvePolicy({ metadata: { name: '-', namespace }, spec: { podSelector } }, cluster).podSelectorEndpoints,
  );
  const resolved = (direction: Direction) =>
    alone(policy, cluster, direction).flatMap(({ action, single }) =>
      resolvePolicy(single, cluster)[direction].map((entry) => ({ ...entry, action })),
    );
  return {
    policyRef: { name: policy.metadata.name },
    tier,
    priority,
    podSelectorEndpoints: pods,
    ingress: resolved('ingress'),
    egress: resolved('egress'),
  };
}

/** The policy's rules as they are enforced among these neighbours, in the form of the specification. */
export function tierRulesInForce(policy: ClusterPolicyObject, cluster: Neighbours): PolicyRules {
  const rules = tierRulesOf(policy);
  const enforced = (direction: Direction) => {
    if (rules[direction] === null) return null;
    return alone(policy, cluster, direction).flatMap(({ action, single }) =>
      (rulesInForce(single, cluster)[direction] ?? []).map((rule) => ({ ...rule, action })),
    );
  };
  return { ...rules, ingress: enforced('ingress'), egress: enforced('egress') };
}

/** Each rule as a NetworkPolicy of one namespace of the subject: the first by name, by whose pods port names are looked up. */
function alone(
  policy: ClusterPolicyObject,
  cluster: Neighbours,
  direction: Direction,
): { readonly action: TierAction; readonly single: PolicyObject }[] {
  const { name } = policy.metadata;
  const namespace = [...namespacesOf(policy, cluster)].sort()[0];
  const podSelector = policy.spec.subject.pods?.podSelector ?? {};
  return (policy.spec[direction] ?? []).flatMap((rule) => {
    if (direction === 'ingress' && namespace === undefined && rule.ports?.some(({ namedPort }) => namedPort !== undefined)) return [];
    const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
    const named = peers.flatMap(peerOf);
    if (named.length === 0) return [];
    const single = { [direction === 'ingress' ? 'from' : 'to']: named, ...portsOf(rule) };
    const spec = { podSelector, policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'], [direction]: [single] };
    return [{ action: rule.action, single: { metadata: { name, namespace: namespace ?? '' }, spec } }];
  });
}

function namespacesOf({ spec }: ClusterPolicyObject, { namespaces }: Neighbours): readonly string[] {
  const selector = spec.subject.pods?.namespaceSelector ?? spec.subject.namespaces ?? {};
  return namespaces.filter(({ metadata }) => selects(selector, metadata.labels)).map(({ metadata }) => metadata.name);
}

function peerOf({ namespaces, pods, networks = [] }: ClusterPolicyPeer): NetworkPolicyPeer[] {
  if (pods !== undefined) return [{ namespaceSelector: pods.namespaceSelector, podSelector: pods.podSelector }];
  if (namespaces !== undefined) return [{ namespaceSelector: namespaces }];
  return networks.map((cidr) => ({ ipBlock: { cidr } }));
}

function portsOf({ ports }: ClusterPolicyRule): { readonly ports?: readonly NetworkPolicyPort[] } {
  return ports === undefined ? {} : { ports: ports.flatMap(portOf) };
}

function portOf({ portNumber, portRange, namedPort }: ClusterPolicyPort): NetworkPolicyPort[] {
  const protocol = (text: string | undefined) => (text ?? 'TCP') as PolicyProtocol;
  if (portNumber !== undefined) return [{ protocol: protocol(portNumber.protocol), port: portNumber.port }];
  if (portRange !== undefined) return [{ protocol: protocol(portRange.protocol), port: portRange.start, endPort: portRange.end }];
  return namedPort === undefined ? [] : [{ protocol: 'TCP', port: namedPort }];
}
