/**
 * What starts with an instance: its kernel, sshd, and on a node of the cluster the kubelet, which registers its Node.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/README.md
 */
import { kubernetesCluster } from '../../aws/eks/endpoint.ts';
import { type EksNodegroup, nodegroupOf } from '../../aws/eks-nodegroup.ts';
import { privateDnsName } from '../../aws/hostnames.ts';
import { isPlainImage } from '../../aws/image.ts';
import type { Instance } from '../../aws/instance.ts';
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { tagOf, tagsOf } from '../../aws/tags.ts';
import { same } from '../../canonical.ts';
import { instanceIdOf, type Node } from '../../cluster/node.ts';
import type { Host } from '../../hosts/host.ts';
import { lookup, objectAt } from '../../store.ts';
import type { Listener, World } from '../../world.ts';
import { create } from '../acts.ts';
import { UNINITIALIZED } from '../control-plane/cloud-node.ts';
import { type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { kubeletOf } from '../identities.ts';
import { clusterOfInstance, registrationOf } from './registration.ts';

const SSHD: Listener = { protocol: 'tcp', port: 22, serves: 'nothing' };
/** From a running instance to its kubelet, and between two attempts of the kubelet to register. */
const TO_KUBELET = 25_000;
const RETRY = 10_000;
const SLOW_RETRY = 60_000;
const TRIED_OFTEN = 1_200_000;
/** https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
const KUBELET: Listener = { protocol: 'tcp', port: 10250, serves: 'nothing' };

/** Keys: instance ids. */
export const nodeadm: Controller = {
  name: 'nodeadm',
  identity: (world, key) => kubeletOf(nodeNameOf(world, key) ?? key),
  manager: 'kubelet',
  watches: {
    aws: {
      Instance: ({ ref }) => [ref.key],
      NetworkInterface: ({ after }) => instanceOf(after as NetworkInterface | null),
    },
    cluster: { Node: ({ after }) => (after === null ? [] : [instanceIdOf(after as Node)].filter((id) => id !== undefined)) },
  },
  reconcile: (world, key) => {
    const instance = objectAt(world.aws.Instance, key);
    const host = objectAt(world.hosts.Host, key);
    if (instance?.State.Name !== 'running') return host === undefined ? NOTHING : halted(key);
    const nodeName = host?.nodeName ?? nodeNameOf(world, key);
    if (nodeName === undefined || nodeName === null) return host === undefined ? started(bootedHost(key, null)) : NOTHING;
    if (host?.nodeName) return NOTHING;
    // A world that states an instance states a node that has come into its cluster.
    const from = instance.since;
    return from === undefined ? registered(world, host ?? bootedHost(key, null), nodeName) : joining(world, { instance, host, nodeName, from });
  },
};

type Joining = { readonly instance: Instance; readonly host: Host | undefined; readonly nodeName: string; readonly from: number };

/** A node that was launched climbs the ladder, again and again until it is up. */
function joining(world: World, { instance, host, nodeName, from }: Joining): Reconcile {
  const known = objectAt(world.cluster.Node, nodeName) !== undefined;
  // A node that a world states comes back under its name after a stop, by whatever it once joined.
  const cluster = clusterOfInstance(world, instance) ?? (known ? kubernetesCluster(world) : undefined);
  const booted = host ?? bootedHost(instance.InstanceId, null);
  if (cluster === undefined && known) return registered(world, host ?? booted, nodeName);
  if (cluster === undefined || cluster.name !== kubernetesCluster(world)?.name) return host === undefined ? started(booted) : NOTHING;
  if (world.now < from + TO_KUBELET) return { ...(host === undefined ? started(booted) : NOTHING), dueAt: from + TO_KUBELET };
  const registration = registrationOf(world, { instance, cluster, name: nodeName });
  const { registration: before, ...reached } = booted;
  if (registration === null) return registered(world, reached, nodeName);
  const dueAt = world.now + (world.now - from < TRIED_OFTEN ? RETRY : SLOW_RETRY);
  if (same(before, registration)) return { acts: [], because: null, dueAt, periodic: true };
  return {
    acts: started({ ...booted, registration }).acts,
    because: { ko: `${nodeName} 노드가 등록하지 못합니다. ${registration.line}`, en: `${nodeName} cannot register: ${registration.line}` },
    dueAt,
    periodic: true,
  };
}

/** The kubelet registers its Node when it starts, once: a Node that is deleted later stays away until the instance starts anew. */
function registered(world: World, host: Host, nodeName: string): Reconcile {
  const known = objectAt(world.cluster.Node, nodeName) !== undefined;
  const zone = zoneOf(world, host.InstanceId);
  const group = nodegroupOfInstance(world, host.InstanceId);
  const limit = group?.maxPods === undefined ? {} : { maxPods: group.maxPods };
  const joined: Host = { ...host, nodeName, listeners: [SSHD, KUBELET], ...limit };
  const labels = {
    'kubernetes.io/hostname': nodeName,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    ...(group === undefined
      ? {}
      : { ...group.labels, 'eks.amazonaws.com/nodegroup': group.nodegroupName, 'eks.amazonaws.com/capacityType': group.capacityType }),
  };
  const own = (group?.taints ?? []).map(({ effect, ...taint }) => ({ ...taint, effect: EFFECTS[effect] ?? effect }));
  const taints = objectAt(world.aws.Instance, host.InstanceId)?.since === undefined ? own : [...own, UNINITIALIZED];
  const spec = { providerID: `aws:///${zone}/${host.InstanceId}`, ...(taints.length === 0 ? {} : { taints }) };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName, labels }, spec, status: {} };
  return {
    acts: [...started(joined).acts, ...(known ? [] : [create('Node', node)])],
    because: { ko: `${nodeName} 노드의 kubelet이 시작했습니다.`, en: `The kubelet of ${nodeName} has started.` },
  };
}

