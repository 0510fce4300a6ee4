/** `SecurityGroups` and `SecurityGroupRules`. The same rules stand in both when real output is read: they are stored once. */
import type { SecurityGroup } from '../security-group.ts';
import type { SecurityGroupRule } from '../security-group-rule.ts';
import type { Vpc } from '../vpc.ts';
import { fromItself, toEverywhere } from '../vpc-companions.ts';
import { MEMBERS } from './members.ts';
import {
  block,
  checkMembers,
  checkReference,
  flag,
  type Item,
  idOf,
  items,
  keep,
  needed,
  newId,
  number,
  part,
  type Reading,
  tags,
  text,
} from './reading.ts';

export function readSecurityGroup(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.SecurityGroup);
  const VpcId = needed(reading, item, 'VpcId', text(reading, item, 'VpcId'));
  if (VpcId === undefined || !checkReference(reading, 'Vpc', { id: VpcId, path: [...item.path, 'VpcId'] })) return;
  const GroupId = idOf(reading, item, 'GroupId', 'sg');
  const GroupName = text(reading, item, 'GroupName') ?? GroupId;
  const object: SecurityGroup = {
    GroupId,
    GroupName,
    Description: text(reading, item, 'Description') ?? GroupName,
    VpcId,
    OwnerId: text(reading, item, 'OwnerId') ?? (reading.objects.Vpc.get(VpcId) as Vpc).OwnerId,
    Tags: tags(reading, item),
  };
  keep(reading, 'SecurityGroup', { id: GroupId, object, path: item.path });
}

export function readSecurityGroupRule(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.SecurityGroupRule);
  const GroupId = needed(reading, item, 'GroupId', text(reading, item, 'GroupId'));
  if (GroupId === undefined || !checkReference(reading, 'SecurityGroup', { id: GroupId, path: [...item.path, 'GroupId'] })) return;
  const group = reading.objects.SecurityGroup.get(GroupId) as SecurityGroup;
  const peer = part(reading, item, 'ReferencedGroupInfo');
  const peerId = peer === undefined ? undefined : text(reading, peer, 'GroupId');
  const SecurityGroupRuleId = idOf(reading, item, 'SecurityGroupRuleId', 'sgr');
  const object: SecurityGroupRule = {
    SecurityGroupRuleId,
    GroupId,
    GroupOwnerId: text(reading, item, 'GroupOwnerId') ?? group.OwnerId,
    IsEgress: flag(reading, item, 'IsEgress') ?? false,
    ...ports(reading, item),
    ...optional('CidrIpv4', block(reading, item, 'CidrIpv4')),
    ...optional('CidrIpv6', block(reading, item, 'CidrIpv6')),
    ...optional('PrefixListId', text(reading, item, 'PrefixListId')),
    ...(peer === undefined || peerId === undefined
      ? {}
      : { ReferencedGroupInfo: { GroupId: peerId, UserId: text(reading, peer, 'UserId') ?? group.OwnerId } }),
    ...optional('Description', text(reading, item, 'Description')),
    Tags: tags(reading, item),
  };
  keep(reading, 'SecurityGroupRule', { id: SecurityGroupRuleId, object, path: item.path });
}

/**
 * The rules that a group's own lists spell out. They count where `SecurityGroupRules` has none for the group; a group of
 * which nothing is said has what a new group has.
 */
export function readPermissions(reading: Reading, item: Item, ruled: ReadonlySet<string>): void {
  const GroupId = text(reading, item, 'GroupId');
  const group = GroupId === undefined ? undefined : reading.objects.SecurityGroup.get(GroupId);
  if (group === undefined || ruled.has(group.GroupId)) return;
  const add = (rule: SecurityGroupRule) => reading.objects.SecurityGroupRule.set(rule.SecurityGroupRuleId, rule);
  for (const rule of permissions(reading, item, { group, IsEgress: false })) add(rule);
  for (const rule of permissions(reading, item, { group, IsEgress: true })) add(rule);
  if (item.value.IpPermissionsEgress === undefined) add(toEverywhere(group, newId(reading, 'sgr')));
  if (item.value.IpPermissions === undefined && group.GroupName === 'default') add(fromItself(group, newId(reading, 'sgr')));
}

type Side = { readonly group: SecurityGroup; readonly IsEgress: boolean };

function permissions(reading: Reading, item: Item, side: Side): SecurityGroupRule[] {
  return items(reading, item, side.IsEgress ? 'IpPermissionsEgress' : 'IpPermissions').flatMap((permission) => {
    checkMembers(reading, permission, ['IpProtocol', 'FromPort', 'ToPort', 'UserIdGroupPairs', 'IpRanges', 'Ipv6Ranges', 'PrefixListIds']);
    const shared = ports(reading, permission);
    return peers(reading, permission, side.group).map((peer) => ({
      SecurityGroupRuleId: newId(reading, 'sgr'),
      GroupId: side.group.GroupId,
      GroupOwnerId: side.group.OwnerId,
      IsEgress: side.IsEgress,
      ...shared,
      ...peer,
      Tags: [],
    }));
  });
}

type Peer = Pick<SecurityGroupRule, 'CidrIpv4' | 'CidrIpv6' | 'PrefixListId' | 'ReferencedGroupInfo' | 'Description'>;

function peers(reading: Reading, permission: Item, group: SecurityGroup): Peer[] {
  const described = (each: Item) => optional('Description', text(reading, each, 'Description'));
  return [
    ...items(reading, permission, 'UserIdGroupPairs').map((each) => {
      const GroupId = needed(reading, each, 'GroupId', text(reading, each, 'GroupId')) ?? '';
      return { ReferencedGroupInfo: { GroupId, UserId: text(reading, each, 'UserId') ?? group.OwnerId }, ...described(each) };
    }),
    ...items(reading, permission, 'IpRanges').map((each) => ({ ...optional('CidrIpv4', block(reading, each, 'CidrIp')), ...described(each) })),
    ...items(reading, permission, 'Ipv6Ranges').map((each) => ({ ...optional('CidrIpv6', block(reading, each, 'CidrIpv6')), ...described(each) })),
    ...items(reading, permission, 'PrefixListIds').map((each) => ({
      ...optional('PrefixListId', text(reading, each, 'PrefixListId')),
      ...described(each),
    })),
  ];
}

function ports(reading: Reading, item: Item): Pick<SecurityGroupRule, 'IpProtocol' | 'FromPort' | 'ToPort'> {
  const FromPort = number(reading, item, 'FromPort') ?? -1;
  return { IpProtocol: text(reading, item, 'IpProtocol') ?? '-1', FromPort, ToPort: number(reading, item, 'ToPort') ?? FromPort };
}

function optional<M extends string>(member: M, value: string | undefined): { readonly [K in M]?: string } {
  return (value === undefined ? {} : { [member]: value }) as { readonly [K in M]?: string };
}
