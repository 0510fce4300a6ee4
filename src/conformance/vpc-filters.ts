/** Judges vpc/filters.json: one direction of a security group or network ACL against single packets. */
import type { NetworkAclEntry } from '../engine/aws/network-acl.ts';
import type { SecurityGroupRule } from '../engine/aws/security-group-rule.ts';
import { aclVerdict } from '../engine/dataplane/vpc/network-acl.ts';
import { type Filtered, matchRule } from '../engine/dataplane/vpc/security-group.ts';
import { parseAddress } from '../engine/net/address.ts';
import { contains, parseCidr } from '../engine/net/cidr.ts';
import type { Protocol } from '../engine/net/packet.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Packet = {
  readonly protocol: Protocol;
  readonly srcIp?: string;
  readonly dstIp?: string;
  readonly dstPort?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
};
type Permission = {
  readonly IpProtocol: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly IpRanges?: readonly { readonly CidrIp: string }[];
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6: string }[];
  readonly PrefixListIds?: readonly { readonly PrefixListId: string }[];
  readonly UserIdGroupPairs?: readonly { readonly GroupId: string }[];
};
type Case = {
  readonly id: string;
  readonly direction: 'ingress' | 'egress';
  readonly given?: {
    readonly groupMembers?: { readonly [GroupId: string]: readonly string[] };
    readonly prefixLists?: { readonly [PrefixListId: string]: readonly string[] };
  };
  readonly permits: readonly Packet[];
  readonly denies: readonly Packet[];
} & (
  | { readonly kind: 'security-group'; readonly rules: readonly Permission[] }
  | { readonly kind: 'network-acl'; readonly rules: readonly NetworkAclEntry[] }
);

export const adapter: Adapter = {
  area: 'vpc',
  file: 'filters.json',
  judge: (file) => (file as readonly Case[]).map(judge),
};

function judge(given: Case): Judgement {
  const wrong = [
    ...given.permits.filter((packet) => !allows(given, packet)).map((packet) => `denied ${JSON.stringify(packet)}`),
    ...given.denies.filter((packet) => allows(given, packet)).map((packet) => `allowed ${JSON.stringify(packet)}`),
  ];
  return { id: given.id, ok: wrong.length === 0, detail: wrong.join('; ') };
}

function allows(given: Case, packet: Packet): boolean {
  const filtered = filteredOf(packet);
  if (given.kind === 'network-acl') return aclVerdict(given.rules, given.direction === 'egress', filtered).allowed;
  const { groupMembers = {}, prefixLists = {} } = given.given ?? {};
  const peers = {
    inGroup: (GroupId: string, address: Filtered['source']) => (groupMembers[GroupId] ?? []).some((member) => parseAddress(member) === address),
    inPrefixList: (id: string, address: Filtered['source']) => (prefixLists[id] ?? []).some((cidr) => contains(parseCidr(cidr), address)),
  };
  const rules = given.rules.flatMap((permission) => rulesOf(permission, given.direction));
  return rules.some((rule) => {
    const { protocol, port, peer } = matchRule(rule, filtered, peers);
    return protocol && port && peer;
  });
}

/** The address that does not matter may be any. */
function filteredOf({ protocol, srcIp = '192.0.2.1', dstIp = '192.0.2.2', dstPort = 0, icmpType, icmpCode }: Packet): Filtered {
  return { protocol, source: parseAddress(srcIp), destination: parseAddress(dstIp), from: icmpType ?? dstPort, to: icmpCode ?? dstPort };
}

function rulesOf(permission: Permission, direction: 'ingress' | 'egress'): SecurityGroupRule[] {
  const { IpProtocol, FromPort = -1, ToPort = -1, IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  const common = {
    SecurityGroupRuleId: 'sgr-0',
    GroupId: 'sg-0',
    GroupOwnerId: '123456789012',
    IsEgress: direction === 'egress',
    IpProtocol,
    FromPort,
    ToPort,
    Tags: [],
  };
  return [
    ...IpRanges.map(({ CidrIp }) => ({ ...common, CidrIpv4: CidrIp })),
    ...Ipv6Ranges.map(({ CidrIpv6 }) => ({ ...common, CidrIpv6 })),
    ...PrefixListIds.map(({ PrefixListId }) => ({ ...common, PrefixListId })),
    ...UserIdGroupPairs.map(({ GroupId }) => ({ ...common, ReferencedGroupInfo: { GroupId, UserId: '123456789012' } })),
  ];
}
