/**
 * The security groups of a network interface: every rule allows, none denies, replies of what was allowed pass.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
import type { NetworkInterface } from '../../aws/network-interface.ts';
import type { SecurityGroupRule } from '../../aws/security-group-rule.ts';
import type { Vpc } from '../../aws/vpc.ts';
import { type Address, familyOf, parseAddress, showAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import { type Packet, replyTo } from '../../net/packet.ts';
import { once, onceIn, type Table } from '../../once.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Lost, type Pass, type Where } from '../element.ts';
import { amend, flowsOf, remember, replySession, requestSession, returning } from '../sessions.ts';
import { peerSeenFrom } from './group-members.ts';
import { blocksOfList } from './routes.ts';
import { groupRepairs, groupStops } from './security-group-repairs.ts';
import { isResolver } from './vpc-network.ts';

/** How many rows that lost are shown. */
const ROWS = 6;
export type Direction = 'ingress' | 'egress';

const reasons = {
  SG_RULE_ALLOWS_INBOUND: {
    ko: '{eni} 인터페이스의 {sg} 보안 그룹이 {peer} 주소에서 {protocol} {port} 포트로 오는 접속을 허용했습니다.',
    en: 'Security group {sg} on interface {eni} allows inbound {protocol} {port} from {peer}.',
    concept: 'security-group-virtual-firewall',
    stops: groupStops,
  },
  SG_RULE_ALLOWS_OUTBOUND: {
    ko: '{eni} 인터페이스의 {sg} 보안 그룹이 {peer} 주소의 {protocol} {port} 포트로 나가는 접속을 허용했습니다.',
    en: 'Security group {sg} on interface {eni} allows outbound {protocol} {port} to {peer}.',
    concept: 'security-group-virtual-firewall',
    stops: groupStops,
  },
  SG_REMEMBERS_CONNECTION: {
    ko: '{eni} 인터페이스의 보안 그룹은 허용한 연결을 기억합니다. 그 연결의 응답이어서 규칙과 상관없이 통과했습니다.',
    en: 'The security groups of interface {eni} are stateful. This is a reply of a connection they allowed, so it passes whatever the rules say.',
    concept: 'security-group-basics',
  },
  SG_DOES_NOT_FILTER_RESOLVER: {
    ko: 'Amazon DNS 서버와 주고받는 패킷은 보안 그룹이 거르지 않습니다. {eni} 인터페이스를 그대로 지나갔습니다.',
    en: 'Security groups do not filter traffic to and from the Amazon DNS server, so it passes interface {eni}.',
    concept: 'route53-resolver-for-vpc-names',
  },
  ENI_SG_RULES_MISMATCH: {
    ko: '{eni} 인터페이스의 {sgs} 보안 그룹에 {peer} 주소의 {protocol} {port} 포트 접속을 허용하는 인바운드 규칙이 없습니다.',
    en: 'No inbound rule of security group {sgs} on interface {eni} allows {protocol} {port} from {peer}.',
    concept: 'security-group-virtual-firewall',
    repairs: groupRepairs,
  },
  ENI_SG_EGRESS_RULES_MISMATCH: {
    ko: '{eni} 인터페이스의 {sgs} 보안 그룹에 {peer} 주소의 {protocol} {port} 포트로 나가도록 허용하는 아웃바운드 규칙이 없습니다.',
    en: 'No outbound rule of security group {sgs} on interface {eni} allows {protocol} {port} to {peer}.',
    concept: 'security-group-virtual-firewall',
    repairs: groupRepairs,
  },
  ENI_HAS_NO_GROUPS: {
    ko: '{eni} 인터페이스는 {type} 유형이고 보안 그룹이 없습니다. 서브넷의 네트워크 ACL만 적용됩니다.',
    en: 'Interface {eni} is of type {type} and has no security group. Only the network ACL of its subnet applies.',
    concept: 'security-group-virtual-firewall',
  },
  SG_REFERENCES_NOT_PRESERVED: {
    ko: '상대 인터페이스에 {peer} 그룹이 있지만 오는 길에 보안 그룹 정보가 사라졌습니다. 그룹을 가리키는 규칙은 맞지 않습니다.',
    en: 'The interface at the other end carries group {peer}, but the way here discards that. Rules that name a group do not match.',
    concept: 'security-group-basics',
  },
  SG_RULE_PROTOCOL_DIFFERS: {
    ko: '프로토콜이 다릅니다. 이 규칙은 {protocol} 프로토콜만 허용합니다.',
    en: 'The protocol differs: this rule allows {protocol} only.',
    concept: 'security-group-basics',
  },
  SG_RULE_PORT_DIFFERS: {
    ko: '포트가 다릅니다. 이 규칙은 {ports} 포트만 허용합니다.',
    en: 'The port differs: this rule allows {ports} only.',
    concept: 'security-group-basics',
  },
  SG_RULE_PEER_DIFFERS: {
    ko: '상대 주소가 다릅니다. 이 규칙은 {peer}만 허용합니다.',
    en: 'The peer differs: this rule allows {peer} only.',
    concept: 'security-group-basics',
  },
};

