/**
 * The network interface that ipamd asks for: in which subnet, with which groups and tags.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/awsutils/awsutils.go (createENI, subnet discovery)
 */
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { freeAddressCount } from '../../aws/subnet-addresses.ts';
import { tagOf } from '../../aws/tags.ts';
import { eniConfigName } from '../../hosts/eni-config-name.ts';
import type { Host } from '../../hosts/host.ts';
import type { PoolUnit } from '../../hosts/ipamd-pool.ts';
import type { IpamdSettings } from '../../hosts/ipamd-settings.ts';
import { givesEnis } from '../../hosts/pod-subnets.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

type Asked = {
  readonly host: Host;
  readonly settings: IpamdSettings;
  readonly unit: PoolUnit;
  readonly count: number;
  /** Subnets that have just had no room. */
  readonly without: readonly string[];
};

/** The input of CreateNetworkInterface; null when no subnet is left, 'no-eniconfig' when custom networking finds no ENIConfig. */
export function eniRequest(world: World, asked: Asked): { readonly [member: string]: unknown } | 'no-eniconfig' | null {
  const { host, settings, unit, count } = asked;
  const primary = interfacesOf(world, host.InstanceId)[0];
  const place = settings.customNetworking ? placeOfConfig(world, host, { settings, primary }) : placeOfDiscovery(world, asked, primary);
  if (place === null || place === 'no-eniconfig') return place;
  const cluster = settings.clusterName || tagOf(primary ?? {}, 'cluster.k8s.amazonaws.com/name');
  const Tags = [
    ...(cluster === undefined ? [] : [{ Key: 'cluster.k8s.amazonaws.com/name', Value: cluster }]),
    { Key: 'node.k8s.amazonaws.com/instance_id', Value: host.InstanceId },
    ...settings.additionalTags,
  ];
  return {
    // The description is "aws-K8S-" and the instance: https://docs.aws.amazon.com/eks/latest/best-practices/vpc-cni.html
    Description: `aws-K8S-${host.InstanceId}`,
    ...place,
    ...(unit === 'prefix' ? { Ipv4PrefixCount: count } : { SecondaryPrivateIpAddressCount: count }),
    TagSpecifications: [{ ResourceType: 'network-interface', Tags }],
  };
}

type Place = { readonly SubnetId: string; readonly Groups: readonly string[] };
type Taken = { readonly settings: IpamdSettings; readonly primary: NetworkInterface | undefined };

/** The ENIConfig's subnet is the only one; without groups of its own the primary ENI's are taken (createENI). */
function placeOfConfig(world: World, host: Host, { settings, primary }: Taken): Place | 'no-eniconfig' {
  const node = objectAt(world.cluster.Node, host.nodeName ?? '');
  const config = node === undefined ? undefined : objectAt(world.cluster.ENIConfig, eniConfigName(node.metadata, settings));
  if (config === undefined) return 'no-eniconfig';
  const { subnet = '', securityGroups = [] } = config.spec ?? {};
  return { SubnetId: subnet, Groups: securityGroups.length > 0 ? securityGroups : groupsOf(primary) };
}

/** The usable subnet of the node's VPC and zone with the most free addresses; the node's own without discovery. */
function placeOfDiscovery(world: World, { settings, without }: Asked, primary: NetworkInterface | undefined): Place | null {
  const own = primary?.SubnetId ?? '';
  const candidates = settings.subnetDiscovery ? discovered(world, own, settings) : [own];
  const SubnetId = candidates.find((id) => !without.includes(id));
  return SubnetId === undefined ? null : { SubnetId, Groups: groupsOf(primary) };
}

function discovered(world: World, own: string, { clusterName }: IpamdSettings): string[] {
  const home = objectAt(world.aws.Subnet, own);
  if (home === undefined) return [own];
  const usable = lookup(world.aws.Subnet, 'byVpc', home.VpcId).filter(
    (subnet) => subnet.AvailabilityZone === home.AvailabilityZone && givesEnis(subnet, { clusterName, isOwn: subnet.SubnetId === own }),
  );
  const byRoom = usable.map((subnet) => ({ id: subnet.SubnetId, free: usable.length === 1 ? 0 : freeAddressCount(world, subnet) }));
  byRoom.sort((one, other) => other.free - one.free || (one.id === own ? -1 : other.id === own ? 1 : one.id < other.id ? -1 : 1));
  return byRoom.map(({ id }) => id);
}

function groupsOf(primary: NetworkInterface | undefined): string[] {
  return (primary?.Groups ?? []).map(({ GroupId }) => GroupId);
}
