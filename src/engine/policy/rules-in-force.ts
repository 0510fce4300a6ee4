/**
 * The rules that the agents of EKS enforce for a policy, in the form of the specification: the same verdicts between pods
 * and addresses as those of its PolicyEndpoint, without writing every address down. They differ from the policy's own
 * rules in named ports and in pods of the host network; see `policy-endpoint.ts`.
 */
import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.d.ts';
import type { Pod } from '../cluster/pod.ts';
import { selects } from '../cluster/selector.ts';
import { readAddress } from '../net/address.ts';
import { hostCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import type { PolicyProtocol } from './flow.ts';
import { addressOf, type EndpointPort, isEveryone, type Neighbours, numbered, peersOf, portsOfPod, targetsOf } from './policy-endpoint.ts';
import { type Peer, type PolicyObject, type PolicyRule, type PolicyRules, type PortName, type PortRange, peerOf, rulesOf } from './policy-rules.ts';

/** The policy's rules as they are enforced among these neighbours. */
export function rulesInForce(policy: PolicyObject, cluster: Neighbours): PolicyRules {
  const { ingress, egress, ...rules } = rulesOf(policy);
  const { namespace } = rules;
  const targets = () => targetsOf(policy, cluster);
  const hasTarget = () => cluster.podsIn(namespace).some(({ metadata }) => selects(rules.subject, metadata.labels));
  const written = policy.spec ?? { podSelector: {} };
  const received = (written.ingress ?? []).flatMap(({ from, ports = [] }) =>
    enforced(from, ports, (peer) => ingressRules(cluster, { namespace, peer, ports, targets, hasTarget })),
  );
  const sent = (written.egress ?? []).flatMap(({ to, ports = [] }) =>
    enforced(to, ports, (peer) => egressRules(cluster, { namespace, peer, ports })),
  );
  return { ...rules, ingress: ingress === null ? null : received, egress: egress === null ? null : sent };
}

type Asked = { readonly namespace: string; readonly peer: NetworkPolicyPeer; readonly ports: readonly NetworkPolicyPort[] };

function enforced(
  peers: readonly NetworkPolicyPeer[] | undefined,
  ports: readonly NetworkPolicyPort[],
  ofPods: (peer: NetworkPolicyPeer) => PolicyRule[],
): PolicyRule[] {
  if (isEveryone(peers)) return withNumbers(null, ports);
  return peers.flatMap((peer) => (peer.ipBlock === undefined ? ofPods(peer) : withNumbers([peerOf('', peer)], ports)));
}

/** Towards blocks only numbers hold; a rule with names alone is left out. */
function withNumbers(peers: readonly Peer[] | null, ports: readonly NetworkPolicyPort[]): PolicyRule[] {
  if (ports.length === 0) return [{ peers, ports: null }];
  const open = ports.flatMap(numbered);
  return open.length === 0 ? [] : [{ peers, ports: open.map(rangeOf) }];
}

/** The pods that the policy selects, worked out only where a port name has to be looked up among them. */
type Targets = { readonly targets: () => readonly Pod[]; readonly hasTarget: () => boolean };

function ingressRules(cluster: Neighbours, { targets, hasTarget, ...asked }: Asked & Targets): PolicyRule[] {
  const { namespace, peer, ports } = asked;
  const open = openPorts(ports, { targets, hasTarget });
  const named = ports.every(({ port }) => typeof port === 'string') ? ports.map(nameOf) : [];
  const pods = peerOf(namespace, peer) as Peer & { readonly kind: 'pods' };
  const sources = onHosts(cluster, asked).filter((pod) => ports.length === 0 || portsOfPod(pod, ports).length > 0);
  const peers = [named.length === 0 ? pods : { ...pods, named }, ...sources.flatMap(blockOf)];
  // Where none of the policy's own pods has the port, the entries carry none, and that opens all of them.
  return [{ peers, ports: open.length === 0 ? null : open.map(rangeOf) }];
}

/** The ports that the policy's own pods have; numbers are alike for each of them. */
function openPorts(ports: readonly NetworkPolicyPort[], { targets, hasTarget }: Targets): EndpointPort[] {
  if (ports.length === 0) return [];
  if (ports.every(({ port }) => typeof port !== 'string')) return hasTarget() ? ports.flatMap(numbered) : [];
  const found = targets().flatMap((pod) => portsOfPod(pod, ports));
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

function egressRules(cluster: Neighbours, asked: Asked): PolicyRule[] {
  const { namespace, peer, ports } = asked;
  const toPods: PolicyRule = { peers: [peerOf(namespace, peer)], ports: ports.length === 0 ? null : ports.map(asRange) };
  const toHosts = onHosts(cluster, asked).flatMap((pod): PolicyRule[] => {
    const open = portsOfPod(pod, ports);
    return ports.length > 0 && open.length === 0 ? [] : [{ peers: blockOf(pod), ports: ports.length === 0 ? null : open.map(rangeOf) }];
  });
  return [toPods, ...toHosts];
}

/** Pods in their node's network are found by its address. */
function onHosts(cluster: Neighbours, asked: Asked): Pod[] {
  return peersOf({ ...cluster, podsIn: (namespace) => hosted(cluster.podsIn(namespace)) }, asked);
}

const hosted = once((pods: readonly Pod[]): readonly Pod[] => pods.filter(({ spec }) => spec.hostNetwork === true));

function blockOf(pod: Pod): Peer[] {
  return addressOf(pod).flatMap((text) => {
    const address = readAddress(text);
    return address === null ? [] : [{ kind: 'block', cidr: hostCidr(address), except: [] }];
  });
}

function rangeOf({ protocol, port, endPort }: EndpointPort): PortRange {
  return { protocol, from: port ?? 0, to: port === undefined ? 65535 : (endPort ?? port) };
}

function nameOf({ port, protocol }: NetworkPolicyPort): PortName {
  return { protocol: (protocol || 'TCP') as PolicyProtocol, name: String(port) };
}

function asRange(port: NetworkPolicyPort): PortRange {
  const [range] = numbered(port);
  return range === undefined ? nameOf(port) : rangeOf(range);
}
