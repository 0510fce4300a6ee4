/**
 * The network ACL of a subnet: rules in the order of their numbers, the first that matches decides, no connection is
 * remembered. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
import { FINAL_RULE, type NetworkAcl, type NetworkAclEntry } from '../../aws/network-acl.ts';
import type { Address } from '../../net/address.ts';
import { familyOf, showAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { once } from '../../once.ts';
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { aclRepairs, aclStops } from './network-acl-repairs.ts';
import type { Filtered } from './security-group.ts';
import { isResolver, networkAclOf } from './vpc-network.ts';

const ROWS = 6;
export const PROTOCOLS: Readonly<Record<string, string>> = { tcp: '6', udp: '17', icmp: '1', sctp: '132' };

const reasons = {
  ACL_RULE_ALLOWS_INBOUND: {
    ko: '{subnet} 서브넷의 네트워크 ACL {acl:이/가} {rule}번 인바운드 규칙으로 이 패킷을 허용했습니다.',
    en: 'Network ACL {acl} of subnet {subnet} allows the packet by inbound rule {rule}.',
    concept: 'network-acl-extra-layer',
    stops: aclStops,
  },
  ACL_RULE_ALLOWS_OUTBOUND: {
    ko: '{subnet} 서브넷의 네트워크 ACL {acl:이/가} {rule}번 아웃바운드 규칙으로 이 패킷을 허용했습니다.',
    en: 'Network ACL {acl} of subnet {subnet} allows the packet by outbound rule {rule}.',
    concept: 'network-acl-extra-layer',
    stops: aclStops,
  },
  SUBNET_ACL_RESTRICTION: {
    ko: '{subnet} 서브넷의 네트워크 ACL {acl:이/가} {peer} 주소에서 {protocol} {port} 포트로 오는 패킷을 {rule}번 인바운드 규칙으로 거부했습니다.',
    en: 'Network ACL {acl} of subnet {subnet} denies {protocol} {port} from {peer} by inbound rule {rule}.',
    concept: 'network-acl-extra-layer',
    repairs: aclRepairs,
  },
  SUBNET_ACL_EGRESS_RESTRICTION: {
    ko: '{subnet} 서브넷의 네트워크 ACL {acl:이/가} {peer} 주소의 {protocol} {port} 포트로 가는 패킷을 {rule}번 아웃바운드 규칙으로 거부했습니다.',
    en: 'Network ACL {acl} of subnet {subnet} denies {protocol} {port} to {peer} by outbound rule {rule}.',
    concept: 'network-acl-extra-layer',
    repairs: aclRepairs,
  },
  SUBNET_ACL_RESTRICTS_REPLY: {
    ko: '네트워크 ACL은 연결을 기억하지 않습니다. {subnet} 서브넷의 {acl} ACL이 응답이 쓰는 {protocol} {port} 포트를 {rule}번 규칙으로 거부했습니다.',
    en: 'A network ACL is stateless. ACL {acl} of subnet {subnet} denies {protocol} {port}, the port of the reply, by rule {rule}.',
    concept: 'network-acl-extra-layer',
    repairs: aclRepairs,
  },
  NETWORK_ACL_UNKNOWN: {
    ko: '{subnet} 서브넷의 네트워크 ACL이 이 세계에 없습니다. 모두 허용하는 기본 네트워크 ACL로 보고 통과시켰습니다.',
    en: 'This world holds no network ACL for subnet {subnet}. It is taken to be a default ACL, which allows everything.',
    concept: 'network-acl-extra-layer',
  },
  ACL_DOES_NOT_FILTER_RESOLVER: {
    ko: 'Amazon DNS 서버와 주고받는 패킷은 네트워크 ACL이 거르지 않습니다.',
    en: 'Network ACLs do not filter traffic to and from the Amazon DNS server.',
    concept: 'route53-resolver-for-vpc-names',
  },
  ACL_RULE_DOES_NOT_MATCH: {
    ko: '{rule}번 규칙은 이 패킷과 맞지 않아 건너뛰었습니다.',
    en: 'Rule {rule} does not match this packet, so it is skipped.',
    concept: 'network-acl-extra-layer',
  },
  ACL_RULE_COMES_LATER: {
    ko: '{rule}번 규칙은 보지 않았습니다. 번호가 더 작은 규칙이 먼저 정했습니다.',
    en: 'Rule {rule} is not looked at: a rule with a smaller number has decided.',
    concept: 'network-acl-extra-layer',
  },
};

export type AclVerdict = { readonly allowed: true; readonly by: NetworkAclEntry } | { readonly allowed: false; readonly by: NetworkAclEntry | null };

/** An entry with the block that it is about. */
type ReadEntry = { readonly entry: NetworkAclEntry; readonly block: Cidr | null };

