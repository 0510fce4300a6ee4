/**
 * A load balancer. A Network Load Balancer takes packets by one of its interfaces in, sends them to a target of the listener's group,
 * and the answers back. An Application Load Balancer takes the connection itself, and opens another one to a target.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 */
import { finalAction, forwardsTo } from '../../aws/elbv2/action.ts';
import { type Destination, destinations, locatedTargets } from '../../aws/elbv2/usable-targets.ts';
import { type Listener, listenersOf } from '../../aws/listener.ts';
import type { LoadBalancer } from '../../aws/load-balancer.ts';
import type { NetworkInterface } from '../../aws/network-interface.ts';
import { preservesClientIp, type TargetGroup } from '../../aws/target-group.ts';
import { holdsAddress } from '../../hosts/devices.ts';
import { type Address, familyOf, readAddress, showAddress } from '../../net/address.ts';
import { type Packet, replyTo, showEndpoint } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import { element, type Pass, type Where } from '../element.ts';
import { atEni } from '../place.ts';
import { amend, forwardedBy, rememberAs, replySession, requestSession, returning, socketsOf } from '../sessions.ts';
import { WHOLE } from '../share.ts';
import { clientIpRepairs, crossZoneRepairs, listenerRepairs } from './attribute-repairs.ts';

const reasons = {
  ELBV2_FORWARDS_TO_TARGET: {
    ko: '{lb} 로드 밸런서의 {protocol} {port} 리스너가 {tg} 대상 그룹의 {target} 대상을 골랐습니다. 대상은 출발지를 자신에게 온 {source} 주소로 봅니다.',
    en: 'The {protocol} {port} listener of load balancer {lb} picks target {target} of group {tg}. The target sees source {source}.',
    concept: 'nlb-client-ip-preservation',
  },
  ELBV2_RETURNS_ANSWER: {
    ko: '{lb} 로드 밸런서가 대상의 응답을 클라이언트 {client:으로/로} 돌려보냈습니다. 출발지를 {from}에서 {to:으로/로} 되돌렸습니다.',
    en: 'Load balancer {lb} returns the answer of the target to client {client}. It puts the source back from {from} to {to}.',
    concept: 'nlb-client-ip-preservation',
  },
  ELBV2_LISTENERS_MISMATCH: {
    ko: '{lb} 로드 밸런서에 {protocol} {port} 포트를 듣는 리스너가 없어 패킷을 버렸습니다.',
    en: 'Load balancer {lb} has no listener on {protocol} {port}, so the packet is dropped.',
    concept: 'nlb-listener-and-targets',
    repairs: listenerRepairs,
  },
  ELBV2_LISTENER_HAS_NO_TG: {
    ko: '{lb} 로드 밸런서의 {protocol} {port} 리스너가 보낼 대상 그룹에 대상이 없어 패킷을 버렸습니다.',
    en: 'The {protocol} {port} listener of load balancer {lb} forwards to a group without targets, so the packet is dropped.',
    concept: 'nlb-listener-and-targets',
  },
  ELBV2_NO_TARGETS_IN_AZ: {
    ko: '{lb} 로드 밸런서는 교차 영역 부하 분산이 꺼져 있고 {zone} 가용 영역에 대상이 없어 패킷을 버렸습니다.',
    en: 'Load balancer {lb} has cross-zone load balancing off and no target in Availability Zone {zone}, so the packet is dropped.',
    concept: 'nlb-listener-and-targets',
    repairs: crossZoneRepairs,
  },
  ELBV2_TARGET_IS_ITS_CLIENT: {
    ko: '{target} 대상이 바로 이 연결의 클라이언트입니다. 클라이언트 IP 보존이 켜져 있어 자신이 보낸 패킷을 받게 되므로 연결되지 않습니다.',
    en: 'Target {target} is the client of this very connection. Client IP preservation is on, so it would hear from itself and the connection fails.',
    concept: 'nlb-client-ip-preservation',
    repairs: clientIpRepairs,
  },
  ELBV2_TAKES_CONNECTION: {
    ko: '{lb} 로드 밸런서의 {protocol} {port} 리스너가 연결을 받았습니다. 대상으로는 새 연결을 따로 엽니다.',
    en: 'The {protocol} {port} listener of load balancer {lb} takes the connection. To a target it opens a connection of its own.',
    concept: 'alb-is-a-proxy',
  },
  ELBV2_TAKES_ANSWER: {
    ko: '{lb} 로드 밸런서의 {eni} 인터페이스가 스스로 연 연결의 응답을 받았습니다.',
    en: 'Interface {eni} of load balancer {lb} takes the answer to a connection that it opened itself.',
    concept: 'alb-is-a-proxy',
  },
  ELBV2_NOT_ACTIVE: {
    ko: '{lb} 로드 밸런서가 아직 준비되지 않아(상태 {state}) 패킷을 받지 않습니다.',
    en: 'Load balancer {lb} is not ready yet (state {state}), so it takes no packets.',
    concept: 'nlb-listener-and-targets',
  },
  ELBV2_HAS_NO_FLOW: {
    ko: '{lb} 로드 밸런서의 {eni} 인터페이스가 보낸 연결 가운데 {src} 주소의 응답과 맞는 연결이 없어 패킷을 버렸습니다.',
    en: 'Interface {eni} of load balancer {lb} has forwarded no connection that the packet from {src} answers, so it is dropped.',
    concept: 'nlb-client-ip-preservation',
  },
};

