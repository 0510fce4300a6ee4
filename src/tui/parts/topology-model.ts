/** The world as a tree: what lies in what. Pure, computed once for each world. */
import { routeTableOf } from '../../engine/aws/route-table.ts';
import { cidrBlocksOf, ipv6BlocksOf } from '../../engine/aws/vpc.ts';
import type { Pod } from '../../engine/cluster/pod.ts';
import type { Host } from '../../engine/hosts/host.ts';
import { nameOf } from '../../engine/name-of.ts';
import { parseAddress } from '../../engine/net/address.ts';
import { contains, parseCidr } from '../../engine/net/cidr.ts';
import { objectsOf } from '../../engine/store.ts';
import type { AwsKinds, World } from '../../engine/world.ts';
import { interfaceUse } from './interface-use.ts';
import { type Exit, exitsOf } from './subnet-exits.ts';
import { type ServiceNode, servicesOf } from './topology-services.ts';

export type Topology = {
  readonly outside: readonly { readonly key: string; readonly address: string }[];
  readonly vpcs: readonly VpcNode[];
  readonly services: readonly ServiceNode[];
  /** Pods that no node runs yet. */
  readonly waiting: readonly PodNode[];
};

export type VpcNode = {
  readonly key: string;
  readonly name: string;
  readonly cidrs: readonly string[];
  /** The account that owns it, where the world has VPCs of several. */
  readonly account: string | null;
  readonly gateways: readonly { readonly key: string; readonly name: string }[];
  readonly subnets: readonly SubnetNode[];
};

export type SubnetNode = {
  readonly key: string;
  readonly name: string;
  readonly zone: string;
  readonly cidr: string;
  /** The internet gateway that its route table leads to: with one it is public, without one private. */
  readonly gateway: string | null;
  readonly routeTable: string | null;
  /** Where its routes lead, besides the VPC. */
  readonly exits: readonly Exit[];
  readonly nodes: readonly InstanceNode[];
  /** Interfaces without an instance: of load balancers, NAT gateways, the control plane. */
  readonly interfaces: readonly InterfaceNode[];
};

export type InstanceNode = {
  readonly key: string;
  readonly name: string;
  readonly state: string;
  readonly ready: boolean | null;
  readonly address: string;
  readonly publicAddress: string | null;
  readonly groups: readonly { readonly key: string; readonly name: string }[];
  readonly interfaces: readonly InterfaceNode[];
  /** The key of its host: where kernels and daemons are. */
  readonly host: string | null;
};

export type InterfaceNode = {
  readonly key: string;
  readonly name: string;
  /** What it is there for, where no instance has it: `ALB shop`; '' where nothing uses it. */
  readonly use: string;
  readonly primary: string;
  readonly pods: readonly PodNode[];
  /** Addresses that no pod uses: what ipamd keeps warm. */
  readonly warm: readonly string[];
};

export type PodNode = {
  readonly key: string;
  readonly name: string;
  readonly address: string | null;
  readonly ready: boolean;
  readonly phase: string;
};

const KNOWN = new WeakMap<World, Topology>();

/** The tree of a world. */
export function topologyOf(world: World): Topology {
  const known = KNOWN.get(world);
  if (known !== undefined) return known;
  const pods = objectsOf(world.cluster.Pod).map(podNode);
  const byAddress = new Map(pods.flatMap((pod) => (pod.address === null ? [] : [[pod.address, pod] as const])));
  const tree: Topology = {
    outside: world.outside.hosts.map((host) => ({ key: host.name, address: host.address })),
    vpcs: objectsOf(world.aws.Vpc).map((vpc) => vpcNode(world, vpc, byAddress)),
    services: servicesOf(world),
    waiting: objectsOf(world.cluster.Pod).flatMap((pod) => (pod.spec.nodeName ? [] : [podNode(pod)])),
  };
  KNOWN.set(world, tree);
  return tree;
}

function vpcNode(world: World, vpc: AwsKinds['Vpc'], pods: ReadonlyMap<string, PodNode>): VpcNode {
  const gateways = objectsOf(world.aws.InternetGateway).filter((gateway) => gateway.Attachments.some((to) => to.VpcId === vpc.VpcId));
  const subnets = objectsOf(world.aws.Subnet).filter((subnet) => subnet.VpcId === vpc.VpcId);
  return {
    key: vpc.VpcId,
    name: nameOf(world, { plane: 'aws', kind: 'Vpc', key: vpc.VpcId }),
    cidrs: [...(vpc.CidrBlockAssociationSet.length > 0 ? cidrBlocksOf(vpc) : [vpc.CidrBlock]), ...ipv6BlocksOf(vpc)],
    account: new Set(objectsOf(world.aws.Vpc).map(({ OwnerId }) => OwnerId)).size > 1 ? vpc.OwnerId : null,
    gateways: gateways.map((gateway) => {
      const key = gateway.InternetGatewayId;
      return { key, name: nameOf(world, { plane: 'aws', kind: 'InternetGateway', key }) };
    }),
    subnets: subnets
      .map((subnet) => subnetNode(world, subnet, pods))
      .sort((one, other) => (one.zone === other.zone ? order(one.cidr, other.cidr) : order(one.zone, other.zone))),
  };
}

