/** Whom an address is, as the author of a NetworkPolicy would say it: pods by their labels, all others by a block. */
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.d.ts';
import type { Pod } from '../../cluster/pod.ts';
import { type Address, familyOf, showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import type { Labels } from '../../policy/flow.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

/** A pod, or the pods behind a Service, and the port on which they take what was sent to `port`. */
export type PolicyEnd = {
  readonly kind: 'pod' | 'service';
  /** Of the object, `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  readonly port: number | string;
};

/** The end with this address; null for what no selector can mean: nodes, pods in their network, everything outside. */
export function policyEndOf(world: World, address: Address, port: number): PolicyEnd | null {
  const text = showAddress(address);
  const [pod] = lookup(world.cluster.Pod, 'byAddress', text);
  if (pod !== undefined) return pod.spec.hostNetwork === true ? null : podEnd(world, pod, port);
  const [service] = lookup(world.cluster.Service, 'byClusterIP', text);
  const selector = service?.spec.selector;
  if (service === undefined || selector === undefined) return null;
  const open = (service.spec.ports ?? []).find((one) => one.port === port);
  const namespace = service.metadata.namespace ?? 'default';
  return {
    kind: 'service',
    key: `${namespace}/${service.metadata.name}`,
    namespace,
    namespaceLabels: labelsOfNamespace(world, namespace),
    labels: selector,
    port: open?.targetPort ?? port,
  };
}

function podEnd(world: World, { metadata }: Pod, port: number): PolicyEnd {
  const { name, namespace = 'default', labels } = metadata;
  return {
    kind: 'pod',
    key: `${namespace}/${name}`,
    namespace,
    namespaceLabels: labelsOfNamespace(world, namespace),
    labels: ownLabels(labels),
    port,
  };
}

/** The end as a peer of a policy in the namespace; null where the end has no labels to be known by. */
export function peerFor({ namespace, labels }: PolicyEnd, home: string): NetworkPolicyPeer | null {
  if (Object.keys(labels).length === 0) return null;
  const podSelector = { matchLabels: { ...labels } };
  return namespace === home ? { podSelector } : { namespaceSelector: inNamespace(namespace), podSelector };
}

/** Namespaces carry their name as a label: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
export function inNamespace(name: string) {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}

/** The address alone as a peer. */
export function blockPeer(address: Address): NetworkPolicyPeer {
  return { ipBlock: { cidr: hostBlock(address) } };
}

/** `192.0.2.1/32`, or the same for IPv6. */
export function hostBlock(address: Address): string {
  return `${showAddress(address)}/${familyOf(address) === 6 ? 128 : 32}`;
}

/** The port at the pod. Names are looked up over UDP and, where the answer is too long for it, over TCP (RFC 7766). */
export function portsFor(packet: Packet, end: PolicyEnd | null, side: 'ingress' | 'egress'): object[] {
  const port = side === 'egress' ? (end?.port ?? packet.destinationPort) : packet.destinationPort;
  if (packet.destinationPort === 53) return ['UDP', 'TCP'].map((protocol) => ({ protocol, port }));
  return [{ protocol: packet.protocol.toUpperCase(), port }];
}

/** Labels that say what the pod is, not which of its controller's pods. */
export function ownLabels(labels: Labels = {}): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !OF_CONTROLLERS.has(key)));
}

const OF_CONTROLLERS = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
]);

function labelsOfNamespace(world: World, name: string): Labels {
  return objectAt(world.cluster.Namespace, name)?.metadata.labels ?? {};
}