/** What a rule says about a packet: whether each of its three conditions holds. */
export type RuleMatch = { readonly protocol: boolean; readonly port: boolean; readonly peer: boolean };
/** The private addresses behind the things that a rule can name instead of a CIDR block. */
export type Peers = {
  readonly inGroup: (GroupId: string, address: Address) => boolean;
  readonly inPrefixList: (PrefixListId: string, address: Address) => boolean;
};
/** For ICMP the type and code stand where ports stand. */
export type Filtered = Pick<Packet, 'protocol' | 'source' | 'destination'> & { readonly from: number; readonly to: number };

/** What a rule says, by the protocol's name, and the block that it names, if any. */
const readRule = once((rule: SecurityGroupRule): { readonly protocol: string; readonly block: Cidr | null } => {
  const text = rule.CidrIpv4 ?? rule.CidrIpv6;
  return { protocol: PROTOCOL_NUMBERS[rule.IpProtocol] ?? rule.IpProtocol, block: text === undefined ? null : parseCidr(text) };
});

/**
 * Which conditions of the rule hold. "For ICMP the first is the type, the second the code, -1 is any."
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function matchRule(rule: SecurityGroupRule, packet: Filtered, peers: Peers): RuleMatch {
  return { protocol: protocolMatches(rule, packet), port: portMatches(rule, packet), peer: peerMatches(rule, packet, peers) };
}

/** Whether all of them hold. */
export function ruleAllows(rule: SecurityGroupRule, packet: Filtered, peers: Peers): boolean {
  return protocolMatches(rule, packet) && portMatches(rule, packet) && peerMatches(rule, packet, peers);
}

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '132': 'sctp', '58': 'icmpv6' };

/** ICMP over IPv6 is a protocol of its own. */
function protocolMatches(rule: SecurityGroupRule, { protocol, destination }: Filtered): boolean {
  const named = readRule(rule).protocol;
  const actual = protocol === 'icmp' && familyOf(destination) === 6 ? 'icmpv6' : protocol;
  return named === '-1' || named === actual;
}

function portMatches(rule: SecurityGroupRule, { protocol, from, to }: Filtered): boolean {
  if (rule.IpProtocol === '-1') return true;
  if (protocol === 'icmp') return (rule.FromPort === -1 || rule.FromPort === from) && (rule.ToPort === -1 || rule.ToPort === to);
  return rule.FromPort === -1 || (rule.FromPort <= to && to <= rule.ToPort);
}

function peerMatches(rule: SecurityGroupRule, { source, destination }: Filtered, peers: Peers): boolean {
  const peer = rule.IsEgress ? destination : source;
  const { block } = readRule(rule);
  if (block !== null) return contains(block, peer);
  if (rule.PrefixListId !== undefined) return peers.inPrefixList(rule.PrefixListId, peer);
  return rule.ReferencedGroupInfo !== undefined && peers.inGroup(rule.ReferencedGroupInfo.GroupId, peer);
}

/**
 * Interfaces of AWS services that may have no security group.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html, and Network Load Balancers made without one.
 */
const WITHOUT_GROUPS: ReadonlySet<string> = new Set(['nat_gateway', 'network_load_balancer', 'gateway_load_balancer', 'transit_gateway']);

