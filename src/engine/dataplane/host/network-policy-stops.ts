/** Writes that would make NetworkPolicies drop what they let through: rules withdrawn or narrowed, or a policy that isolates. */
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.d.ts';
import type { NetworkPolicy } from '../../cluster/networkpolicy.ts';
import type { Pod } from '../../cluster/pod.ts';
import { type Address, familyOf } from '../../net/address.ts';
import type { End, PolicyProtocol } from '../../policy/flow.ts';
import { isPeer, isPort } from '../../policy/matches.ts';
import { endOf } from '../../policy/pod-end.ts';
import { rulesOf } from '../../policy/policy-rules.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { createPolicy, freeName, patchPolicy } from './policy-edits.ts';
import { hostBlock, inNamespace, ownLabels, policyEndOf } from './policy-ends.ts';

type Side = 'ingress' | 'egress';

export function ingressWithdrawals(world: World, step: Step): readonly Repair[] {
  return withdrawals(world, step, 'ingress');
}

export function egressWithdrawals(world: World, step: Step): readonly Repair[] {
  return withdrawals(world, step, 'egress');
}

export function ingressIsolations(world: World, step: Step): readonly Repair[] {
  return isolations(world, step, 'ingress');
}

export function egressIsolations(world: World, step: Step): readonly Repair[] {
  return isolations(world, step, 'egress');
}

/** What of the policy lets the peer through, taken away: an address excepted, one peer of a rule, one port, the rule. */
function withdrawals(world: World, step: Step, side: Side): readonly Repair[] {
  const policy = objectAt(world.cluster.NetworkPolicy, String(step.params.policy));
  if (policy === undefined) return [];
  const address = otherOf(step, side);
  const found = fitting(world, step, { policy, side, address });
  // Where the agent reads the policy otherwise than the specification, any of its rules may be the one.
  const rules = found.length > 0 ? found : (policy.spec[side] ?? []).map((_, rule) => ({ rule, peers: [], ports: [] }));
  return rules.flatMap(({ rule, peers, ports }) => withdrawn(world, policy, { side, rule, peers, ports, address }));
}

type Fitting = { readonly rule: number; readonly peers: readonly number[]; readonly ports: readonly number[] };

/** The rules by which the specification lets the packet through, with the peers and ports of each that fit. */
function fitting(world: World, step: Step, { policy, side, address }: { policy: NetworkPolicy; side: Side; address: Address }): Fitting[] {
  const ends = endsOf(world, step, address);
  const protocol = step.in.protocol.toUpperCase() as PolicyProtocol;
  return (rulesOf(policy)[side] ?? []).flatMap((rule, index) => {
    const fits = ends.filter(({ end }) => rule.peers === null || rule.peers.some((peer) => isPeer(peer, end)));
    const open = ends.some(({ port }) => rule.ports?.some((range) => isPort(range, { protocol, port, to: ends[0]?.end as End })) ?? true);
    if (fits.length === 0 || !open) return [];
    const among = <T>(list: readonly T[] | null, holds: (one: T) => boolean) => (list ?? []).flatMap((one, at) => (holds(one) ? [at] : []));
    const peers = among(rule.peers, (peer) => ends.some(({ end }) => isPeer(peer, end)));
    const ports = among(rule.ports, (range) => ends.some(({ end, port }) => isPort(range, { protocol, port, to: end })));
    return [{ rule: index, peers, ports }];
  });
}

/** Who has the address, and at which port it takes the packet; behind the address of a Service stand its pods. */
function endsOf(world: World, step: Step, address: Address): { readonly end: End; readonly port: number }[] {
  const port = step.in.destinationPort;
  const found = policyEndOf(world, address, port);
  const pods = found === null ? [] : found.kind === 'pod' ? podsAt(world, found.key) : lookup(world.cluster.Pod, 'byNamespace', found.namespace);
  const behind = pods.filter(({ metadata }) => Object.entries(found?.labels ?? {}).every(([key, value]) => metadata.labels?.[key] === value));
  const taken = typeof found?.port === 'number' ? found.port : port;
  return [{ end: { kind: 'address', address } as const, port }, ...behind.map((pod) => ({ end: endOf(world, pod), port: taken }))];
}

