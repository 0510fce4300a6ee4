/**
 * nat POSTROUTING of a node: KUBE-POSTROUTING masquerades what kube-proxy marked; AWS-SNAT-CHAIN gives what leaves the VPC
 * the primary address of the node. For replies the source is put back.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (KUBE-POSTROUTING)
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go (AWS-SNAT-CHAIN-0)
 */
import { type IptablesRule, ruleText } from '../../hosts/iptables-rule.ts';
import { type Address, familyOf, showAddress } from '../../net/address.ts';
import { showCidr } from '../../net/cidr.ts';
import { type Packet, sameTuple, showEndpoint, tupleKey } from '../../net/packet.ts';
import { element, type Pass, type Where } from '../element.ts';
import { amend, conntrackOf, replySession, requestSession } from '../sessions.ts';
import type { Place, Session } from '../step.ts';
import { entryRow } from './conntrack-row.ts';
import { metBy } from './iptables-walk.ts';
import { type Kernel, kernelOf, ownAddress } from './kernel.ts';
import { MASQUERADE_MARK } from './service-translation.ts';

const reasons = {
  SERVICE_MASQUERADE: {
    ko: '{node} 노드가 출발지를 {from}에서 노드 주소 {to:으로/로} 바꿨습니다. 응답은 이 노드로 돌아오고, 파드는 클라이언트의 주소를 보지 못합니다.',
    en: 'Node {node} rewrites the source from {from} to its own address {to}. The reply comes back here, and the pod does not see the client.',
    concept: 'nodeport-two-step-translation',
  },
  SERVICE_HAIRPIN_MASQUERADE: {
    ko: '파드가 서비스를 거쳐 자기 자신에게 접속했습니다. 응답도 노드를 거치도록 출발지를 노드 주소({nodeIp})로 바꿨습니다.',
    en: 'The pod reached itself through the service. The source becomes the node address ({nodeIp}), so the reply also passes through the node.',
    concept: 'clusterip-name-then-nat',
  },
  OUTBOUND_SNAT: {
    ko: '{dst} 목적지가 VPC 대역 밖이어서 {node} 노드가 출발지를 파드 주소 {from}에서 기본 ENI의 주소 {to:으로/로} 바꿨습니다.',
    en: 'Destination {dst} is outside the VPC, so node {node} rewrites the source from pod address {from} to {to} of its primary ENI.',
    concept: 'pod-has-routable-vpc-address',
  },
  EGRESS_SNAT: {
    ko: 'IPv6 파드가 IPv4로 보낸 패킷입니다. {node} 노드가 출발지를 노드 안에서만 쓰는 {from}에서 노드의 IPv4 주소 {to:으로/로} 바꿨습니다.',
    en: 'An IPv6 pod sends this over IPv4. Node {node} rewrites the source from {from}, which only this node knows, to its own IPv4 address {to}.',
    concept: 'ipv6-only-pods',
  },
  SOURCE_PORT_TAKEN: {
    ko: '{node} 노드가 같은 주소와 포트의 연결을 이미 추적하고 있어 출발지 포트를 {from}에서 {to:으로/로} 바꿨습니다.',
    en: 'Node {node} already tracks a connection with these addresses and ports, so the source port changes from {from} to {to}.',
    concept: 'kernel-dnat-load-balancing',
  },
  SOURCE_KEPT_IN_VPC: {
    ko: '목적지가 VPC 대역({cidr}) 안이어서 {node} 노드가 출발지 주소를 바꾸지 않았습니다.',
    en: 'The destination lies in the VPC range {cidr}, so node {node} keeps the source address.',
    concept: 'pod-has-routable-vpc-address',
  },
  SOURCE_KEPT: {
    ko: '{node} 노드의 nat 테이블에 출발지를 바꾸는 규칙이 없습니다. 출발지 주소가 그대로입니다.',
    en: 'No rule in the nat table of node {node} rewrites the source, so it stays.',
    concept: 'pod-has-routable-vpc-address',
  },
  REPLY_SOURCE_RESTORED: {
    ko: '{node} 노드가 응답의 출발지를 {from}에서 클라이언트가 접속한 {to:으로/로} 되돌렸습니다.',
    en: 'Node {node} puts the source of the reply back from {from} to {to}, the address that the client connected to.',
    concept: 'nodeport-two-step-translation',
  },
  NAT_IS_FOR_NEW_CONNECTIONS: {
    ko: '{node} 노드의 nat 테이블은 새 연결의 첫 패킷만 봅니다. 이 패킷의 출발지는 그대로입니다.',
    en: 'The nat table of node {node} sees only the first packet of a connection. The source of this one stays.',
    concept: 'kernel-dnat-load-balancing',
  },
};

type NatPass = Pass<typeof reasons>;

export const iptablesNatPostrouting = element({
  name: 'iptables-nat-postrouting',
  title: { ko: 'iptables nat POSTROUTING', en: 'iptables nat POSTROUTING' },
  reasons,
  pass: (where, packet) => {
    const { world, place, sessions } = where;
    const kernel = kernelOf(world, place.of.key);
    const holder = conntrackOf(place);
    const reply = replySession(sessions, holder, packet);
    if (reply !== undefined) return [restored(kernel, packet, reply)];
    const session = requestSession(sessions, holder, packet);
    if (session === undefined || session.state === 'established') return [continued(kernel, packet, session)];
    if ((packet.mark & MASQUERADE_MARK) !== 0) return [masqueraded(where, packet, { kernel, session })];
    return [snat(where, packet, { kernel, session })];
  },
});

