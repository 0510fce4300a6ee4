/** A pod as the specification of NetworkPolicy sees it. */
import type { Pod } from '../cluster/pod.ts';
import { readAddress } from '../net/address.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { End, Labels, NamedPort, PodEnd, PolicyProtocol } from './flow.ts';

/**
 * The end that a pod is. One in its node's network is the node to the rest of the cluster: policies neither select it nor
 * mean it by its labels. https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export function endOf(world: World, pod: Pod): End {
  const [address] = addressesOf(pod);
  if (pod.spec.hostNetwork === true && address !== undefined) return { kind: 'address', address };
  return podEnd(pod, objectAt(world.cluster.Namespace, pod.metadata.namespace ?? 'default')?.metadata.labels ?? {});
}

/** The pod with the labels of its namespace. */
export function podEnd(pod: Pod, namespaceLabels: Labels): PodEnd {
  const { name, namespace = 'default', labels = {} } = pod.metadata;
  return { kind: 'pod', namespace, namespaceLabels, name, labels, addresses: addressesOf(pod), ports: namedPorts(pod) };
}

function addressesOf({ status }: Pod) {
  const texts = status.podIPs?.map(({ ip }) => ip) ?? [status.podIP];
  return texts.flatMap((text) => readAddress(text ?? '') ?? []);
}

function namedPorts({ spec }: Pod): NamedPort[] {
  return (spec.containers ?? []).flatMap(({ ports = [] }) =>
    ports.flatMap(({ name, containerPort, protocol = 'TCP' }) =>
      name === undefined ? [] : [{ name, port: containerPort, protocol: protocol as PolicyProtocol }],
    ),
  );
}
