/** Whom a policy's selectors, blocks and ports mean. */

import { selects } from '../cluster/selector.ts';
import { contains } from '../net/cidr.ts';
import type { End, Flow, PodEnd } from './flow.ts';
import type { Peer, PolicyRules, PortName, PortRange } from './policy-rules.ts';

/** Whether the policy is about this end: its pods are those of its own namespace, or of those it names, that its podSelector selects. */
export function isSubject({ namespace, subject, ranked }: PolicyRules, end: End): end is PodEnd {
  if (end.kind !== 'pod' || end.guard === 'none' || !selects(subject, end.labels)) return false;
  return ranked === undefined ? end.namespace === namespace : end.tiers !== false && selects(ranked.namespaces, end.namespaceLabels);
}

/** Whether a strict agent keeps the pod shut: no policy selects it, in whatever direction. */
export function isShut(policies: readonly PolicyRules[], end: End): boolean {
  return end.kind === 'pod' && end.guard === 'strict' && !policies.some((policy) => policy.ranked === undefined && isSubject(policy, end));
}

/** Whether the peer means this end. A block means whoever has an address in it, pods too, if no exception has it. */
export function isPeer(peer: Peer, end: End): boolean {
  if (peer.kind === 'block') {
    const addresses = end.kind === 'pod' ? end.addresses : [end.address];
    return addresses.some((address) => contains(peer.cidr, address) && !peer.except.some((except) => contains(except, address)));
  }
  if (end.kind !== 'pod') return false;
  const inNamespace = 'only' in peer.namespaces ? end.namespace === peer.namespaces.only : selects(peer.namespaces, end.namespaceLabels);
  return inNamespace && selects(peer.pods, end.labels) && hasNamed(peer.named, end);
}

function hasNamed(named: readonly PortName[] | undefined, { ports }: PodEnd): boolean {
  return named === undefined || named.some(({ name, protocol }) => ports.some((port) => port.name === name && port.protocol === protocol));
}

/** Whether the port of the flow is one of these. A name is looked up at the destination, so it means nothing towards an address. */
export function isPort(range: PortRange, { protocol, port, to }: Omit<Flow, 'from'>): boolean {
  if (range.protocol !== protocol) return false;
  if ('from' in range) return range.from <= port && port <= range.to;
  return to.kind === 'pod' && to.ports.some((named) => named.name === range.name && named.protocol === protocol && named.port === port);
}

/** Whether the policy selects the pod or means it, or a Service in front of it, as a peer by labels. */
export function concerns(policy: PolicyRules, pod: PodEnd): boolean {
  if (isSubject(policy, pod)) return true;
  const rules = [...(policy.ingress ?? []), ...(policy.egress ?? [])];
  return rules.some(({ peers }) => peers?.some((peer) => peer.kind === 'pods' && isPeer(peer, pod)) ?? false);
}
