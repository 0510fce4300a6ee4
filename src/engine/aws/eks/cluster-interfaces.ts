/** The interfaces that EKS puts into the customer's VPC (X-ENIs): made with the cluster, moved when its subnets or its version change. */
import type { Effect } from '../../change.ts';
import type { Principal } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import type { EksCluster } from '../eks-cluster.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { serviceInterface } from '../service-interface.ts';
import type { Subnet } from '../subnet.ts';
import { clusterInterfaces, interfaceDescription } from './endpoint.ts';
import { isIpv6 } from './ip-family.ts';

/** The account of AWS that owns the control planes. */
export const EKS_ACCOUNT = '464622532012';

type Made = { readonly world: World; readonly effects: readonly Effect[] };

/**
 * "Amazon EKS creates 2–4 elastic network interfaces in the subnets that you specify", in at least two zones.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export function placeInterfaces(world: World, cluster: EksCluster, as: Principal): Made | Refusal {
  let next = world;
  const effects: Effect[] = [];
  for (const subnet of chosenSubnets(world, cluster)) {
    const made = serviceInterface(next, {
      subnet,
      as,
      InterfaceType: 'interface',
      RequesterId: EKS_ACCOUNT,
      Description: interfaceDescription(cluster.name),
      Groups: groupsOf(cluster),
      // "The network interfaces that Amazon EKS creates for your cluster and your nodes are assigned an IPv4 and an IPv6 address" (network-reqs).
      ipv6: isIpv6(cluster),
    });
    if (isRefusal(made)) return made;
    next = made.world;
    effects.push(store('NetworkInterface', made.eni));
  }
  return { world: next, effects };
}

/**
 * New interfaces for the cluster as it is to be, before the old ones go: at the peak the subnets hold both.
 * https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html
 */
export function replaceInterfaces(world: World, cluster: EksCluster, { wanted, as }: { readonly wanted: EksCluster; readonly as: Principal }) {
  const placed = placeInterfaces(world, wanted, as);
  if (isRefusal(placed)) return placed;
  const old = clusterInterfaces(world, cluster).map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId));
  return { world: placed.world, effects: [...placed.effects, ...old] };
}

/** The same interfaces with the groups that the cluster has now. */
export function regroupInterfaces(world: World, cluster: EksCluster): readonly Effect[] {
  return clusterInterfaces(world, cluster).map((eni) => store('NetworkInterface', { ...eni, Groups: groupsOf(cluster) }));
}

/** The cluster security group, and those that were named for the cluster. */
function groupsOf({ resourcesVpcConfig: { clusterSecurityGroupId, securityGroupIds } }: EksCluster) {
  return [clusterSecurityGroupId, ...securityGroupIds].map((GroupId) => ({ GroupId }));
}

/** One subnet of each zone first, then further ones, up to four. */
function chosenSubnets(world: World, cluster: EksCluster): readonly Subnet[] {
  const subnets = cluster.resourcesVpcConfig.subnetIds.flatMap((id) => objectAt(world.aws.Subnet, id) ?? []);
  const first = subnets.filter((subnet, index) => subnets.findIndex((other) => other.AvailabilityZone === subnet.AvailabilityZone) === index);
  return [...first, ...subnets.filter((subnet) => !first.includes(subnet))].slice(0, 4);
}
