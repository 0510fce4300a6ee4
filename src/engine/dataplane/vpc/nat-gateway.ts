/**
 * A NAT gateway: connections out of its VPC with its own address as source, and replies to them. Nothing begins outside.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
import type { NatGateway } from '../../aws/nat-gateway.ts';
import { type Address, parseAddress, showAddress } from '../../net/address.ts';
import { type Packet, showEndpoint } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import { element, type Pass } from '../element.ts';
import { atEni } from '../place.ts';
import { amend, natOf, rememberAs, replySession, requestSession } from '../sessions.ts';
import type { Place, Session, Sessions } from '../step.ts';

/** "Each IPv4 address can support up to 55,000 simultaneous connections to each unique destination." */
export const CONNECTIONS_PER_DESTINATION = 55_000;
/** "NAT gateways use ports 1024-65535." */
const LOWEST_PORT = 1024;
const HIGHEST_PORT = 65_535;

const reasons = {
  NGW_SOURCE_ADDRESS_REASSIGN: {
    ko: '{nat} NAT 게이트웨이가 출발지를 {from}에서 자신의 프라이빗 주소 {to:으로/로} 바꾸고 연결을 기억합니다.',
    en: 'NAT gateway {nat} rewrites the source from {from} to its own private address {to} and remembers the connection.',
    concept: 'nat-gateway-egress-path',
  },
  NAT_GATEWAY_RETURNS_REPLY: {
    ko: '{nat} NAT 게이트웨이가 기억하던 연결의 응답입니다. 목적지를 {from}에서 {to:으로/로} 되돌렸습니다.',
    en: 'NAT gateway {nat} remembers this connection. It puts the destination of the reply back from {from} to {to}.',
    concept: 'nat-gateway-one-way',
  },
  NAT_GATEWAY_HAS_NO_SESSION: {
    ko: '{nat} NAT 게이트웨이는 안에서 시작한 연결의 응답만 받습니다. {src} 주소에서 온 패킷은 맞는 연결이 없어 버렸습니다.',
    en: 'NAT gateway {nat} takes only replies to connections from inside. The packet from {src} belongs to none, so it is dropped.',
    concept: 'nat-gateway-one-way',
  },
  NAT_GATEWAY_ERROR_PORT_ALLOCATION: {
    ko: '{nat} NAT 게이트웨이에서 {dst:으로/로} 가는 연결이 주소마다 최대 {limit}개입니다. 남은 포트가 없어 패킷을 버렸습니다.',
    en: 'NAT gateway {nat} holds at most {limit} connections per address to {dst}. No port is left, so the packet is dropped.',
    concept: 'nat-gateway-connection-limit',
  },
  PROTOCOL_RESTRICTION: {
    ko: '{nat} NAT 게이트웨이는 TCP, UDP, ICMP만 다룹니다. {protocol} 패킷을 버렸습니다.',
    en: 'NAT gateway {nat} handles TCP, UDP and ICMP only, so the {protocol} packet is dropped.',
    concept: 'nat-gateway-egress-path',
  },
  BAD_STATE: {
    ko: '{nat} NAT 게이트웨이의 상태가 {state:이어서/여서} 패킷을 받지 못합니다.',
    en: 'NAT gateway {nat} is in state {state} and takes no packets.',
    concept: 'nat-gateway-egress-path',
  },
};

export const natGateway = element({
  name: 'nat-gateway',
  title: { ko: 'NAT 게이트웨이', en: 'NAT gateway' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const gateway = objectAt(world.aws.NatGateway, place.of.key);
    if (gateway === undefined) throw new Error(`Expected NAT gateway ${place.of.key} to exist`);
    return [translate(gateway, { place, sessions }, packet)];
  },
});

type NatPass = Pass<typeof reasons>;
type At = { readonly place: Place; readonly sessions: Sessions };
type Own = { readonly address: Address; readonly eni: string };

