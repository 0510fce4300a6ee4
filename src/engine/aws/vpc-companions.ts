/**
 * What every VPC has from its creation: a main route table, a default network ACL and a default security group.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html
 */
import type { NetworkAcl } from './network-acl.ts';
import { defaultEntries } from './network-acl.ts';
import type { RouteTable } from './route-table.ts';
import type { SecurityGroup } from './security-group.ts';
import type { SecurityGroupRule } from './security-group-rule.ts';
import type { Vpc } from './vpc.ts';
import { cidrBlocksOf, ipv6BlocksOf } from './vpc.ts';

/** The main route table; it routes the VPC's own blocks to `local`. */
export function mainRouteTableFor(vpc: Vpc, RouteTableId: string, RouteTableAssociationId: string): RouteTable {
  return {
    RouteTableId,
    VpcId: vpc.VpcId,
    OwnerId: vpc.OwnerId,
    Associations: [{ RouteTableAssociationId, Main: true }],
    Routes: localRoutesOf(vpc),
    Tags: [],
  };
}

/** The routes that every table of a VPC has: one to `local` for each of its blocks. */
export function localRoutesOf(vpc: Vpc): RouteTable['Routes'] {
  const local = { GatewayId: 'local', Origin: 'CreateRouteTable' } as const;
  return [
    ...cidrBlocksOf(vpc).map((DestinationCidrBlock) => ({ DestinationCidrBlock, ...local })),
    ...ipv6BlocksOf(vpc).map((DestinationIpv6CidrBlock) => ({ DestinationIpv6CidrBlock, ...local })),
  ];
}

/** The default ACL: it allows everything both ways. */
export function defaultNetworkAclFor(vpc: Vpc, NetworkAclId: string): NetworkAcl {
  return { NetworkAclId, VpcId: vpc.VpcId, OwnerId: vpc.OwnerId, IsDefault: true, Associations: [], Entries: defaultEntries(), Tags: [] };
}

/** The default security group. */
export function defaultSecurityGroupFor(vpc: Vpc, GroupId: string): SecurityGroup {
  return { GroupId, GroupName: 'default', Description: 'default VPC security group', VpcId: vpc.VpcId, OwnerId: vpc.OwnerId, Tags: [] };
}

/** The rule of a default group that lets its own members in. */
export function fromItself(group: SecurityGroup, SecurityGroupRuleId: string): SecurityGroupRule {
  const { GroupId, OwnerId } = group;
  const all = { SecurityGroupRuleId, GroupId, GroupOwnerId: OwnerId, IpProtocol: '-1', FromPort: -1, ToPort: -1, Tags: [] };
  return { ...all, IsEgress: false, ReferencedGroupInfo: { GroupId, UserId: OwnerId } };
}

/** The rule of a cluster's group that lets everything out to its own members: EFA takes no rule of an address range. */
export function toItself(group: SecurityGroup, SecurityGroupRuleId: string): SecurityGroupRule {
  return { ...fromItself(group, SecurityGroupRuleId), IsEgress: true };
}

/** The rule of every new group that lets everything out. */
export function toEverywhere(group: SecurityGroup, SecurityGroupRuleId: string): SecurityGroupRule {
  const { GroupId, OwnerId } = group;
  const all = { SecurityGroupRuleId, GroupId, GroupOwnerId: OwnerId, IpProtocol: '-1', FromPort: -1, ToPort: -1, Tags: [] };
  return { ...all, IsEgress: true, CidrIpv4: '0.0.0.0/0' };
}

/** The same for IPv6, in a VPC that has an IPv6 block. */
export function toEverywhereIpv6(group: SecurityGroup, SecurityGroupRuleId: string): SecurityGroupRule {
  const { CidrIpv4: _four, ...rest } = toEverywhere(group, SecurityGroupRuleId);
  return { ...rest, CidrIpv6: '::/0' };
}
