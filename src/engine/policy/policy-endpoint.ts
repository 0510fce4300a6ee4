/**
 * What the network policy controller of EKS makes of a NetworkPolicy: selectors and names resolved to addresses and port
 * numbers, which the agents on the nodes enforce. Where that says less or more than the specification, so does this.
 * https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go
 */
import type { Container } from 'kubernetes-types/core/v1.d.ts';
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.d.ts';
import type { Namespace } from '../cluster/namespace.ts';
import type { Pod } from '../cluster/pod.ts';
import { selects } from '../cluster/selector.ts';
import type { Service } from '../cluster/service.ts';
import type { PolicyProtocol } from './flow.ts';
import type { PolicyObject } from './policy-rules.ts';

/** One port, or from `port` to `endPort`; without `port` every one of the protocol. */
export type EndpointPort = { readonly protocol: PolicyProtocol; readonly port?: number; readonly endPort?: number };

/** One block or address; without `ports` at every port. */
export type EndpointInfo = { readonly cidr: string; readonly except?: readonly string[]; readonly ports?: readonly EndpointPort[] };

export type PodEndpoint = { readonly hostIP: string; readonly name: string; readonly namespace: string; readonly podIP: string };

/** The `spec` of a PolicyEndpoint (networking.k8s.aws/v1alpha1). */
export type PolicyEndpointSpec = {
  readonly policyRef: { readonly name: string; readonly namespace: string };
  readonly podSelector: LabelSelector;
  readonly podSelectorEndpoints: readonly PodEndpoint[];
  readonly podIsolation: readonly string[];
  readonly ingress: readonly EndpointInfo[];
  readonly egress: readonly EndpointInfo[];
};

/** The objects of the cluster that a policy is resolved with. */
export type Neighbours = {
  readonly namespaces: readonly Namespace[];
  readonly podsIn: (namespace: string) => readonly Pod[];
  readonly servicesIn: (namespace: string) => readonly Service[];
};