function started(host: Host): Reconcile {
  const ref = { plane: 'hosts', kind: 'Host', key: host.InstanceId } as const;
  return { acts: [{ plane: 'hosts', ref, object: host, verb: 'boot' }], because: { ko: '인스턴스가 실행 중입니다.', en: 'The instance runs.' } };
}

function halted(key: string): Reconcile {
  return {
    acts: [{ plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key }, object: null, verb: 'halt' }],
    because: { ko: '인스턴스가 실행 중이 아닙니다.', en: 'The instance does not run.' },
  };
}

/** A host as it is after booting; `nodeName` is null where no kubelet runs. */
export function bootedHost(InstanceId: string, nodeName: string | null): Host {
  const listeners = nodeName === null ? [SSHD] : [SSHD, KUBELET];
  return { InstanceId, nodeName, kubelet: { sandboxes: [] }, ipamd: null, kubeProxy: { state: 'absent' }, listeners };
}

/** The Node that stands for the instance, or the name under which its kubelet will register; undefined outside a cluster. */
function nodeNameOf(world: World, InstanceId: string): string | undefined {
  const node = lookup(world.cluster.Node, 'byInstance', InstanceId)[0];
  if (node !== undefined) return node.metadata.name;
  const instance = objectAt(world.aws.Instance, InstanceId);
  const address = interfacesOf(world, InstanceId)[0]?.PrivateIpAddresses[0]?.PrivateIpAddress;
  return instance !== undefined && address !== undefined && belongsToCluster(world, instance) ? privateDnsName(world.region, address) : undefined;
}

/** An image without a kubelet stays outside, however its instance is tagged. */
function belongsToCluster(world: World, instance: Instance): boolean {
  if (isPlainImage(world, instance.ImageId)) return false;
  return tagsOf(instance).some(({ Key, Value }) => Key.startsWith('kubernetes.io/cluster/') && (Value === 'owned' || Value === 'shared'));
}

/** How EKS spells the effects of taints. https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html */
const EFFECTS: { readonly [effect: string]: string } = { NO_SCHEDULE: 'NoSchedule', NO_EXECUTE: 'NoExecute', PREFER_NO_SCHEDULE: 'PreferNoSchedule' };

function nodegroupOfInstance(world: World, InstanceId: string): EksNodegroup | undefined {
  const instance = objectAt(world.aws.Instance, InstanceId);
  const [cluster, name] = instance === undefined ? [] : [tagOf(instance, 'eks:cluster-name'), tagOf(instance, 'eks:nodegroup-name')];
  return cluster === undefined || name === undefined ? undefined : nodegroupOf(world, cluster, name);
}

function zoneOf(world: World, InstanceId: string): string {
  const SubnetId = interfacesOf(world, InstanceId)[0]?.SubnetId ?? '';
  return objectAt(world.aws.Subnet, SubnetId)?.AvailabilityZone ?? '';
}

function instanceOf(eni: NetworkInterface | null): string[] {
  return eni?.Attachment === undefined ? [] : [eni.Attachment.InstanceId];
}
