/** What a network policy is asked about: two ends, a protocol and a destination port. */
import type { Address } from '../net/address.ts';

export type PolicyProtocol = 'TCP' | 'UDP' | 'SCTP';

export type Labels = { readonly [key: string]: string };

/** A port of a container that has a name: what a policy can mean by it. */
export type NamedPort = { readonly name: string; readonly port: number; readonly protocol: PolicyProtocol };

/** A pod as policies see it: labels, addresses and named ports, and nothing else of it. */
export type PodEnd = {
  readonly kind: 'pod';
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly Address[];
  readonly ports: readonly NamedPort[];
  /**
   * Who enforces policies at the pod: nobody (its node has no agent), or an agent that leaves a pod without policies open
   * (standard) or closed (strict). Left out: standard, which is what the specification says.
   */
  readonly guard?: 'none' | 'standard' | 'strict';
  /** false: its agent is too old to know ClusterNetworkPolicies. */
  readonly tiers?: false;
};

/** An end that is no pod of the pod network: the internet, a node, a pod in its node's network. Only an `ipBlock` can mean it. */
export type AddressEnd = { readonly kind: 'address'; readonly address: Address };

export type End = PodEnd | AddressEnd;

/** `port` is that of the destination. */
export type Flow = { readonly from: End; readonly to: End; readonly protocol: PolicyProtocol; readonly port: number };