function subnetNode(world: World, subnet: AwsKinds['Subnet'], pods: ReadonlyMap<string, PodNode>): SubnetNode {
  const exits = exitsOf(world, subnet);
  const interfaces = objectsOf(world.aws.NetworkInterface).filter((one) => one.SubnetId === subnet.SubnetId);
  const instances = [...new Set(interfaces.flatMap((one) => (one.Attachment?.InstanceId ? [one.Attachment.InstanceId] : [])))];
  return {
    key: subnet.SubnetId,
    name: nameOf(world, { plane: 'aws', kind: 'Subnet', key: subnet.SubnetId }),
    zone: subnet.AvailabilityZone,
    cidr: subnet.CidrBlock,
    gateway: exits.find(({ kind, blackhole }) => kind === 'internet' && !blackhole)?.key ?? null,
    routeTable: routeTableOf(world, subnet)?.RouteTableId ?? null,
    exits,
    nodes: instances.map((id) => instanceNode(world, id, interfaces, pods)),
    interfaces: interfaces.filter((one) => !one.Attachment?.InstanceId).map((one) => interfaceNode(world, one, pods)),
  };
}

type Eni = AwsKinds['NetworkInterface'];

function instanceNode(world: World, id: string, interfaces: readonly Eni[], pods: ReadonlyMap<string, PodNode>): InstanceNode {
  const own = interfaces
    .filter((one) => one.Attachment?.InstanceId === id)
    .sort((one, other) => (one.Attachment?.DeviceIndex ?? 0) - (other.Attachment?.DeviceIndex ?? 0));
  const primary = own[0]?.PrivateIpAddresses.find((address) => address.Primary);
  const instance = objectsOf(world.aws.Instance).find((one) => one.InstanceId === id);
  const host: Host | undefined = objectsOf(world.hosts.Host).find((one) => one.InstanceId === id);
  const node = objectsOf(world.cluster.Node).find((one) => one.metadata.name === host?.nodeName);
  const ready = node?.status.conditions?.find((condition) => condition.type === 'Ready')?.status;
  const groups = [...new Set(own.flatMap((one) => one.Groups.map((group) => group.GroupId)))];
  return {
    key: id,
    name: nameOf(world, { plane: 'aws', kind: 'Instance', key: id }),
    state: instance?.State.Name ?? '',
    ready: ready === undefined ? null : ready === 'True',
    address: primary?.PrivateIpAddress ?? '',
    publicAddress: primary?.Association?.PublicIp ?? null,
    groups: groups.map((key) => ({ key, name: nameOf(world, { plane: 'aws', kind: 'SecurityGroup', key }) })),
    interfaces: own.map((one) => interfaceNode(world, one, pods)),
    host: host?.InstanceId ?? null,
  };
}

function interfaceNode(world: World, eni: Eni, pods: ReadonlyMap<string, PodNode>): InterfaceNode {
  const secondary = eni.PrivateIpAddresses.filter((address) => !address.Primary).map((address) => address.PrivateIpAddress);
  return {
    key: eni.NetworkInterfaceId,
    name: nameOf(world, { plane: 'aws', kind: 'NetworkInterface', key: eni.NetworkInterfaceId }),
    use: eni.Attachment?.InstanceId === undefined ? interfaceUse(world, eni) : '',
    primary: eni.PrivateIpAddresses.find((address) => address.Primary)?.PrivateIpAddress ?? '',
    pods: [...secondary.flatMap((address) => pods.get(address) ?? []), ...podsInPrefixes(eni, pods)],
    warm: secondary.filter((address) => !pods.has(address)),
  };
}

/** The pods with addresses of the prefixes that are delegated to the interface. */
function podsInPrefixes({ Ipv4Prefixes, Ipv6Prefixes = [] }: Eni, pods: ReadonlyMap<string, PodNode>): readonly PodNode[] {
  const prefixes = [...Ipv4Prefixes.map(({ Ipv4Prefix }) => Ipv4Prefix), ...Ipv6Prefixes.map(({ Ipv6Prefix }) => Ipv6Prefix)].map(parseCidr);
  if (prefixes.length === 0) return [];
  const within = (text: string) => prefixes.some((prefix) => contains(prefix, parseAddress(text)));
  return [...pods.values()].filter(({ address }) => address !== null && within(address));
}

function podNode(pod: Pod): PodNode {
  const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
  const ready = pod.status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false;
  const address = pod.spec.hostNetwork ? null : (pod.status.podIP ?? null);
  const phase = pod.metadata.deletionTimestamp === undefined ? (pod.status.phase ?? 'Pending') : 'Terminating';
  return { key, name: pod.metadata.name, address, ready, phase };
}

/** Order of code units: the same on every machine. */
function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