export const loadBalancer = element({
  name: 'load-balancer',
  title: { ko: '로드 밸런서', en: 'load balancer' },
  reasons,
  pass: (at, packet) => {
    const { world, place, sessions } = at;
    const balancer = objectAt(world.aws.LoadBalancer, place.of.key);
    const eni = objectAt(world.aws.NetworkInterface, place.device ?? '');
    if (balancer === undefined || eni === undefined) throw new Error(`Expected load balancer ${place.of.key} to have interface ${place.device}`);
    const answered = replySession(sessions, forwardedBy(eni.NetworkInterfaceId), packet);
    if (answered !== undefined) return [giveBack(at, packet, { balancer, eni: eni.NetworkInterfaceId, session: answered })];
    const object = { plane: 'aws', kind: 'LoadBalancer', key: place.of.key } as const;
    const params = { lb: balancer.LoadBalancerName, eni: eni.NetworkInterfaceId, state: balancer.State.Code };
    // A node of the load balancer is a host too: it checks targets, and an ALB opens connections of its own.
    const opened = replySession(sessions, socketsOf(atEni('eni-out', eni.NetworkInterfaceId)), packet);
    if (opened !== undefined) return [{ verdict: 'deliver', because: 'ELBV2_TAKES_ANSWER', params, object }];
    if (balancer.State.Code === 'provisioning' || balancer.State.Code === 'failed') {
      return [{ verdict: 'drop', because: 'ELBV2_NOT_ACTIVE', params, object }];
    }
    return balancer.Type === 'application' ? [take(at, packet, { balancer, eni })] : forward(at, packet, { balancer, eni });
  },
});

type LbPass = Pass<typeof reasons>;
type Through = { readonly balancer: LoadBalancer; readonly eni: NetworkInterface };

/** An ALB ends the connection of the client. */
function take({ world, place }: Where, packet: Packet, { balancer, eni }: Through): LbPass {
  const object = { plane: 'aws', kind: 'LoadBalancer', key: place.of.key } as const;
  const lb = balancer.LoadBalancerName;
  const params = { lb, protocol: packet.protocol.toUpperCase(), port: packet.destinationPort, eni: eni.NetworkInterfaceId };
  const listener = listenersOf(world, balancer.LoadBalancerArn).find((candidate) => accepts(candidate, packet));
  if (listener === undefined) return { verdict: 'drop', because: 'ELBV2_LISTENERS_MISMATCH', params, object };
  const row = () => ({ table: lb, text: `${listener.Protocol}:${listener.Port}` });
  return { verdict: 'deliver', because: 'ELBV2_TAKES_CONNECTION', params: { ...params, protocol: listener.Protocol }, object, row };
}

/** The answer goes to the client from the address that it called. */
function giveBack(
  { place, sessions }: Where,
  packet: Packet,
  { balancer, eni, session }: { balancer: LoadBalancer; eni: string; session: ReturnType<typeof replySession> & object },
): LbPass {
  const out = { ...replyTo(session.original), mark: packet.mark };
  const params = {
    lb: balancer.LoadBalancerName,
    client: showAddress(out.destination),
    from: showEndpoint(packet.source, packet.sourcePort),
    to: showEndpoint(out.source, out.sourcePort),
  };
  const kept = amend(sessions, forwardedBy(eni), session, { ...session, state: 'established' });
  const object = { plane: 'aws', kind: 'LoadBalancer', key: place.of.key } as const;
  return { verdict: 'forward', because: 'ELBV2_RETURNS_ANSWER', params, object, out, sessions: kept, next: atEni('eni-out', eni) };
}