function translate(gateway: NatGateway, at: At, packet: Packet): NatPass {
  const nat = gateway.NatGatewayId;
  const object = { plane: 'aws', kind: 'NatGateway', key: nat } as const;
  if (gateway.State !== 'available') return { verdict: 'drop', because: 'BAD_STATE', params: { nat, state: gateway.State }, object };
  const own = ownAddresses(gateway);
  if (own.some(({ address }) => address === packet.destination)) return backIn(gateway, { ...at, own }, packet);
  if (packet.protocol === 'sctp') return { verdict: 'drop', because: 'PROTOCOL_RESTRICTION', params: { nat, protocol: 'SCTP' }, object };
  const holder = natOf(at.place);
  const known = requestSession(at.sessions, holder, packet);
  const translated = known?.translated ?? allocate(own, at.sessions[holder] ?? [], packet);
  if (translated === null) {
    const params = { nat, dst: showEndpoint(packet.destination, packet.destinationPort), limit: CONNECTIONS_PER_DESTINATION };
    return { verdict: 'drop', because: 'NAT_GATEWAY_ERROR_PORT_ALLOCATION', params, object };
  }
  const sessions = known === undefined ? rememberAs(at.sessions, holder, { original: packet, translated }) : at.sessions;
  const eni = own.find(({ address }) => address === translated.source)?.eni ?? '';
  const params = { nat, from: showAddress(packet.source), to: showAddress(translated.source) };
  const out = { ...translated, mark: packet.mark };
  return { verdict: 'forward', because: 'NGW_SOURCE_ADDRESS_REASSIGN', params, object, out, sessions, next: atEni('eni-out', eni) };
}

/** A reply, or something that nobody inside has asked for. */
function backIn(gateway: NatGateway, { place, sessions, own }: At & { readonly own: readonly Own[] }, packet: Packet): NatPass {
  const nat = gateway.NatGatewayId;
  const object = { plane: 'aws', kind: 'NatGateway', key: nat } as const;
  const holder = natOf(place);
  const session = replySession(sessions, holder, packet);
  if (session === undefined) {
    return { verdict: 'drop', because: 'NAT_GATEWAY_HAS_NO_SESSION', params: { nat, src: showAddress(packet.source) }, object };
  }
  const { source, sourcePort } = session.original;
  const params = { nat, from: showAddress(packet.destination), to: showAddress(source) };
  const eni = own.find(({ address }) => address === packet.destination)?.eni ?? '';
  const out = { ...packet, destination: source, destinationPort: sourcePort };
  const answered = amend(sessions, holder, session, { ...session, state: 'established' });
  return { verdict: 'forward', because: 'NAT_GATEWAY_RETURNS_REPLY', params, object, out, sessions: answered, next: atEni('eni-out', eni) };
}

function ownAddresses({ NatGatewayAddresses }: NatGateway): Own[] {
  return NatGatewayAddresses.flatMap(({ PrivateIp, NetworkInterfaceId }) =>
    PrivateIp === undefined || NetworkInterfaceId === undefined ? [] : [{ address: parseAddress(PrivateIp), eni: NetworkInterfaceId }],
  );
}

/** The client's own port where it is free, else the lowest free one; the next address when one is used up. */
function allocate(own: readonly Own[], held: readonly Session[], packet: Packet): Packet | null {
  const same = held.filter(({ translated }) => isSameDestination(translated, packet));
  for (const { address } of own) {
    const used = new Set(same.filter(({ translated }) => translated.source === address).map(({ translated }) => translated.sourcePort));
    if (used.size >= CONNECTIONS_PER_DESTINATION) continue;
    if (packet.protocol === 'icmp') return { ...packet, source: address };
    const sourcePort = packet.sourcePort >= LOWEST_PORT && !used.has(packet.sourcePort) ? packet.sourcePort : lowestFree(used);
    return { ...packet, source: address, sourcePort };
  }
  return null;
}

function lowestFree(used: ReadonlySet<number>): number {
  for (let port = LOWEST_PORT; port <= HIGHEST_PORT; port++) if (!used.has(port)) return port;
  throw new Error('Expected a port to be free below the limit of connections');
}

function isSameDestination(one: Packet, other: Packet): boolean {
  return one.protocol === other.protocol && one.destination === other.destination && one.destinationPort === other.destinationPort;
}
