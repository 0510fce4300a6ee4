/**
 * The cloud controller manager about nodes: addresses and labels from EC2, and Nodes away whose instance is terminated. It asks
 * EC2 with the role of the cluster: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 * https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go
 */
import type { Taint } from 'kubernetes-types/core/v1.d.ts';
import { mayCall } from '../../aws/authorize.ts';
import { kubernetesCluster } from '../../aws/eks/endpoint.ts';
import { nodeAddress } from '../../aws/eks/ip-family.ts';
import { privateDnsName, publicDnsName } from '../../aws/hostnames.ts';
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { same } from '../../canonical.ts';
import { instanceIdOf, type Node } from '../../cluster/node.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { mergePatch, remove, update } from '../acts.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';
import { user } from '../identities.ts';

/** Keys: names of Nodes. */
export const cloudNode: Controller = {
  name: 'cloud-controller-manager',
  identity: user('eks:cloud-controller-manager'),
  manager: 'cloud-controller-manager',
  watches: {
    cluster: { Node: ({ ref, before, after }) => (concernsCloud(before as Node | null, after as Node | null) ? [ref.key] : []) },
    aws: {
      Instance: ({ ref }, world) => nodesOn(world, ref.key),
      IamRole: (_change, world) => objectsOf(world.cluster.Node).map(({ metadata }) => metadata.name),
      NetworkInterface: ({ before, after }, world) =>
        [before, after].flatMap((eni) => nodesOn(world, (eni as NetworkInterface | null)?.Attachment?.InstanceId)),
    },
  },
  reconcile: (world, key) => {
    const node = objectAt(world.cluster.Node, key);
    const id = node === undefined ? undefined : instanceIdOf(node);
    const instance = id === undefined ? undefined : objectAt(world.aws.Instance, id);
    if (node === undefined || instance === undefined) return NOTHING;
    if (instance.State.Name === 'terminated')
      return {
        acts: [remove('Node', node)],
        because: { ko: '이 노드의 인스턴스가 종료되었습니다.', en: 'The instance of this node is terminated.' },
      };
    if (!mayAskEc2(world)) return NOTHING;
    const acts = [...initialized(node), ...labels(world, node, instance), ...addresses(world, node, instance.InstanceId)];
    return acts.length === 0
      ? NOTHING
      : {
          acts,
          because: { ko: 'EC2가 이 노드의 주소, 유형, 가용 영역을 압니다.', en: 'EC2 knows the addresses, the type and the zone of this node.' },
        };
  },
};

/** What a kubelet with an external cloud provider registers its node with, until that provider has looked at it. */
export const UNINITIALIZED: Taint = { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' };

/** A world without a cluster leaves out what stands behind its API server. */
function mayAskEc2(world: World): boolean {
  const role = kubernetesCluster(world)?.roleArn;
  if (role === undefined) return true;
  const session = `arn:aws:sts::${world.account}:assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/cloud-controller-manager`;
  return mayCall(world, session, 'ec2:DescribeInstances');
}

function initialized(node: Node): Act[] {
  const taints = node.spec.taints ?? [];
  const left = taints.filter(({ key }) => key !== UNINITIALIZED.key);
  return left.length === taints.length ? [] : [mergePatch('Node', node, { spec: { taints: left } })];
}

function labels(world: World, node: Node, instance: { readonly InstanceId: string; readonly InstanceType: string }): Act[] {
  const subnet = objectAt(world.aws.Subnet, interfacesOf(world, instance.InstanceId)[0]?.SubnetId ?? '');
  const wanted: Record<string, string> = {
    'node.kubernetes.io/instance-type': instance.InstanceType,
    ...(subnet === undefined
      ? {}
      : {
          'topology.kubernetes.io/region': world.region,
          'topology.kubernetes.io/zone': subnet.AvailabilityZone,
          'topology.k8s.aws/zone-id': subnet.AvailabilityZoneId,
        }),
  };
  const missing = Object.entries(wanted).filter(([name]) => node.metadata.labels?.[name] === undefined);
  return missing.length === 0 ? [] : [mergePatch('Node', node, { metadata: { labels: Object.fromEntries(missing) } })];
}

function addresses(world: World, node: Node, InstanceId: string): Act[] {
  const primary = interfacesOf(world, InstanceId)[0]?.PrivateIpAddresses[0];
  if (primary === undefined) return [];
  const { PrivateIpAddress: internal, Association } = primary;
  const dns = privateDnsName(world.region, internal);
  const wanted = [
    // Of the internal addresses the one that the kubelet was started with (cloud-provider/node/helpers/address.go, GetNodeAddressesFromNodeIP).
    { type: 'InternalIP', address: nodeAddress(world, InstanceId) ?? internal },
    ...(Association === undefined ? [] : [{ type: 'ExternalIP', address: Association.PublicIp }]),
    { type: 'InternalDNS', address: dns },
    { type: 'Hostname', address: dns },
    ...(Association === undefined ? [] : [{ type: 'ExternalDNS', address: publicDnsName(world.region, Association.PublicIp) }]),
  ];
  return same(wanted, node.status.addresses) ? [] : [update('Node', { ...node, status: { ...node.status, addresses: wanted } }, 'status')];
}

/** What it writes, and what it reads of a node: the conditions are the kubelet's. */
function concernsCloud(before: Node | null, after: Node | null): boolean {
  if (before === null || after === null || before.metadata !== after.metadata || before.spec !== after.spec) return true;
  return before.status.addresses !== after.status.addresses;
}

function nodesOn(world: World, InstanceId: string | undefined): string[] {
  return InstanceId === undefined ? [] : lookup(world.cluster.Node, 'byInstance', InstanceId).map((node) => node.metadata.name);
}
