/**
 * A Network Load Balancer: by one of its interfaces in, to a target of the listener's group, and the answers back.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
 */
import { type Listener, listenersOf } from '../../aws/listener.ts';
import type { LoadBalancer } from '../../aws/load-balancer.ts';
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { preservesClientIp, type Target, type TargetGroup } from '../../aws/target-group.ts';
import { type Address, readAddress, showAddress } from '../../net/address.ts';
import { type Packet, replyTo, showEndpoint } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass, type Where } from '../element.ts';
import { atEni } from '../place.ts';
import { amend, forwardedBy, rememberAs, replySession, requestSession, returning } from '../sessions.ts';
import { oneOf } from '../share.ts';
import { holderOf } from './vpc-network.ts';

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
  },
  ELBV2_TARGET_IS_ITS_CLIENT: {
    ko: '{target} 대상이 바로 이 연결의 클라이언트입니다. 클라이언트 IP 보존이 켜져 있어 자신이 보낸 패킷을 받게 되므로 연결되지 않습니다.',
    en: 'Target {target} is the client of this very connection. Client IP preservation is on, so it would hear from itself and the connection fails.',
    concept: 'nlb-client-ip-preservation',
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
    return forward(at, packet, { balancer, eni });
  },
});

type LbPass = Pass<typeof reasons>;
type Through = { readonly balancer: LoadBalancer; readonly eni: NetworkInterface };

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
  const own = eni.PrivateIpAddresses.some(({ PrivateIpAddress }) => readAddress(PrivateIpAddress) === packet.destination);
  if (!own) return [{ verdict: 'drop', because: 'ELBV2_HAS_NO_FLOW', params: base, object }];
  const listener = listenersOf(world, balancer.LoadBalancerArn).find((candidate) => accepts(candidate, packet));
  if (listener === undefined) return [{ verdict: 'drop', because: 'ELBV2_LISTENERS_MISMATCH', params: base, object }];
  const group = objectAt(
    world.aws.TargetGroup,
    listener.DefaultActions.find(({ TargetGroupArn }) => TargetGroupArn !== undefined)?.TargetGroupArn ?? '',
  );
  const all = group === undefined ? [] : group.Targets.flatMap((target) => located(world, group, target));
  const row = { table: lb, text: `${listener.Protocol}:${listener.Port} → ${group?.TargetGroupName ?? '-'}` };
  if (group === undefined || all.length === 0) return [{ verdict: 'drop', because: 'ELBV2_LISTENER_HAS_NO_TG', params: base, object, row }];
  const crossZone = balancer.Attributes['load_balancing.cross_zone.enabled'] === 'true';
  const near = crossZone ? all : all.filter((target) => target.zone === zone);
  if (near.length === 0) return [{ verdict: 'drop', because: 'ELBV2_NO_TARGETS_IN_AZ', params: base, object, row }];
  const known = requestSession(sessions, forwardedBy(eni.NetworkInterfaceId), packet);
  const usable =
    known === undefined
      ? routable(near)
      : near.filter(({ address, port }) => address === known.translated.destination && port === known.translated.destinationPort);
  const keeps = preservesClientIp(group);
  return usable.map((target): LbPass => {
    const choice = { element: 'load-balancer', option: showEndpoint(target.address, target.port), share: oneOf(usable.length) } as const;
    const source = keeps ? packet.source : packet.destination;
    const params = { ...base, tg: group.TargetGroupName, target: choice.option, source: showAddress(source) };
    const chosen = { params, object, row, ...(usable.length === 1 ? {} : { choice }) };
    if (source === target.address) return { verdict: 'drop', because: 'ELBV2_TARGET_IS_ITS_CLIENT', ...chosen };
    const out = { ...packet, source, destination: target.address, destinationPort: target.port };
    const flow = { original: packet, translated: out };
    const kept =
      known === undefined ? rememberAs(rememberAs(sessions, forwardedBy(eni.NetworkInterfaceId), flow), returning(replyTo(out)), flow) : sessions;
    return {
      verdict: 'forward',
      because: 'ELBV2_FORWARDS_TO_TARGET',
      ...chosen,
      out,
      sessions: kept,
      next: atEni('eni-out', eni.NetworkInterfaceId),
    };
  });
}

function accepts({ Port, Protocol }: Listener, packet: Packet): boolean {
  if (Port !== packet.destinationPort) return false;
  if (packet.protocol === 'udp') return Protocol === 'UDP' || Protocol === 'TCP_UDP';
  return packet.protocol === 'tcp' && Protocol !== 'UDP';
}

type Located = { readonly address: Address; readonly port: number; readonly zone: string; readonly health: Target['TargetHealth']['State'] };

/** A target by its address and zone; none for one that is gone or that the balancer does not use. */
function located(world: World, { TargetType, VpcId }: TargetGroup, { Id, Port, TargetHealth }: Target): Located[] {
  if (TargetHealth.State === 'unused' || TargetHealth.State === 'draining') return [];
  const eni = TargetType === 'instance' ? interfacesOf(world, Id)[0] : ofAddress(world, VpcId, Id);
  const address = readAddress(TargetType === 'instance' ? (eni?.PrivateIpAddresses[0]?.PrivateIpAddress ?? '') : Id);
  const zone = eni === undefined ? '-' : (objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone ?? '-');
  return address === null ? [] : [{ address, port: Port, zone, health: TargetHealth.State }];
}

function ofAddress(world: World, VpcId: string, text: string): NetworkInterface | undefined {
  const address = readAddress(text);
  return address === null ? undefined : holderOf(world, VpcId, address);
}

/** "If all targets are unhealthy, the load balancer routes to all": it fails open. */
function routable(targets: readonly Located[]): readonly Located[] {
  const healthy = targets.filter(({ health }) => health === 'healthy');
  return healthy.length > 0 ? healthy : targets;
}
