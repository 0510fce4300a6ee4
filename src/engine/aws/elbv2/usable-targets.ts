/** The targets that one node of a load balancer may send to. */
import { type Address, readAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { interfacesOfBalancer, type LoadBalancer } from '../load-balancer.ts';
import type { TargetGroup } from '../target-group.ts';
import type { WeightedGroup } from './action.ts';
import { groupAttributes } from './attributes.ts';
import { addressOfTarget, zoneOfTarget } from './targets.ts';

export type Usable = { readonly address: Address; readonly port: number; readonly zone: string };

type Located = Usable & { readonly healthy: boolean };

/**
 * Whether each node sends to the targets of all zones: the group may say otherwise than the load balancer. On for an ALB, off for an NLB.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#cross-zone-load-balancing
 */
export function crossesZones({ Type, Attributes }: LoadBalancer, group: TargetGroup): boolean {
  const own = groupAttributes(group)['load_balancing.cross_zone.enabled'];
  if (own === 'true' || own === 'false') return own === 'true';
  return Type === 'application' || Attributes['load_balancing.cross_zone.enabled'] === 'true';
}

/** All targets that are registered and in use, wherever they are. */
export function locatedTargets(world: World, group: TargetGroup): readonly Located[] {
  const inUse = group.Targets.filter(({ TargetHealth: { State } }) => State !== 'unused' && State !== 'draining');
  return inUse.flatMap((target) => {
    const healthy = target.TargetHealth.State === 'healthy' || target.TargetHealth.State === 'unavailable';
    if (group.TargetType === 'alb') return nodesOf(world, target.Id, { port: target.Port, healthy });
    const address = addressOfTarget(world, group, target);
    return address === null ? [] : [{ address, port: target.Port, zone: zoneOfTarget(world, group, target), healthy }];
  });
}

/** The nodes of an ALB that is a target of an NLB. */
function nodesOf(world: World, arn: string, target: { readonly port: number; readonly healthy: boolean }): readonly Located[] {
  const balancer = objectAt(world.aws.LoadBalancer, arn);
  if (balancer === undefined) return [];
  return interfacesOfBalancer(world, balancer).flatMap((eni) => {
    const address = readAddress(eni.PrivateIpAddresses[0]?.PrivateIpAddress ?? '');
    const zone = objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone ?? 'all';
    return address === null ? [] : [{ address, zone, ...target }];
  });
}

/** Those among the targets that get traffic: the healthy ones, and where none is healthy all of them. */
export function routable<T extends Located>(targets: readonly T[]): readonly T[] {
  const healthy = targets.filter((target) => target.healthy);
  return healthy.length > 0 ? healthy : targets;
}

/** The targets that a node in the zone may send to. */
export function usableTargets(
  world: World,
  balancer: LoadBalancer,
  { group, zone }: { readonly group: TargetGroup; readonly zone: string },
): readonly Usable[] {
  const all = locatedTargets(world, group);
  return routable(crossesZones(balancer, group) ? all : all.filter((target) => target.zone === zone || target.zone === 'all'));
}

/** One thing that a node may send to, with its share of the connections; null where a group has nobody to send to. */
export type Destination = { readonly group: TargetGroup; readonly target: Usable | null; readonly share: Share };
type Share = { readonly of: number; readonly outOf: number };

/** What a node in the zone sends to by an action: groups by their weights, and within a group the targets in turn. */
export function destinations(
  world: World,
  balancer: LoadBalancer,
  { groups, zone }: { readonly groups: readonly WeightedGroup[]; readonly zone: string },
): readonly Destination[] {
  const weighted = groups.filter(({ Weight }) => Weight > 0);
  const total = weighted.reduce((sum, { Weight }) => sum + Weight, 0);
  return weighted.flatMap(({ TargetGroupArn, Weight }): Destination[] => {
    const group = objectAt(world.aws.TargetGroup, TargetGroupArn);
    if (group === undefined) return [];
    const targets = usableTargets(world, balancer, { group, zone });
    if (targets.length === 0) return [{ group, target: null, share: { of: Weight, outOf: total } }];
    return targets.map((target) => ({ group, target, share: { of: Weight, outOf: total * targets.length } }));
  });
}