const inOrder = once((entries: readonly NetworkAclEntry[]): { readonly ingress: readonly ReadEntry[]; readonly egress: readonly ReadEntry[] } => {
  const read = [...entries]
    .sort((one, other) => one.RuleNumber - other.RuleNumber)
    .map((entry) => {
      const text = entry.CidrBlock ?? entry.Ipv6CidrBlock;
      return { entry, block: text === undefined ? null : parseCidr(text) };
    });
  return { ingress: read.filter(({ entry }) => !entry.Egress), egress: read.filter(({ entry }) => entry.Egress) };
});

/** What the entries of one direction say; without a match the final deny holds. */
export function aclVerdict(entries: readonly NetworkAclEntry[], egress: boolean, packet: Filtered): AclVerdict {
  const peer = egress ? packet.destination : packet.source;
  for (const read of inOrder(entries)[egress ? 'egress' : 'ingress'])
    if (entryMatches(read, peer, packet)) return { allowed: read.entry.RuleAction === 'allow', by: read.entry };
  return { allowed: false, by: null };
}

function entryMatches({ entry, block }: ReadEntry, peer: Address, packet: Filtered): boolean {
  if (block === null || !contains(block, peer)) return false;
  if (entry.Protocol === '-1') return true;
  const six = packet.protocol === 'icmp' && familyOf(peer) === 6;
  if (entry.Protocol !== (six ? '58' : PROTOCOLS[packet.protocol]) && (six || entry.Protocol !== packet.protocol)) return false;
  if (packet.protocol === 'icmp') {
    const { Type = -1, Code = -1 } = entry.IcmpTypeCode ?? {};
    return (Type === -1 || Type === packet.from) && (Code === -1 || Code === packet.to);
  }
  const { From, To } = entry.PortRange ?? { From: 0, To: 65535 };
  return From <= packet.to && packet.to <= To;
}

