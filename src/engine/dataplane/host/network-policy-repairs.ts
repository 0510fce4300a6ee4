/** Writes that would let a packet through which NetworkPolicies drop: candidates for a hint, the narrowest first. */
import type { NetworkPolicyPeer, NetworkPolicySpec } from 'kubernetes-types/networking/v1.d.ts';
import type { NetworkPolicy } from '../../cluster/networkpolicy.ts';
import { selects } from '../../cluster/selector.ts';
import { familyOf } from '../../net/address.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { createPolicy, freeName, labelPod, patchPolicy } from './policy-edits.ts';
import { blockPeer, ownLabels, type PolicyEnd, peerFor, policyEndOf, portsFor } from './policy-ends.ts';

type Side = 'ingress' | 'egress';

/** Nobody's rule lets the pod send there. */
export function egressRepairs(world: World, step: Step): readonly Repair[] {
  return openings(world, step, 'egress');
}

/** Nobody's rule lets the sender in. */
export function ingressRepairs(world: World, step: Step): readonly Repair[] {
  return openings(world, step, 'ingress');
}

/** A strict agent keeps the pod shut until a policy selects it. */
export function strictRepairs(world: World, step: Step): readonly Repair[] {
  const pod = objectAt(world.cluster.Pod, step.place.of.key) ?? objectAt(world.cluster.Pod, String(step.params.pod));
  if (pod === undefined) return [];
  return newPolicies(world, step, step.place.name === 'veth-in' ? 'ingress' : 'egress');
}

/** A rule in a policy that isolates the pod, labels by which an existing rule would mean the peer, or a policy of its own. */
function openings(world: World, step: Step, side: Side): readonly Repair[] {
  const isolating = String(step.params.policies ?? '')
    .split(', ')
    .flatMap((key) => objectAt(world.cluster.NetworkPolicy, key) ?? []);
  const narrowFirst = isolating
    .map((policy) => ({ policy, pods: selectedBy(world, policy) }))
    .sort((one, other) => one.pods - other.pods)
    .map(({ policy }) => policy);
  const rules = narrowFirst.flatMap((policy) => rulesInto(world, step, { policy, side }));
  return [...rules, ...labelsFor(world, step, { policies: narrowFirst, side }), ...newPolicies(world, step, side)];
}

function selectedBy(world: World, { metadata, spec }: NetworkPolicy): number {
  const pods = lookup(world.cluster.Pod, 'byNamespace', metadata.namespace ?? 'default');
  return pods.filter((pod) => selects(spec.podSelector ?? {}, pod.metadata.labels)).length;
}

/** A rule for the peer at the port, added to the policy. */
function rulesInto(world: World, step: Step, { policy, side }: { readonly policy: NetworkPolicy; readonly side: Side }): Repair[] {
  const written = policy.spec[side];
  return rulesFor(world, step, { namespace: policy.metadata.namespace ?? 'default', side }).map(({ rule, breadth }) => {
    const op = written === undefined ? { op: 'add', path: `/spec/${side}`, value: [rule] } : { op: 'add', path: `/spec/${side}/-`, value: rule };
    return patchPolicy(world, policy, { body: [op], field: `spec.${side}`, breadth });
  });
}

type Ruled = { readonly rule: object; readonly breadth: NonNullable<Repair['breadth']> };

/** The peer by its labels where it is a pod, else by its address; from outside the cluster also by everyone's. */
function rulesFor(world: World, step: Step, { namespace, side }: { readonly namespace: string; readonly side: Side }): Ruled[] {
  const address = side === 'egress' ? step.in.destination : step.in.source;
  const end = policyEndOf(world, address, step.in.destinationPort);
  const ports = portsFor(step.in, end, side);
  const as = (peer: NetworkPolicyPeer, breadth: Ruled['breadth']): Ruled => ({
    rule: { [side === 'egress' ? 'to' : 'from']: [peer], ports },
    breadth,
  });
  const byLabels = end === null ? null : peerFor(end, namespace);
  if (byLabels !== null) return [as(byLabels, 'exact')];
  const everyone: NetworkPolicyPeer = { ipBlock: { cidr: familyOf(address) === 6 ? '::/0' : '0.0.0.0/0' } };
  return [as(blockPeer(address), 'address'), as(everyone, 'all')];
}

type Among = { readonly policies: readonly NetworkPolicy[]; readonly side: Side };

/** Labels of the other pod that rules at hand ask for: with them it is one of those that may. */
function labelsFor(world: World, step: Step, { policies, side }: Among): Repair[] {
  const end = policyEndOf(world, side === 'egress' ? step.in.destination : step.in.source, step.in.destinationPort);
  if (end?.kind !== 'pod') return [];
  return policies
    .flatMap(({ metadata, spec }) => wantedLabels(spec, { side, end, namespace: metadata.namespace ?? 'default' }))
    .map((labels) => labelPod(world, end, labels));
}

type Asked = { readonly side: Side; readonly end: PolicyEnd; readonly namespace: string };

function wantedLabels(spec: NetworkPolicySpec, { side, end, namespace }: Asked): { readonly [key: string]: string }[] {
  const rules = side === 'ingress' ? (spec.ingress ?? []).map(({ from = [] }) => from) : (spec.egress ?? []).map(({ to = [] }) => to);
  return rules.flat().flatMap(({ podSelector, namespaceSelector }) => {
    const { matchLabels = {}, matchExpressions = [] } = podSelector ?? {};
    const inNamespace = namespaceSelector === undefined ? end.namespace === namespace : selects(namespaceSelector, end.namespaceLabels);
    const missing = Object.entries(matchLabels).filter(([key, value]) => end.labels[key] !== value);
    // A label that the pod has with another value is what something else knows it by.
    if (!inNamespace || matchExpressions.length > 0 || missing.length === 0 || missing.some(([key]) => key in end.labels)) return [];
    return [Object.fromEntries(missing)];
  });
}

/** A policy that selects the pod by its labels and lets this one peer through. */
function newPolicies(world: World, step: Step, side: Side): Repair[] {
  const pod = objectAt(world.cluster.Pod, String(step.params.pod));
  if (pod === undefined) return [];
  const namespace = pod.metadata.namespace ?? 'default';
  const { destinationPort } = step.in;
  const name = freeName(world, namespace, destinationPort === 53 ? 'allow-dns' : `allow-${side}-${destinationPort}`);
  const policyTypes = [side === 'egress' ? 'Egress' : 'Ingress'];
  return rulesFor(world, step, { namespace, side }).map(({ rule, breadth }) => {
    const spec = { podSelector: { matchLabels: ownLabels(pod.metadata.labels) }, policyTypes, [side]: [rule] };
    return createPolicy(world, { namespace, name, spec, breadth });
  });
}