function restored(kernel: Kernel, packet: Packet, session: Session): NatPass {
  const { original } = session;
  const object = hostRef(kernel);
  if (original.destination === packet.source && original.destinationPort === packet.sourcePort) {
    return { verdict: 'forward', because: 'NAT_IS_FOR_NEW_CONNECTIONS', params: { node: kernel.name }, object };
  }
  const from = showEndpoint(packet.source, packet.sourcePort);
  const to = showEndpoint(original.destination, original.destinationPort);
  const out = { ...packet, source: original.destination, sourcePort: original.destinationPort };
  return { verdict: 'forward', because: 'REPLY_SOURCE_RESTORED', params: { node: kernel.name, from, to }, object, row: () => entryRow(session), out };
}

function continued(kernel: Kernel, packet: Packet, session: Session | undefined): NatPass {
  const pass = { verdict: 'forward', because: 'NAT_IS_FOR_NEW_CONNECTIONS', params: { node: kernel.name }, object: hostRef(kernel) } as const;
  if (session === undefined) return pass;
  return { ...pass, out: { ...packet, source: session.translated.source, sourcePort: session.translated.sourcePort } };
}

type Known = { readonly kernel: Kernel; readonly session: Session };

const MASQUERADE_ROW = {
  table: 'nat KUBE-POSTROUTING',
  text: '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
};

function masqueraded(where: Where, packet: Packet, { kernel, session }: Known): NatPass {
  const address = masqueradeAddress(kernel, where.place, familyOf(packet.destination)) ?? packet.source;
  const { out, sessions } = withSource(where, packet, { session, address });
  const hairpin = packet.source === packet.destination;
  return {
    verdict: 'forward',
    because: hairpin ? 'SERVICE_HAIRPIN_MASQUERADE' : 'SERVICE_MASQUERADE',
    params: { node: kernel.name, from: showAddress(packet.source), to: showAddress(address), nodeIp: showAddress(address) },
    object: hostRef(kernel),
    row: () => MASQUERADE_ROW,
    out,
    sessions,
  };
}

function snat(where: Where, packet: Packet, { kernel, session }: Known): NatPass {
  const object = hostRef(kernel);
  const met = metBy(kernel, { table: 'nat', chain: 'POSTROUTING' }, { place: where.place, packet, isNew: true });
  const rule = met.find(({ target }) => target.kind === 'SNAT');
  if (rule?.target.kind !== 'SNAT') return kept(where, packet, { kernel, session, spared: met.find(({ target }) => target.kind === 'RETURN') });
  const address = rule.target.toSource;
  // The node's own address stays what it is.
  if (packet.source === address) return kept(where, packet, { kernel, session, spared: undefined });
  const row = () => ({ table: `nat ${rule.chain}`, text: ruleText(rule) });
  const { out, sessions } = withSource(where, packet, { session, address });
  const params = { node: kernel.name, dst: showAddress(packet.destination), from: showAddress(packet.source), to: showAddress(address) };
  const because = rule.chain === 'AWS-SNAT-CHAIN-0' ? 'OUTBOUND_SNAT' : 'EGRESS_SNAT';
  return { verdict: 'forward', because, params, object, row, out, sessions };
}

type Kept = Known & { readonly spared: IptablesRule | undefined };

/** The source stays, unless another connection already answers to the same addresses and ports (nf_nat_used_tuple): then it gets another port. */
function kept(where: Where, packet: Packet, { kernel, session, spared }: Kept): NatPass {
  const object = hostRef(kernel);
  if (isTaken(where, packet, session)) {
    const { out, sessions } = withSource(where, packet, { session, address: packet.source });
    const params = { node: kernel.name, from: packet.sourcePort, to: out.sourcePort };
    return { verdict: 'forward', because: 'SOURCE_PORT_TAKEN', params, object, out, sessions };
  }
  if (spared?.destination === undefined) return { verdict: 'forward', because: 'SOURCE_KEPT', params: { node: kernel.name }, object };
  const row = () => ({ table: `nat ${spared.chain}`, text: ruleText(spared) });
  return { verdict: 'forward', because: 'SOURCE_KEPT_IN_VPC', params: { node: kernel.name, cidr: showCidr(spared.destination) }, object, row };
}

function isTaken({ sessions, place }: Where, packet: Packet, session: Session): boolean {
  return (sessions[conntrackOf(place)] ?? []).some((other) => other !== session && sameTuple(other.translated, packet));
}

/** MASQUERADE takes the address of the outgoing interface; a host veth has none, so the kernel takes the primary one. */
function masqueradeAddress(kernel: Kernel, place: Place, family: 4 | 6): Address | null {
  const own = kernel.interfaces.find(({ device }) => device === place.device);
  return (family === 6 ? own?.six?.address : own?.address) ?? ownAddress(kernel, family);
}

function withSource({ sessions, place }: Where, packet: Packet, { session, address }: { session: Session; address: Address }) {
  const sourcePort = packet.protocol === 'icmp' ? 0 : randomPort(packet);
  const out: Packet = { ...packet, source: address, sourcePort, mark: packet.mark & ~MASQUERADE_MARK };
  return { out, sessions: amend(sessions, conntrackOf(place), session, { ...session, translated: { ...out, mark: 0 } }) };
}

/** `--random-fully` picks a port of 1024-65535 (net/netfilter/nf_nat_core.c); here it follows from the connection's addresses. */
function randomPort(packet: Packet): number {
  let hash = 0x811c9dc5;
  for (const char of tupleKey(packet)) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193);
  return 1024 + ((hash >>> 0) % (65536 - 1024));
}

function hostRef(kernel: Kernel) {
  return { plane: 'hosts', kind: 'Host', key: kernel.InstanceId } as const;
}
