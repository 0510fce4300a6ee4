/** Rules of security groups as inputs give them (IpPermissions), taken apart into one rule for each peer. */
import { familyOf } from '../net/address.ts';
import { readCidr, showCidr } from '../net/cidr.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { SecurityGroup } from './security-group.ts';
import type { SecurityGroupRule } from './security-group-rule.ts';
import { idOf, integer, string } from './shape.ts';
import { arePeered } from './vpc-peering-connection.ts';

const PAIR = {
  type: 'structure',
  members: { Description: string, UserId: string, GroupName: string, GroupId: idOf('SecurityGroup'), VpcId: idOf('Vpc') },
} as const;

export const IP_PERMISSIONS = {
  type: 'list',
  of: {
    type: 'structure',
    members: {
      IpProtocol: string,
      FromPort: integer,
      ToPort: integer,
      UserIdGroupPairs: { type: 'list', of: PAIR },
      IpRanges: { type: 'list', of: { type: 'structure', members: { Description: string, CidrIp: string } } },
      Ipv6Ranges: { type: 'list', of: { type: 'structure', members: { Description: string, CidrIpv6: string } } },
      PrefixListIds: { type: 'list', of: { type: 'structure', members: { Description: string, PrefixListId: string } } },
    },
  },
} as const;

type Text = string | undefined;
export type Permission = {
  readonly IpProtocol?: Text;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly UserIdGroupPairs?: readonly { readonly GroupId?: Text; readonly GroupName?: Text; readonly Description?: Text }[] | undefined;
  readonly IpRanges?: readonly { readonly CidrIp?: Text; readonly Description?: Text }[] | undefined;
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6?: Text; readonly Description?: Text }[] | undefined;
  readonly PrefixListIds?: readonly { readonly PrefixListId?: Text; readonly Description?: Text }[] | undefined;
};

/** A rule that has no id yet. */
export type RuleBody = Omit<SecurityGroupRule, 'SecurityGroupRuleId' | 'Tags'>;
type Peer = Pick<SecurityGroupRule, 'CidrIpv4' | 'CidrIpv6' | 'PrefixListId' | 'ReferencedGroupInfo'>;

/** The rules that the permissions spell out, in their order, or what EC2 answers to the first that is wrong. */
export function rulesFrom(
  world: World,
  group: SecurityGroup,
  given: { readonly permissions: readonly Permission[]; readonly egress: boolean },
): RuleBody[] | Refusal {
  const rules: RuleBody[] = [];
  for (const permission of given.permissions) {
    const ports = portsOf(permission);
    if (isRefusal(ports)) return ports;
    const peers = peersOf(world, group, permission);
    if (isRefusal(peers)) return peers;
    for (const { peer, description } of peers) {
      const owner = { GroupId: group.GroupId, GroupOwnerId: group.OwnerId, IsEgress: given.egress };
      rules.push({ ...owner, ...ports, ...peer, ...(description === undefined ? {} : { Description: description }) });
    }
  }
  return rules;
}

/** Whether two rules let the same packets pass: everything but id, tags and description. */
export function sameRule(one: RuleBody, other: RuleBody): boolean {
  return (
    one.IsEgress === other.IsEgress &&
    one.IpProtocol === other.IpProtocol &&
    one.FromPort === other.FromPort &&
    one.ToPort === other.ToPort &&
    peerOf(one) === peerOf(other)
  );
}

/** The peer of a rule as EC2 names it in messages. */
export function peerOf(rule: Peer): string {
  return rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.ReferencedGroupInfo?.GroupId ?? rule.PrefixListId ?? '';
}

const NUMBERS: { readonly [number: string]: string } = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html: names, numbers and what ports mean for each. */
export function portsOf({ IpProtocol, FromPort, ToPort }: Permission): Pick<RuleBody, 'IpProtocol' | 'FromPort' | 'ToPort'> | Refusal {
  if (IpProtocol === undefined) return refuse('MissingParameter', 'The request must contain the parameter ipProtocol');
  const lower = IpProtocol.toLowerCase();
  const protocol = lower === 'all' ? '-1' : (NUMBERS[lower] ?? lower);
  const known = ['tcp', 'udp', 'icmp', 'icmpv6', '-1'].includes(protocol) || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255);
  if (!known) return refuse('InvalidParameterValue', `Invalid value '${IpProtocol}' for IP protocol. Unknown protocol.`);
  if (protocol === 'icmp' || protocol === 'icmpv6') return { IpProtocol: protocol, FromPort: FromPort ?? -1, ToPort: ToPort ?? -1 };
  if (protocol !== 'tcp' && protocol !== 'udp') return { IpProtocol: protocol, FromPort: -1, ToPort: -1 };
  if (FromPort === undefined || ToPort === undefined) {
    return refuse('InvalidParameterValue', `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`);
  }
  const wrong = [FromPort, ToPort].find((port) => port < 0 || port > 65535);
  if (wrong !== undefined) return refuse('InvalidParameterValue', `TCP/UDP port (${wrong}) out of range`);
  if (FromPort > ToPort) return refuse('InvalidParameterValue', `Invalid TCP/UDP port range (${FromPort}:${ToPort})`);
  return { IpProtocol: protocol, FromPort, ToPort };
}

type Found = { readonly peer: Peer; readonly description: Text };

function peersOf(world: World, group: SecurityGroup, permission: Permission): Found[] | Refusal {
  const found: Found[] = [];
  for (const { CidrIp, Description } of permission.IpRanges ?? []) {
    const block = blockOf(CidrIp ?? '', 4);
    if (isRefusal(block)) return block;
    found.push({ peer: { CidrIpv4: block }, description: Description });
  }
  for (const { CidrIpv6, Description } of permission.Ipv6Ranges ?? []) {
    const block = blockOf(CidrIpv6 ?? '', 6);
    if (isRefusal(block)) return block;
    found.push({ peer: { CidrIpv6: block }, description: Description });
  }
  for (const { PrefixListId = '', Description } of permission.PrefixListIds ?? []) {
    const list = find(world, 'ManagedPrefixList', PrefixListId);
    if (isRefusal(list)) return list;
    found.push({ peer: { PrefixListId }, description: Description });
  }
  for (const { GroupId, GroupName, Description } of permission.UserIdGroupPairs ?? []) {
    const referenced = referencedBy(world, group, GroupId ?? GroupName ?? '');
    if (isRefusal(referenced)) return referenced;
    found.push({ peer: { ReferencedGroupInfo: { GroupId: referenced.GroupId, UserId: referenced.OwnerId } }, description: Description });
  }
  return found.length > 0 ? found : refuse('MissingParameter', 'Source group or cidr must be specified');
}

/** EC2 clears host bits: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
export function blockOf(text: string, family: 4 | 6): string | Refusal {
  const block = readCidr(text);
  if (block === null || familyOf(block.base) !== family) return refuse('InvalidParameterValue', `CIDR block ${text} is malformed`);
  return showCidr(block);
}

/** A group refers to groups of its own VPC, and to those of VPCs with which it has an active peering connection. */
export function referencedBy(world: World, group: SecurityGroup, GroupId: string): SecurityGroup | Refusal {
  const referenced = objectAt(world.aws.SecurityGroup, GroupId);
  if (referenced === undefined) return find(world, 'SecurityGroup', GroupId);
  return referenced.VpcId === group.VpcId || arePeered(world, group.VpcId, referenced.VpcId)
    ? referenced
    : refuse('InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.');
}
