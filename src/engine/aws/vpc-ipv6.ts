/**
 * What a VPC gets with its first IPv6 block: its default network ACL and its default group let IPv6 through.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html, .../default-security-group.html
 */
import type { Effect } from '../change.ts';
import type { Principal } from '../principal.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { mintIds } from './mint-ids.ts';
import { defaultNetworkAclOf, FINAL_IPV6_RULE, ipv6Entries, type NetworkAcl, sortedEntries } from './network-acl.ts';
import { toEverywhereIpv6 } from './vpc-companions.ts';

/** The changes that the first IPv6 block of a VPC brings along. */
export function ipv6Companions(world: World, as: Principal, VpcId: string): { readonly world: World; readonly effects: readonly Effect[] } {
  const acl = defaultNetworkAclOf(world, VpcId);
  const group = lookup(world.aws.SecurityGroup, 'byVpc', VpcId).find((each) => each.GroupName === 'default');
  if (group === undefined || acl === undefined) return { world, effects: [] };
  const minted = mintIds(world, as, ['sgr']);
  return { world: minted.world, effects: [store('NetworkAcl', withIpv6(acl)), store('SecurityGroupRule', toEverywhereIpv6(group, minted.ids[0]))] };
}

/** The ACL with rows for IPv6: a default one allows, and each ends in a deny. */
export function withIpv6(acl: NetworkAcl): NetworkAcl {
  if (acl.Entries.some((entry) => entry.RuleNumber === FINAL_IPV6_RULE)) return acl;
  return { ...acl, Entries: sortedEntries([...acl.Entries, ...ipv6Entries(acl.IsDefault)]) };
}