export const networkAcl = element({
  name: 'network-acl',
  title: { ko: '네트워크 ACL', en: 'network ACL' },
  reasons,
  pass: ({ world, place, direction }, packet) => {
    const subnet = objectAt(world.aws.Subnet, place.of.key);
    const acl = subnet === undefined ? undefined : networkAclOf(world, subnet);
    if (subnet === undefined) throw new Error(`Expected subnet ${place.of.key} to exist`);
    const vpc = objectAt(world.aws.Vpc, subnet.VpcId);
    const ref = { plane: 'aws', kind: 'Subnet', key: subnet.SubnetId } as const;
    if (vpc !== undefined && (isResolver(vpc, packet.destination) || isResolver(vpc, packet.source))) {
      return [{ verdict: 'forward', because: 'ACL_DOES_NOT_FILTER_RESOLVER', params: {}, object: ref }];
    }
    if (acl === undefined) return [{ verdict: 'forward', because: 'NETWORK_ACL_UNKNOWN', params: { subnet: subnet.SubnetId }, object: ref }];
    const egress = place.name === 'subnet-out';
    const seen = filteredAs(packet, direction);
    const icmp = seen.protocol === 'icmp';
    const { allowed, by } = aclVerdict(acl.Entries, egress, seen);
    const params = {
      acl: acl.NetworkAclId,
      subnet: subnet.SubnetId,
      rule: by === null || isFinal(by) ? '*' : by.RuleNumber,
      peer: showAddress(egress ? packet.destination : packet.source),
      protocol: seen.protocol.toUpperCase(),
      port: icmp ? (packet.error ?? 'echo') : packet.destinationPort,
    };
    const object = { plane: 'aws', kind: 'NetworkAcl', key: acl.NetworkAclId } as const;
    const lost = () => others(acl, { egress, by });
    const passed = egress ? 'ACL_RULE_ALLOWS_OUTBOUND' : 'ACL_RULE_ALLOWS_INBOUND';
    if (allowed) return [{ verdict: 'forward', because: passed, params, object, lost, row: () => rowOf(acl, by) }];
    const denied = egress ? 'SUBNET_ACL_EGRESS_RESTRICTION' : 'SUBNET_ACL_RESTRICTION';
    const because = direction === 'reply' ? 'SUBNET_ACL_RESTRICTS_REPLY' : denied;
    return [{ verdict: 'drop', because, params, object, lost, ...(by === null ? {} : { row: () => rowOf(acl, by) }) }];
  },
});

/** The packet as rules see it: an ICMP error is ICMP, whatever it is about ("destination unreachable" is type 3, over IPv6 1). */
export function filteredAs(packet: Packet, direction: 'request' | 'reply'): Filtered {
  const { protocol, source, destination, destinationPort } = packet;
  if (packet.error !== undefined) {
    const six = familyOf(destination) === 6;
    return { protocol: 'icmp', source, destination, from: six ? 1 : 3, to: six ? 4 : 3 };
  }
  if (protocol === 'icmp') return { protocol, source, destination, from: echoType(packet, direction), to: 0 };
  return { protocol, source, destination, from: destinationPort, to: destinationPort };
}

/** An echo request is type 8 and its reply type 0; over IPv6 they are 128 and 129. */
function echoType({ destination }: Packet, direction: 'request' | 'reply'): number {
  if (familyOf(destination) === 6) return direction === 'request' ? 128 : 129;
  return direction === 'request' ? 8 : 0;
}

/** The row that AWS shows as `*`: 32767, and 32768 for IPv6. */
function isFinal({ RuleNumber }: NetworkAclEntry): boolean {
  return RuleNumber >= FINAL_RULE;
}

type Decided = { readonly egress: boolean; readonly by: NetworkAclEntry | null };

function others(acl: NetworkAcl, { egress, by }: Decided) {
  const last = by?.RuleNumber ?? Number.POSITIVE_INFINITY;
  const same = acl.Entries.filter((entry) => entry.Egress === egress && entry !== by);
  const near = same.sort((one, other) => Math.abs(one.RuleNumber - last) - Math.abs(other.RuleNumber - last)).slice(0, ROWS);
  return near.map((entry) => ({
    row: rowOf(acl, entry),
    because: entry.RuleNumber < last ? ('ACL_RULE_DOES_NOT_MATCH' as const) : ('ACL_RULE_COMES_LATER' as const),
    params: { rule: isFinal(entry) ? '*' : entry.RuleNumber },
  }));
}

function rowOf(acl: NetworkAcl, entry: NetworkAclEntry) {
  const { PortRange: range } = entry;
  const ports = range === undefined ? 'all' : range.From === range.To ? String(range.From) : `${range.From}-${range.To}`;
  const number = isFinal(entry) ? '*' : String(entry.RuleNumber);
  const protocol = Object.entries(PROTOCOLS).find(([, value]) => value === entry.Protocol)?.[0] ?? (entry.Protocol === '-1' ? 'all' : entry.Protocol);
  return { table: acl.NetworkAclId, text: `${number} ${protocol} ${ports} ${entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '-'} ${entry.RuleAction}` };
}