function forward({ world, place, sessions }: Where, packet: Packet, { balancer, eni }: Through): LbPass[] {
  const object = { plane: 'aws', kind: 'LoadBalancer', key: place.of.key } as const;
  const lb = balancer.LoadBalancerName;
  const zone = objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone ?? '-';
  const base = {
    lb,
    protocol: packet.protocol.toUpperCase(),
    port: packet.destinationPort,
    zone,
    eni: eni.NetworkInterfaceId,
    src: showAddress(packet.source),
  };
  if (!holdsAddress(eni, packet.destination)) return [{ verdict: 'drop', because: 'ELBV2_HAS_NO_FLOW', params: base, object }];
  const listener = listenersOf(world, balancer.LoadBalancerArn).find((candidate) => accepts(candidate, packet));
  if (listener === undefined) return [{ verdict: 'drop', because: 'ELBV2_LISTENERS_MISMATCH', params: base, object }];
  const groups = forwardsTo(finalAction(listener.DefaultActions) ?? { Type: 'forward' });
  const named = groups.flatMap(({ TargetGroupArn }) => objectAt(world.aws.TargetGroup, TargetGroupArn) ?? []);
  const row = () => ({ table: lb, text: `${listener.Protocol}:${listener.Port} → ${named.map((group) => group.TargetGroupName).join(', ') || '-'}` });
  if (named.every((group) => locatedTargets(world, group).length === 0)) {
    return [{ verdict: 'drop', because: 'ELBV2_LISTENER_HAS_NO_TG', params: base, object, row }];
  }
  const ways = destinations(world, balancer, { groups, zone });
  const known = requestSession(sessions, forwardedBy(eni.NetworkInterfaceId), packet);
  const goesOn = ({ target }: Destination) =>
    known === undefined || (target?.address === known.translated.destination && target.port === known.translated.destinationPort);
  const usable = ways.filter(goesOn);
  return usable.map(({ group, target, share }): LbPass => {
    const option = target === null ? group.TargetGroupName : showEndpoint(target.address, target.port);
    const choice = { element: 'load-balancer', option, share: known === undefined ? share : WHOLE } as const;
    const chosen = { object, row, ...(usable.length === 1 ? {} : { choice }) };
    if (target === null) return { verdict: 'drop', because: 'ELBV2_NO_TARGETS_IN_AZ', params: base, ...chosen };
    const source = sourceTowards(target.address, packet, { eni, group });
    const params = { ...base, tg: group.TargetGroupName, target: option, source: showAddress(source) };
    if (source === target.address) return { verdict: 'drop', because: 'ELBV2_TARGET_IS_ITS_CLIENT', params, ...chosen };
    const out = { ...packet, source, destination: target.address, destinationPort: target.port };
    const flow = { original: packet, translated: out };
    const kept =
      known === undefined ? rememberAs(rememberAs(sessions, forwardedBy(eni.NetworkInterfaceId), flow), returning(replyTo(out)), flow) : sessions;
    return {
      verdict: 'forward',
      because: 'ELBV2_FORWARDS_TO_TARGET',
      params,
      ...chosen,
      out,
      sessions: kept,
      next: atEni('eni-out', eni.NetworkInterfaceId),
    };
  });
}

/**
 * A target sees the client's address where that is preserved and of the target's family; else the load balancer's own private one.
 * "The Network Load Balancer communicates with targets based on the IP address type of the target group."
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-ip-address-type.html
 */
function sourceTowards(target: Address, packet: Packet, { eni, group }: { readonly eni: NetworkInterface; readonly group: TargetGroup }): Address {
  const family = familyOf(target);
  if (family === familyOf(packet.source)) return preservesClientIp(group) ? packet.source : packet.destination;
  const own = family === 6 ? eni.Ipv6Addresses[0]?.Ipv6Address : eni.PrivateIpAddresses[0]?.PrivateIpAddress;
  return readAddress(own ?? '') ?? packet.destination;
}

function accepts({ Port, Protocol }: Listener, packet: Packet): boolean {
  if (Port !== packet.destinationPort) return false;
  if (packet.protocol === 'udp') return Protocol === 'UDP' || Protocol === 'TCP_UDP';
  return packet.protocol === 'tcp' && Protocol !== 'UDP';
}
