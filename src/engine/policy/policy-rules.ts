/**
 * NetworkPolicies made ready for asking: defaults filled in, blocks read, and for each direction either no say or a list
 * of rules. https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from 'kubernetes-types/networking/v1.d.ts';
import type { PolicyTier, TierAction } from '../cluster/clusternetworkpolicy.ts';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import type { PolicyProtocol } from './flow.ts';

export type PolicyObject = { readonly metadata: { readonly name: string; readonly namespace?: string }; readonly spec?: NetworkPolicySpec };

export type Direction = 'ingress' | 'egress';

/** One policy: whom it isolates, in which directions, and what it lets through there; or what a tier says before or after. */
export type PolicyRules = {
  /** `namespace/name`; the name alone of a ClusterNetworkPolicy. */
  readonly key: string;
  /** '' of a ClusterNetworkPolicy: `ranked` says in which namespaces its pods are. */
  readonly namespace: string;
  readonly subject: LabelSelector;
  /** Of a ClusterNetworkPolicy: it isolates nobody, its rules have actions. */
  readonly ranked?: { readonly tier: PolicyTier; readonly priority: number; readonly namespaces: LabelSelector };
  /** null: the policy says nothing about this direction. */
  readonly ingress: readonly PolicyRule[] | null;
  readonly egress: readonly PolicyRule[] | null;
};

/** null in `peers` or `ports`: every one of them. */
export type PolicyRule = {
  readonly peers: readonly Peer[] | null;
  readonly ports: readonly PortRange[] | null;
  /** Only in a tier; a rule of a NetworkPolicy lets through. */
  readonly action?: TierAction;
};

export type Peer =
  | {
      readonly kind: 'pods';
      readonly namespaces: LabelSelector | { readonly only: string };
      readonly pods: LabelSelector;
      /** Only pods that have one of these ports: a quirk of the controller of EKS, never of the specification. */
      readonly named?: readonly PortName[];
    }
  | { readonly kind: 'block'; readonly cidr: Cidr; readonly except: readonly Cidr[] };

export type PortRange = { readonly protocol: PolicyProtocol; readonly from: number; readonly to: number } | PortName;

export type PortName = { readonly protocol: PolicyProtocol; readonly name: string };

/** The rules of a policy; the same object gives the same value. Blocks must be valid: admission has checked them. */
export const rulesOf: (policy: PolicyObject) => PolicyRules = once((policy) => {
  const { name, namespace = 'default' } = policy.metadata;
  const spec = policy.spec ?? { podSelector: {} };
  const types = typesOf(spec);
  return {
    key: `${namespace}/${name}`,
    namespace,
    subject: spec.podSelector ?? {},
    ingress: types.includes('Ingress') ? (spec.ingress ?? []).map(({ from, ports }) => rule(namespace, from, ports)) : null,
    egress: types.includes('Egress') ? (spec.egress ?? []).map(({ to, ports }) => rule(namespace, to, ports)) : null,
  };
});

/** "If no policyTypes are specified … Ingress will always be set and Egress will be set if the policy has any egress rules." */
function typesOf({ policyTypes, egress }: NetworkPolicySpec): readonly string[] {
  if (policyTypes !== undefined && policyTypes.length > 0) return policyTypes;
  return egress !== undefined && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** An empty list of peers or ports is as good as none: it restricts nothing. */
function rule(namespace: string, peers: readonly NetworkPolicyPeer[] | undefined, ports: readonly NetworkPolicyPort[] | undefined): PolicyRule {
  return {
    peers: peers === undefined || peers.length === 0 ? null : peers.map((peer) => peerOf(namespace, peer)),
    ports: ports === undefined || ports.length === 0 ? null : ports.map(portsOf),
  };
}

/** Whom a peer means. Both selectors in one peer are an AND; a peer with a podSelector alone means pods of the policy's own namespace. */
export function peerOf(namespace: string, { ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer): Peer {
  if (ipBlock) return { kind: 'block', cidr: parseCidr(ipBlock.cidr), except: (ipBlock.except ?? []).map(parseCidr) };
  return { kind: 'pods', namespaces: namespaceSelector ?? { only: namespace }, pods: podSelector ?? {} };
}

function portsOf({ port, endPort, protocol }: NetworkPolicyPort): PortRange {
  const transport = (protocol || 'TCP') as PolicyProtocol;
  if (port === undefined || port === null) return { protocol: transport, from: 0, to: 65535 };
  if (typeof port === 'string') return { protocol: transport, name: port };
  return { protocol: transport, from: port, to: endPort ?? port };
}
