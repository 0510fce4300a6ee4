/**
 * The network interface that ipamd asks for: in which subnet, with which groups and tags.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/awsutils/awsutils.go (createENI, subnet discovery)
 */
import { interfacesOf } from '../../aws/network-interface.ts';
import type { Subnet } from '../../aws/subnet.ts';
import { freeAddressCount } from '../../aws/subnet-addresses.ts';
import { tagOf } from '../../aws/tags.ts';
import { cniSettings } from '../../hosts/cni-env.ts';
import type { Host } from '../../hosts/host.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

/** The input of CreateNetworkInterface for one more ENI with so many secondary addresses. */
export function eniRequest(world: World, host: Host, count: number): { readonly [member: string]: unknown } {
  const primary = interfacesOf(world, host.InstanceId)[0];
  const cluster = tagOf(primary ?? {}, 'cluster.k8s.amazonaws.com/name');
  const Tags = [
    ...(cluster === undefined ? [] : [{ Key: 'cluster.k8s.amazonaws.com/name', Value: cluster }]),
    { Key: 'node.k8s.amazonaws.com/instance_id', Value: host.InstanceId },
  ];
  return {
    // The description is "aws-K8S-" and the instance: https://docs.aws.amazon.com/eks/latest/best-practices/vpc-cni.html
    Description: `aws-K8S-${host.InstanceId}`,
    SubnetId: chooseSubnet(world, host, primary?.SubnetId ?? ''),
    Groups: (primary?.Groups ?? []).map(({ GroupId }) => GroupId),
    SecondaryPrivateIpAddressCount: count,
    TagSpecifications: [{ ResourceType: 'network-interface', Tags }],
  };
}

/** The usable subnet of the node's VPC and zone with the most free addresses; the node's own unless it is tagged out. */
function chooseSubnet(world: World, host: Host, own: string): string {
  const home = objectAt(world.aws.Subnet, own);
  if (home === undefined || !cniSettings(host.ipamd?.env ?? {}).subnetDiscovery) return own;
  const usable = lookup(world.aws.Subnet, 'byVpc', home.VpcId).filter(
    (subnet) => subnet.AvailabilityZone === home.AvailabilityZone && isUsable(subnet, own),
  );
  const byRoom = usable.map((subnet) => ({ id: subnet.SubnetId, free: freeAddressCount(world, subnet) }));
  byRoom.sort((one, other) => other.free - one.free || (one.id === own ? -1 : other.id === own ? 1 : one.id < other.id ? -1 : 1));
  return byRoom[0]?.id ?? own;
}

/** `kubernetes.io/role/cni`: any value but 0 lets a further subnet in; the node's own is in unless it says 0. */
function isUsable(subnet: Subnet, own: string): boolean {
  const role = tagOf(subnet, 'kubernetes.io/role/cni');
  return role === undefined ? subnet.SubnetId === own : role !== '0';
}
