/** The security groups that an operation gives to an interface. */
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Subnet } from './subnet.ts';

type Groups = readonly { readonly GroupId: string }[];

/** The groups, checked to belong to the subnet's VPC; its default group when none is named. */
export function groupsFor(world: World, subnet: Subnet, ids: readonly string[] | undefined): Groups | Refusal {
  if (ids === undefined || ids.length === 0) {
    const own = lookup(world.aws.SecurityGroup, 'byVpc', subnet.VpcId).filter((group) => group.GroupName === 'default');
    return own.map(({ GroupId }) => ({ GroupId }));
  }
  for (const id of ids) {
    const group = find(world, 'SecurityGroup', id);
    if (isRefusal(group)) return group;
    if (group.VpcId !== subnet.VpcId) {
      return refuse('InvalidParameter', `Security group ${id} and subnet ${subnet.SubnetId} belong to different networks.`);
    }
  }
  const unique = [...new Set(ids)];
  return checkQuota('groupsPerInterface', unique.length) ?? unique.map((GroupId) => ({ GroupId }));
}
