/** The security groups of a load balancer. */
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { invalid } from './refusals.ts';

type Balancer = Pick<LoadBalancer, 'Type' | 'VpcId'>;

/**
 * The groups that were asked for. An ALB without any has the default group of its VPC, an NLB without any has none.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function balancerGroups(world: World, { Type, VpcId }: Balancer, ids: readonly string[] | undefined): readonly string[] | Refusal {
  if (ids === undefined || ids.length === 0) {
    const own = lookup(world.aws.SecurityGroup, 'byVpc', VpcId).filter((group) => group.GroupName === 'default');
    return Type === 'application' ? own.map((group) => group.GroupId) : [];
  }
  const groups = [...new Set(ids)];
  const wrong = groups.find((id) => objectAt(world.aws.SecurityGroup, id)?.VpcId !== VpcId);
  if (wrong !== undefined) return refuse('InvalidSecurityGroup', 'One or more security groups are invalid');
  return groups.length > 5 ? invalid('A maximum of 5 security groups can be specified') : groups;
}
