/**
 * The kubelet about its node: what it has room for, and whether it is ready.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/nodestatus/setters.go
 */
import type { NodeCondition } from 'kubernetes-types/core/v1.d.ts';
import { nodeAddress } from '../../../aws/eks/ip-family.ts';
import { type InstanceLimits, limitsOf, maxPodsOf } from '../../../aws/instance-limits.ts';
import type { NetworkInterface } from '../../../aws/network-interface.ts';
import { same } from '../../../canonical.ts';
import type { Node } from '../../../cluster/node.ts';
import { timestamp } from '../../../cluster/timestamp.ts';
import { type Host, hostOfNode, isCutOff } from '../../../hosts/host.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { update } from '../../acts.ts';
import { type Controller, NOTHING } from '../../controller.ts';
import { kubeletOf } from '../../identities.ts';

/** Keys: names of Nodes. */
export const kubeletNode: Controller = {
  name: 'kubelet-node-status',
  identity: (_world, key) => kubeletOf(key),
  manager: 'kubelet',
  watches: {
    cluster: { Node: ({ ref }) => [ref.key] },
    hosts: { Host: ({ before, after }) => (joins(before as Host | null, after as Host | null) ? nodesOf([before, after] as (Host | null)[]) : []) },
    aws: { NetworkInterface: ({ after }, world) => nodesOf([hostOfInterface(world, after as NetworkInterface | null)]) },
  },
  reconcile: (world, key) => {
    const node = objectAt(world.cluster.Node, key);
    const host = hostOfNode(world, key);
    if (node === undefined || host === undefined || isCutOff(host)) return NOTHING;
    const status = statusOf(world, node, host);
    return same(status, node.status)
      ? NOTHING
      : {
          acts: [update('Node', { ...node, status }, 'status')],
          because: { ko: 'kubelet이 노드의 상태를 알립니다.', en: 'The kubelet reports its node.' },
        };
  },
};

function statusOf(world: World, node: Node, host: Host): Node['status'] {
  const ready = readiness(host);
  const conditions = [...HEALTHY, ready].map((condition) => withTimes(condition, node, world.now));
  const others = (node.status.conditions ?? []).filter(({ type }) => !conditions.some((condition) => condition.type === type));
  const address = nodeAddress(world, host.InstanceId);
  const addresses = node.status.addresses ?? [
    ...(address === undefined ? [] : [{ type: 'InternalIP', address }]),
    { type: 'Hostname', address: node.metadata.name },
  ];
  return {
    ...node.status,
    ...capacityOf(world, host, node),
    addresses,
    conditions: [...conditions, ...others],
    nodeInfo: node.status.nodeInfo ?? NODE_INFO,
  };
}

/** What a stated status says is adopted: a kubelet may have been started with a max-pods of its own. */
function capacityOf(world: World, host: Host, node: Node) {
  const limits = limitsOf(objectAt(world.aws.Instance, host.InstanceId)?.InstanceType ?? '');
  if (limits === undefined) return {};
  const pods = String(host.maxPods ?? maxPodsOf(limits));
  const capacity = { ...resourcesOf(limits), pods, ...node.status.capacity };
  return { capacity, allocatable: { ...capacity, ...allocatableOf(limits), pods: capacity.pods, ...node.status.allocatable } };
}

/** Of a few old types nobody says how large they are. */
function resourcesOf({ vcpus, memory }: InstanceLimits): { readonly [resource: string]: string } {
  return { ...(vcpus === undefined ? {} : { cpu: String(vcpus) }), ...(memory === undefined ? {} : { memory: `${memory * 1024}Ki` }) };
}

/**
 * What is left for pods after the reservations of the EKS AMI and the eviction threshold.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
function allocatableOf(limits: InstanceLimits): { readonly [resource: string]: string } {
  const { vcpus, memory } = limits;
  const reservedMemory = 255 + 11 * maxPodsOf(limits);
  return {
    ...(vcpus === undefined ? {} : { cpu: `${vcpus * 1000 - reservedCpu(vcpus)}m` }),
    ...(memory === undefined ? {} : { memory: `${(memory - reservedMemory - 100) * 1024}Ki` }),
  };
}

/** Millicores: 6 % of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest. */
function reservedCpu(cores: number): number {
  const share = [60, 10, 5, 5];
  let reserved = 0;
  for (let core = 0; core < cores; core++) reserved += share[core] ?? 2.5;
  return Math.floor(reserved);
}

type Condition = Pick<NodeCondition, 'type' | 'status' | 'reason' | 'message'>;

const HEALTHY: readonly Condition[] = [
  { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
  { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
];

const NODE_INFO = {
  architecture: 'amd64',
  bootID: '',
  containerRuntimeVersion: 'containerd://1.7.27',
  kernelVersion: '6.1.147-172.266.amzn2023.x86_64',
  kubeProxyVersion: '',
  kubeletVersion: 'v1.33.3-eks-3abbec1',
  machineID: '',
  operatingSystem: 'linux',
  osImage: 'Amazon Linux 2023.8.20250818',
  systemUUID: '',
};

function readiness(host: Host): Condition {
  if (host.ipamd !== null) return { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' };
  const plugin = 'NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
  return { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: `container runtime network not ready: ${plugin}` };
}

/** Not every heartbeat is written: the time of the last one is that of the last transition. */
function withTimes(condition: Condition, node: Node, now: number): NodeCondition {
  const before = node.status.conditions?.find((candidate) => candidate.type === condition.type);
  const at = before?.status === condition.status ? (before.lastTransitionTime ?? timestamp(now)) : timestamp(now);
  const heartbeat = before?.status === condition.status ? (before.lastHeartbeatTime ?? at) : at;
  return { ...condition, lastHeartbeatTime: heartbeat, lastTransitionTime: at };
}

function joins(before: Host | null, after: Host | null): boolean {
  return before?.nodeName !== after?.nodeName || (before?.ipamd === null) !== (after?.ipamd === null) || before?.heartbeat !== after?.heartbeat;
}

function nodesOf(hosts: readonly (Host | null | undefined)[]): string[] {
  return hosts.flatMap((host) => (host?.nodeName ? [host.nodeName] : []));
}

function hostOfInterface(world: World, eni: NetworkInterface | null): Host | undefined {
  return eni?.Attachment === undefined ? undefined : objectAt(world.hosts.Host, eni.Attachment.InstanceId);
}