export const securityGroup = element({
  name: 'security-group',
  title: { ko: '보안 그룹', en: 'security group' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const eni = objectAt(world.aws.NetworkInterface, place.of.key);
    if (eni === undefined) throw new Error(`Expected network interface ${place.of.key} to exist`);
    const object = { plane: 'aws', kind: 'NetworkInterface', key: place.of.key } as const;
    const vpc = vpcOf(world, eni);
    const holder = flowsOf(place);
    const params = { eni: place.of.key };
    if (eni.Groups.length === 0 && WITHOUT_GROUPS.has(eni.InterfaceType)) {
      return [{ verdict: 'forward', because: 'ENI_HAS_NO_GROUPS', params: { ...params, type: eni.InterfaceType }, object }];
    }
    if (vpc !== undefined && (isResolver(vpc, packet.destination) || isResolver(vpc, packet.source))) {
      return [{ verdict: 'forward', because: 'SG_DOES_NOT_FILTER_RESOLVER', params, object }];
    }
    const reply = replySession(sessions, holder, packet);
    const known = reply ?? requestSession(sessions, holder, packet);
    if (known !== undefined && (reply !== undefined || known.state === 'established')) {
      const answered = amend(sessions, holder, known, { ...known, state: 'established' });
      return [{ verdict: 'forward', because: 'SG_REMEMBERS_CONNECTION', params, object, sessions: answered }];
    }
    const direction = place.name === 'eni-out' ? 'egress' : 'ingress';
    const judged = judge(world, eni, { packet, direction, from: direction === 'ingress' ? balancerBehind(sessions, packet) : undefined });
    return [judged.verdict === 'forward' ? { ...judged, sessions: remember(sessions, holder, packet) } : judged];
  },
});

/**
 * The node of a Network Load Balancer that sent the packet with the address of its client: rules that name the group of the load balancer
 * mean it all the same. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
function balancerBehind(sessions: Where['sessions'], packet: Packet): Address | undefined {
  const flow = sessions[returning(replyTo(packet))]?.at(-1);
  return flow !== undefined && flow.original.source === packet.source ? flow.original.destination : undefined;
}

type Asked = { readonly packet: Packet; readonly direction: Direction; readonly from: Address | undefined };

function judge(world: World, eni: NetworkInterface, { packet, direction, from }: Asked): Pass<typeof reasons> {
  const facing = facingRules(world, eni, direction);
  const echo = packet.protocol === 'icmp';
  const { protocol, source, destination } = packet;
  const port = echo ? echoType(packet) : packet.destinationPort;
  const filtered = { protocol, source, destination, from: port, to: echo ? 0 : port };
  const peers = peersOf(world, eni, from);
  const peer = direction === 'egress' ? destination : source;
  const allowing = facing.find((rule) => ruleAllows(rule, filtered, peers));
  const params = {
    eni: eni.NetworkInterfaceId,
    sgs: eni.Groups.map(({ GroupId }) => GroupId),
    peer: showAddress(peer),
    protocol: packet.protocol.toUpperCase(),
    port: echo ? 'echo' : packet.destinationPort,
  };
  const lost = () => lostRows(facing, { filtered, peers, peer });
  if (allowing === undefined) {
    const object = { plane: 'aws', kind: 'NetworkInterface', key: eni.NetworkInterfaceId } as const;
    return {
      verdict: 'drop',
      because: direction === 'egress' ? 'ENI_SG_EGRESS_RULES_MISMATCH' : 'ENI_SG_RULES_MISMATCH',
      params,
      object,
      lost,
    };
  }
  const object = { plane: 'aws', kind: 'SecurityGroup', key: allowing.GroupId } as const;
  const because = direction === 'egress' ? 'SG_RULE_ALLOWS_OUTBOUND' : 'SG_RULE_ALLOWS_INBOUND';
  return { verdict: 'forward', because, params: { ...params, sg: allowing.GroupId }, object, row: () => rowOf(allowing), lost };
}

const facingOf = once((_rules: World['aws']['SecurityGroupRule']) => ({
  ingress: new Map() as Table<readonly SecurityGroupRule[]>,
  egress: new Map() as Table<readonly SecurityGroupRule[]>,
}));

/** The rules of one direction of all groups of the interface. */
function facingRules({ aws: { SecurityGroupRule: all } }: World, { Groups }: NetworkInterface, direction: Direction): readonly SecurityGroupRule[] {
  const known = facingOf(all)[direction];
  const ofGroup = (GroupId: string) =>
    onceIn(known, GroupId, () => lookup(all, 'byGroup', GroupId).filter(({ IsEgress }) => IsEgress === (direction === 'egress')));
  const [first, ...others] = Groups;
  if (first === undefined) return [];
  return others.length === 0 ? ofGroup(first.GroupId) : Groups.flatMap(({ GroupId }) => ofGroup(GroupId));
}