function podsAt(world: World, key: string): Pod[] {
  const pod = objectAt(world.cluster.Pod, key);
  return pod === undefined ? [] : [pod];
}

type Withdrawal = Fitting & { readonly side: Side; readonly address: Address };

function withdrawn(world: World, policy: NetworkPolicy, { side, rule, peers, ports, address }: Withdrawal): Repair[] {
  const at = `/spec/${side}/${rule}`;
  const member = side === 'ingress' ? 'from' : 'to';
  const written = policy.spec[side]?.[rule] as { readonly [member: string]: readonly NetworkPolicyPeer[] } | undefined;
  const patched = (op: object, field: string, breadth: Breadth) => patchPolicy(world, policy, { body: [op], field, breadth });
  const field = `spec.${side}[${rule}]`;
  const list = written?.[member] ?? [];
  const excepted = peers.flatMap((peer) => {
    const block = list[peer]?.ipBlock;
    if (block === undefined || block.cidr === hostBlock(address)) return [];
    const value = [...(block.except ?? []), hostBlock(address)];
    return [patched({ op: 'add', path: `${at}/${member}/${peer}/ipBlock/except`, value }, `${field}.${member}[${peer}].ipBlock.except`, 'exact')];
  });
  const onePeer = list.length > 1 ? peers : [];
  const withoutPeer = onePeer.map((peer) => patched({ op: 'remove', path: `${at}/${member}/${peer}` }, `${field}.${member}[${peer}]`, 'address'));
  const onePort = (written?.ports?.length ?? 0) > 1 ? ports : [];
  const withoutPort = onePort.map((port) => patched({ op: 'remove', path: `${at}/ports/${port}` }, `${field}.ports[${port}]`, 'wide'));
  return [...excepted, ...withoutPeer, ...withoutPort, patched({ op: 'remove', path: at }, field, 'wide')];
}

/** A policy for the pod by its labels, which no policy has isolated so far: open to everyone but the peer by its labels, to everyone but its address, or shut. */
function isolations(world: World, step: Step, side: Side): readonly Repair[] {
  const pod = objectAt(world.cluster.Pod, String(step.params.pod));
  if (pod === undefined) return [];
  const namespace = pod.metadata.namespace ?? 'default';
  const policyTypes = [side === 'egress' ? 'Egress' : 'Ingress'];
  const name = freeName(world, namespace, `deny-${side}`);
  const address = otherOf(step, side);
  const member = side === 'ingress' ? 'from' : 'to';
  const made = (rules: readonly object[], breadth: Breadth) =>
    createPolicy(world, {
      namespace,
      name,
      spec: { podSelector: { matchLabels: ownLabels(pod.metadata.labels) }, policyTypes, ...(rules.length === 0 ? {} : { [side]: rules }) },
      breadth,
    });
  const others = othersThan(world, address, step.in.destinationPort).map((peers) => made([{ [member]: peers }], 'wide'));
  const six = familyOf(address) === 6;
  const block = { ipBlock: { cidr: six ? '::/0' : '0.0.0.0/0', except: [hostBlock(address)] } };
  return [...others, made([{ [member]: [block] }], 'wide'), made([], 'all')];
}

/** Everyone but the pods that have the address' label, one way for each of its labels. */
function othersThan(world: World, address: Address, port: number): NetworkPolicyPeer[][] {
  const end = policyEndOf(world, address, port);
  if (end === null) return [];
  const name = 'kubernetes.io/metadata.name';
  const elsewhere = { namespaceSelector: { matchExpressions: [{ key: name, operator: 'NotIn', values: [end.namespace] }] } };
  return Object.entries(end.labels).map(([key, value]) => [
    { namespaceSelector: inNamespace(end.namespace), podSelector: { matchExpressions: [{ key, operator: 'NotIn', values: [value] }] } },
    elsewhere,
  ]);
}

function otherOf({ in: packet }: Step, side: Side): Address {
  return side === 'egress' ? packet.destination : packet.source;
}