/** The PolicyEndpoint of a policy, in one piece: the real controller cuts it at 1,000 entries. */
export function resolvePolicy(policy: PolicyObject, cluster: Neighbours): PolicyEndpointSpec {
  const { name, namespace = 'default' } = policy.metadata;
  const { podSelector = {}, ingress = [], egress = [], policyTypes } = policy.spec ?? { podSelector: {} };
  const targets = targetsOf(policy, cluster);
  return {
    policyRef: { name, namespace },
    podSelector,
    podSelectorEndpoints: targets.flatMap(podEndpoint),
    podIsolation: policyTypes ?? (egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
    ingress: ingress.flatMap(({ from, ports = [] }) =>
      isEveryone(from) ? everyone(ports) : from.flatMap((peer) => ingressPeer(cluster, { namespace, peer, ports, targets })),
    ),
    egress: egress.flatMap(({ to, ports = [] }) =>
      isEveryone(to)
        ? everyone(ports)
        : [
            ...to.flatMap((peer) => egressPeer(cluster, { namespace, peer, ports })),
            ...to.flatMap((peer) => clusterIps(cluster, { namespace, peer, ports })),
          ],
    ),
  };
}

/** The pods that the policy selects. */
export function targetsOf({ metadata, spec }: PolicyObject, cluster: Neighbours): Pod[] {
  return podsOf(cluster, metadata.namespace ?? 'default', spec?.podSelector ?? {});
}

/** One peer of a rule with the rule's ports, in a policy of this namespace. */
export type Asked = { readonly namespace: string; readonly peer: NetworkPolicyPeer; readonly ports: readonly NetworkPolicyPort[] };

/** The API server stores an empty list as none, and none restricts nothing. */
export function isEveryone(peers: readonly NetworkPolicyPeer[] | undefined): peers is undefined {
  return peers === undefined || peers.length === 0;
}

function everyone(ports: readonly NetworkPolicyPort[]): EndpointInfo[] {
  return withPorts({ cidr: '0.0.0.0/0' }, ports, numbered).flatMap((entry) => [entry, { ...entry, cidr: '::/0' }]);
}

/** The ports are those that the policy's own pods have, whichever of them has a name for what. */
function ingressPeer(cluster: Neighbours, { targets, ...asked }: Asked & { readonly targets: readonly Pod[] }): EndpointInfo[] {
  const { peer, ports } = asked;
  if (peer.ipBlock !== undefined) return block(peer.ipBlock, ports);
  const open = ports.length === 0 ? [] : targets.flatMap((pod) => portsOfPod(pod, ports));
  // A source without a port of that name is passed over, although the name is meant at the destination.
  const sources = peersOf(cluster, asked).filter((pod) => ports.length === 0 || portsOfPod(pod, ports).length > 0);
  return sources.flatMap(addressOf).map((cidr) => (open.length === 0 ? { cidr } : { cidr, ports: open }));
}

function egressPeer(cluster: Neighbours, asked: Asked): EndpointInfo[] {
  const { peer, ports } = asked;
  if (peer.ipBlock !== undefined) return block(peer.ipBlock, ports);
  return peersOf(cluster, asked).flatMap((pod) => addressOf(pod).flatMap((cidr) => withPorts({ cidr }, ports, (one) => portsOfPod(pod, [one]))));
}

/**
 * The agent sees packets before kube-proxy has translated them, so the addresses of Services have to be let through as
 * well: of those whose own selector the peer's podSelector matches as if it were labels.
 */
function clusterIps(cluster: Neighbours, asked: Asked): EndpointInfo[] {
  const { peer, ports } = asked;
  if (peer.ipBlock !== undefined) return [];
  const services = namespacesOf(cluster, asked).flatMap(cluster.servicesIn);
  return services
    .filter(({ spec }) => spec.clusterIP !== undefined && spec.clusterIP !== '' && spec.clusterIP !== 'None')
    .filter(({ spec }) => selects(peer.podSelector ?? {}, spec.selector))
    .flatMap((service) => withPorts({ cidr: service.spec.clusterIP as string }, ports, (port) => servicePort(cluster, service, port)));
}

function block({ cidr, except }: NonNullable<NetworkPolicyPeer['ipBlock']>, ports: readonly NetworkPolicyPort[]): EndpointInfo[] {
  return withPorts(except === undefined ? { cidr } : { cidr, except }, ports, numbered);
}

/** No entry at all where ports were asked for and none could be resolved: that would open every port. */
function withPorts(
  entry: EndpointInfo,
  ports: readonly NetworkPolicyPort[],
  resolve: (port: NetworkPolicyPort) => readonly EndpointPort[],
): EndpointInfo[] {
  if (ports.length === 0) return [entry];
  const resolved = ports.flatMap(resolve);
  return resolved.length === 0 ? [] : [{ ...entry, ports: resolved }];
}

/** The port where it is a number or none at all: names cannot be resolved from a block. */
export function numbered(asked: NetworkPolicyPort): EndpointPort[] {
  return typeof asked.port === 'string' ? [] : [portOf(asked, asked.port)];
}

/** The ports as numbers, names looked up among the ports of the pod; those it does not have are left out. */
export function portsOfPod(pod: Pod, ports: readonly NetworkPolicyPort[]): EndpointPort[] {
  return ports.flatMap((asked) => {
    if (typeof asked.port !== 'string') return [portOf(asked, asked.port)];
    const named = containersOf(pod)
      .flatMap(({ ports: open = [] }) => open)
      .find(({ name, protocol = 'TCP' }) => name === asked.port && protocol === protocolOf(asked));
    return named === undefined ? [] : [portOf(asked, named.containerPort)];
  });
}

/** The port of the Service that leads to the one asked for. */
function servicePort(cluster: Neighbours, service: Service, asked: NetworkPolicyPort): EndpointPort[] {
  if (asked.port === undefined) return [portOf(asked, undefined)];
  const ports = (service.spec.ports ?? []).filter(({ protocol = 'TCP' }) => protocol === protocolOf(asked));
  const direct = ports.find(({ port, targetPort = port }) => targetPort === asked.port);
  if (direct !== undefined) return [portOf(asked, direct.port)];
  for (const pod of podsOf(cluster, service.metadata.namespace as string, { matchLabels: { ...service.spec.selector } })) {
    for (const container of containersOf(pod).flatMap(({ ports: open = [] }) => open)) {
      if ((container.protocol ?? 'TCP') !== protocolOf(asked) || (container.name !== asked.port && container.containerPort !== asked.port)) continue;
      const found = ports.find(({ port, targetPort = port }) => targetPort === container.name || targetPort === container.containerPort);
      if (found !== undefined) return [portOf(asked, found.port)];
    }
  }
  return [];
}

function portOf({ endPort, ...asked }: NetworkPolicyPort, port: number | undefined): EndpointPort {
  const protocol = protocolOf(asked);
  if (port === undefined) return { protocol };
  return endPort === undefined ? { protocol, port } : { protocol, port, endPort };
}

function protocolOf({ protocol }: NetworkPolicyPort): PolicyProtocol {
  return (protocol || 'TCP') as PolicyProtocol;
}

/** The pods that a peer means. */
export function peersOf(cluster: Neighbours, asked: Asked): Pod[] {
  return namespacesOf(cluster, asked).flatMap((namespace) => podsOf(cluster, namespace, asked.peer.podSelector ?? {}));
}

function namespacesOf({ namespaces }: Neighbours, { namespace, peer: { namespaceSelector } }: Asked): string[] {
  if (namespaceSelector === undefined) return [namespace];
  return namespaces.filter(({ metadata }) => selects(namespaceSelector, metadata.labels)).map(({ metadata }) => metadata.name);
}

/** Pods that have ended are no ends any more. */
function podsOf(cluster: Neighbours, namespace: string, selector: LabelSelector): Pod[] {
  return cluster.podsIn(namespace).filter(({ metadata }) => selects(selector, metadata.labels));
}

function containersOf({ spec }: Pod): readonly Container[] {
  return spec.containers ?? [];
}

/** A pod in its node's network counts by the address of its node. */
export function addressOf({ status }: Pod): string[] {
  return status.podIP === undefined || status.podIP === '' ? [] : [status.podIP];
}

function podEndpoint(pod: Pod): PodEndpoint[] {
  const { name, namespace = 'default' } = pod.metadata;
  return addressOf(pod).map((podIP) => ({ hostIP: pod.status.hostIP ?? '', name, namespace, podIP }));
}