type Sought = { readonly filtered: Filtered; readonly peers: ReturnType<typeof peersOf>; readonly peer: Address };

/** The rules that do not allow the packet, those that come nearest first. */
function lostRows(facing: readonly SecurityGroupRule[], { filtered, peers, peer }: Sought): readonly Lost<keyof typeof reasons>[] {
  return facing
    .map((rule) => ({ rule, match: matchRule(rule, filtered, peers) }))
    .filter(({ match }) => !(match.protocol && match.port && match.peer))
    .sort((one, other) => closeness(other.match) - closeness(one.match))
    .slice(0, ROWS)
    .map((candidate) => lostRow({ ...candidate, untold: peers.untold(candidate.rule.ReferencedGroupInfo?.GroupId ?? '', peer) }));
}

/** An echo request is type 8 of ICMP and type 128 of ICMPv6, code 0. */
function echoType({ destination }: Packet): number {
  return familyOf(destination) === 6 ? 128 : 8;
}

function closeness({ protocol, port, peer }: RuleMatch): number {
  return (protocol ? 1 : 0) + (protocol && port ? 2 : 0) + (peer ? 2 : 0);
}

type Loser = { readonly rule: SecurityGroupRule; readonly match: RuleMatch; readonly untold: boolean };

function lostRow({ rule, match, untold }: Loser): Lost<keyof typeof reasons> {
  if (!match.protocol) return { row: rowOf(rule), because: 'SG_RULE_PROTOCOL_DIFFERS', params: { protocol: rule.IpProtocol.toUpperCase() } };
  if (!match.port) return { row: rowOf(rule), because: 'SG_RULE_PORT_DIFFERS', params: { ports: portsOf(rule) } };
  if (untold) return { row: rowOf(rule), because: 'SG_REFERENCES_NOT_PRESERVED', params: { peer: peerOf(rule) } };
  return { row: rowOf(rule), because: 'SG_RULE_PEER_DIFFERS', params: { peer: peerOf(rule) } };
}

function rowOf(rule: SecurityGroupRule) {
  return {
    table: rule.GroupId,
    text: `${rule.SecurityGroupRuleId} ${rule.IpProtocol === '-1' ? 'all' : rule.IpProtocol} ${portsOf(rule)} ${peerOf(rule)}`,
  };
}

function portsOf(rule: SecurityGroupRule): string {
  if (rule.IpProtocol === '-1' || rule.FromPort === -1) return 'all';
  return rule.FromPort === rule.ToPort ? String(rule.FromPort) : `${rule.FromPort}-${rule.ToPort}`;
}

function peerOf(rule: SecurityGroupRule): string {
  return rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? '-';
}

/** "A rule that names a group allows the private addresses of the interfaces that carry it." */
function peersOf(world: World, eni: NetworkInterface, from?: Address): Peers & { readonly untold: (GroupId: string, address: Address) => boolean } {
  const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
  const carries = (GroupId: string, address: Address) => {
    const peer = subnet === undefined ? null : peerSeenFrom(world, subnet, from ?? address);
    return peer?.eni.Groups.some((group) => group.GroupId === GroupId) ? peer : null;
  };
  return {
    inGroup: (GroupId, address) => carries(GroupId, address)?.groupsTold ?? false,
    untold: (GroupId, address) => carries(GroupId, address)?.groupsTold === false,
    inPrefixList: (PrefixListId, address) => blocksOfList(world, PrefixListId).some((block) => contains(block, address)),
  };
}

function vpcOf(world: World, eni: NetworkInterface): Vpc | undefined {
  const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
  return subnet === undefined ? undefined : objectAt(world.aws.Vpc, subnet.VpcId);
}

/** The first address of the interface, for rules that are written about it. */
export function addressOf(eni: NetworkInterface): Address | null {
  const first = eni.PrivateIpAddresses[0];
  return first === undefined ? null : parseAddress(first.PrivateIpAddress);
}
