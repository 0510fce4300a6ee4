/** The targets that an action sends to: groups by their weights, and within a group its targets in turn. */
import { type Address, readAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { interfacesOfBalancer } from '../load-balancer.ts';
import { interfacesOf } from '../network-interface.ts';
import type { LatticeAction } from './action.ts';
import type { LatticeTarget, LatticeTargetGroup } from './target-group.ts';

export type LatticeDestination = {
  readonly group: LatticeTargetGroup;
  /** Null where the group has nobody to send to. */
  readonly target: { readonly address: Address; readonly port: number } | null;
  readonly share: { readonly of: number; readonly outOf: number };
};

/** The addresses at which a target takes connections: an ALB has several. */
export function addressesOfTarget(world: World, { type }: LatticeTargetGroup, { id }: Pick<LatticeTarget, 'id'>): readonly Address[] {
  if (type === 'IP') return [readAddress(id) ?? []].flat();
  const balancer = type === 'ALB' ? objectAt(world.aws.LoadBalancer, id) : undefined;
  const interfaces = type === 'ALB' ? (balancer === undefined ? [] : interfacesOfBalancer(world, balancer)) : interfacesOf(world, id).slice(0, 1);
  return interfaces.flatMap(({ PrivateIpAddresses }) => readAddress(PrivateIpAddresses[0]?.PrivateIpAddress ?? '') ?? []);
}

/** Healthy targets, and where none is healthy all of them. https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-group-health-checks.html */
export function destinationsOf(world: World, { forward }: LatticeAction): readonly LatticeDestination[] {
  const weighted = (forward?.targetGroups ?? []).filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted.flatMap(({ targetGroupIdentifier, weight }): LatticeDestination[] => {
    const group = objectAt(world.aws.LatticeTargetGroup, targetGroupIdentifier);
    if (group === undefined) return [];
    const targets = usable(group).flatMap((target) => addressesOfTarget(world, group, target).map((address) => ({ address, port: target.port })));
    if (targets.length === 0) return [{ group, target: null, share: { of: weight, outOf: total } }];
    return targets.map((target) => ({ group, target, share: { of: weight, outOf: total * targets.length } }));
  });
}

function usable({ targets }: LatticeTargetGroup): readonly LatticeTarget[] {
  const inUse = targets.filter(({ status }) => status !== 'DRAINING' && status !== 'UNUSED');
  const healthy = inUse.filter(({ status }) => status === 'HEALTHY' || status === 'UNAVAILABLE');
  return healthy.length > 0 ? healthy : inUse;
}
