/** The security groups that an operation gives to an interface. */
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { checkQuota } from './quotas.ts';
import { areConnected } from './ram/resource-share.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Subnet } from './subnet.ts';

type Groups = readonly { readonly GroupId: string }[];

/** The groups, checked to belong to the subnet's VPC; its default group when none is named. */
export function groupsFor(world: World, subnet: Subnet, ids: readonly string[] | undefined): Groups | Refusal {
  if (ids === undefined || ids.length === 0) {
    const own = lookup(world.aws.SecurityGroup, 'byVpc', subnet.VpcId).filter((group) => group.GroupName === 'default');
    // "Participants can't launch resources using the default security group for the VPC because it belongs to the owner."
    // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html
    const foreign = own.some((group) => group.OwnerId !== world.account && areConnected(world, group.OwnerId, world.account));
    if (foreign) return refuse('InvalidGroup.NotFound', `The security group 'default' does not exist in VPC '${subnet.VpcId}'`);
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
