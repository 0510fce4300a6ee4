import type { Effect } from '../../change.ts';
import { instanceIdOf } from '../../cluster/node.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import { fillBoth, type Text } from '../../text.ts';
import type { World } from '../../world.ts';
import type { Problem } from '../../world-of.ts';
import { adoptPod } from './kubelet/sandbox.ts';
import { bootedHost } from './nodeadm.ts';

/** The hosts of all nodes with the pods that are stated as running there, each with its address where an ENI of the node holds it. */
export function adoptedHosts(world: World): Effect[] {
  return objectsOf(world.cluster.Node).flatMap((node): Effect[] => {
    const InstanceId = instanceIdOf(node);
    if (InstanceId === undefined || objectAt(world.aws.Instance, InstanceId)?.State.Name !== 'running') return [];
    const pods = lookup(world.cluster.Pod, 'byNode', node.metadata.name).filter(({ status }) => status.phase === 'Running' && Boolean(status.podIP));
    const host = pods.reduce((adopting, pod) => adoptPod(world, adopting, pod), bootedHost(InstanceId, node.metadata.name));
    return [{ ref: { plane: 'hosts', kind: 'Host', key: InstanceId }, object: host }];
  });
}

/** The address that a manifest says its pod has, and where it says so. */
export type StatedAddress = { readonly pod: string; readonly address: string; readonly path: readonly (string | number)[] };

type PodManifest = {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: { readonly hostNetwork?: boolean };
  readonly status?: { readonly podIP?: string };
  readonly items?: readonly object[];
};

/** The pod addresses that the manifests state, in their order. */
export function statedAddresses(manifests: readonly object[], path: readonly (string | number)[] = []): StatedAddress[] {
  return manifests.flatMap((body, index): StatedAddress[] => {
    const { kind, metadata, status, items } = body as PodManifest;
    if (kind?.endsWith('List') && items !== undefined) return statedAddresses(items, [...path, index, 'items']);
    if (kind !== 'Pod' || !status?.podIP || metadata?.name === undefined) return [];
    return [{ pod: `${metadata.namespace ?? 'default'}/${metadata.name}`, address: status.podIP, path: [...path, index, 'status', 'podIP'] }];
  });
}

/** The pods that run with another address than was stated, or without any. */
export function addressDifferences(world: World, stated: readonly StatedAddress[]): Problem[] {
  return stated.flatMap(({ pod, address, path }): Problem[] => {
    const object = objectAt(world.cluster.Pod, pod);
    if (object === undefined || object.status.phase === 'Succeeded' || object.status.phase === 'Failed' || object.status.podIP === address) return [];
    const now = object.status.podIP;
    const node = object.spec.nodeName;
    const what = node ? fillBoth(NOT_TO_GIVE, { pod, address, node }) : fillBoth(ON_NO_NODE, { pod, address });
    return [{ path, what, how: now ? fillBoth(GIVEN_ANOTHER, { now }) : GIVEN_NONE }];
  });
}

const NOT_TO_GIVE: Text = {
  ko: '{pod} 파드는 {address} 주소를 쓰지 못합니다. {node} 노드의 네트워크 인터페이스에 나눠 줄 그 주소가 없습니다.',
  en: 'pod {pod} cannot have address {address}: no network interface of node {node} has it to give.',
};
const ON_NO_NODE: Text = {
  ko: '{pod} 파드는 {address} 주소를 쓰지 못합니다. 노드에 배치되지 않았습니다.',
  en: 'pod {pod} cannot have address {address}: it runs on no node.',
};
const GIVEN_ANOTHER: Text = {
  ko: '대신 {now} 주소를 받았습니다. 노드의 네트워크 인터페이스에 있고 다른 파드가 쓰지 않는 주소를 쓰거나, 비워 두세요.',
  en: 'It was given {now}. State an address that a network interface of its node holds and no other pod has, or leave it out.',
};
const GIVEN_NONE: Text = {
  ko: '지금은 주소가 없습니다. 노드의 네트워크 인터페이스에 있고 다른 파드가 쓰지 않는 주소를 쓰거나, 비워 두세요.',
  en: 'It has no address. State an address that a network interface of its node holds and no other pod has, or leave it out.',
};
