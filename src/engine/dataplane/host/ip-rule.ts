/**
 * The routing decision of a node: ip rules in the order of their priorities, each naming a table.
 * Written by aws-node: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go
 * and by its plugin: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go
 */
import { deviceHolding } from '../../hosts/devices.ts';
import { earlyDemux } from '../../hosts/kernel-settings.ts';
import { lookupRoute, type RouteFound } from '../../hosts/route-lookup.ts';
import { branchOfDevice } from '../../hosts/route-tables.ts';
import { showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { element, type Pass, type Where } from '../element.ts';
import { MOST_HOPS } from '../hops.ts';
import { atHost } from '../place.ts';
import { replySession, socketsOf } from '../sessions.ts';
import { type Kernel, kernelOf } from './kernel.ts';

const reasons = {
  LOCAL_DELIVERY: {
    ko: '목적지 {dst} 주소가 {host} 호스트 자신의 주소여서 호스트의 소켓으로 넘겼습니다.',
    en: 'The destination {dst} is an address of host {host} itself, so the packet goes to its sockets.',
    concept: 'k8s-network-model-hostnetwork',
  },
  ROUTE_TO_POD: {
    ko: '{host} 노드의 main 라우팅 테이블에 {dst} 파드 주소로 가는 라우트가 있습니다. {dev} 인터페이스로 보냅니다.',
    en: 'The main table of node {host} has a route to the pod address {dst}. It leads through {dev}.',
    concept: 'main-table-for-traffic-to-pods',
  },
  ROUTE_TO_BRANCH_POD: {
    ko: '브랜치 ENI로 들어온 패킷입니다. {host} 노드가 그 ENI의 라우팅 테이블 {table:을/를} 골라 {dst} 파드의 {dev} 인터페이스로 보냅니다.',
    en: 'The packet came in by a branch ENI. Node {host} picks the table of that ENI, {table}, which leads to pod {dst} through {dev}.',
    concept: 'sgp-purpose',
  },
  ROUTE_BY_BRANCH_ENI: {
    ko: '브랜치 ENI를 가진 파드가 보낸 패킷입니다. {host} 노드가 라우팅 테이블 {table:을/를} 골라 {dev} 인터페이스로 보냅니다.',
    en: 'The packet comes from a pod with a branch ENI. Node {host} picks table {table}, and the packet leaves through {dev}.',
    concept: 'sgp-purpose',
  },
  EARLY_DEMUX_DROPS_FORWARDED: {
    ko: '{host} 노드의 프로세스가 기다리던 응답이지만 라우팅 규칙은 {dev} 인터페이스로 넘기게 되어 있습니다. 커널은 소켓이 먼저 찾은 패킷을 넘기지 않고 버리므로 DISABLE_TCP_EARLY_DEMUX 값이 true여야 합니다.',
    en: 'A process of node {host} waits for this reply, yet the rules send it on through {dev}. The kernel drops what a socket has claimed early, unless DISABLE_TCP_EARLY_DEMUX is true.',
    concept: 'sgp-purpose',
  },
  ROUTE_BY_MARK: {
    ko: '패킷에 0x80 표시가 있어 {host} 노드가 main 라우팅 테이블을 썼습니다. 파드의 ENI가 아니라 기본 ENI의 {dev} 인터페이스로 보냅니다.',
    en: 'The packet carries mark 0x80, so node {host} uses its main table. It leaves by the primary ENI, {dev}, not by the ENI of the pod.',
    concept: 'avoid-asymmetric-routing',
  },
  ROUTE_BY_POD_ENI: {
    ko: '출발지 {src} 주소는 보조 ENI의 주소입니다. {host} 노드가 그 ENI의 라우팅 테이블을 골라 {dev} 인터페이스로 보냅니다.',
    en: 'The source {src} is an address of a secondary ENI. Node {host} picks the table of that ENI, and the packet leaves through {dev}.',
    concept: 'per-eni-tables-for-traffic-from-pods',
  },
  ROUTE_BY_MAIN_TABLE: {
    ko: '{host} 호스트의 main 라우팅 테이블이 {dst} 주소로 가는 패킷을 {dev} 인터페이스로 보냅니다.',
    en: 'The main table of host {host} sends the packet for {dst} out through {dev}.',
    concept: 'route-table-routes',
  },
  NO_POD_HAS_ADDRESS: {
    ko: '{dst} 주소는 {host} 노드의 ENI에 있지만 그 주소를 쓰는 파드가 없습니다. 노드가 패킷을 {dev} 인터페이스로 내보냅니다.',
    en: 'Address {dst} belongs to an ENI of node {host}, but no pod uses it. The node sends the packet out through {dev}.',
    concept: 'node-routes-to-pod-ip',
  },
  HOST_DOES_NOT_FORWARD: {
    ko: '{host} 호스트는 다른 주소로 온 패킷을 넘겨주지 않습니다. {dst} 주소로 가는 패킷을 버렸습니다.',
    en: 'Host {host} does not forward packets for other addresses, so the one for {dst} is dropped.',
    concept: 'node-routes-to-pod-ip',
  },
  MAX_HOPS_EXCEEDED: {
    ko: '{dst} 주소로 가는 패킷이 제자리를 돕니다. 홉이 {hops}개를 넘어 {host} 호스트가 패킷을 버렸습니다.',
    en: 'The packet for {dst} goes in a circle. After {hops} hops host {host} drops it.',
    concept: 'route-table-routes',
  },
  HOST_HAS_NO_ROUTE: {
    ko: '{host} 호스트의 라우팅 테이블에 {dst} 주소로 가는 라우트가 없어 패킷을 버렸습니다.',
    en: 'The route tables of host {host} have no route to {dst}, so the packet is dropped.',
    concept: 'route-table-routes',
  },
};

export const ipRule = element({
  name: 'ip-rule',
  title: { ko: 'ip rule과 라우팅 테이블', en: 'ip rules and route tables' },
  reasons,
  pass: (at, packet) => [decide(at, packet)],
});

function decide({ world, place, places, sessions }: Where, packet: Packet): Pass<typeof reasons> {
  const kernel = kernelOf(world, place.of.key);
  const object = { plane: 'hosts', kind: 'Host', key: kernel.InstanceId } as const;
  const params = { host: kernel.name, dst: showAddress(packet.destination), src: showAddress(packet.source) };
  const found = lookupRoute(kernel, {
    source: packet.source,
    destination: packet.destination,
    mark: packet.mark,
    iif: place.name === 'host-in' ? place.device : undefined,
  });
  if (found?.route.kind === 'local') {
    const row = () => ({ table: 'local', text: rowText(found) });
    return { verdict: 'forward', because: 'LOCAL_DELIVERY', params, object, row, next: atHost('host-local', kernel.InstanceId, place.device) };
  }
  // A packet that came to its own host has arrived; only one that goes on uses up its time to live.
  if (places > MOST_HOPS) return { verdict: 'drop', because: 'MAX_HOPS_EXCEEDED', params: { ...params, hops: MOST_HOPS }, object };
  if (found === null) return { verdict: 'no-route', because: 'HOST_HAS_NO_ROUTE', params, object };
  // The kernels of Kubernetes nodes forward (net.ipv4.ip_forward=1); that of a plain instance does not.
  if (place.name === 'host-in' && kernel.host?.nodeName == null) return { verdict: 'drop', because: 'HOST_DOES_NOT_FORWARD', params, object };
  const row = () => ({ table: String(found.rule.table), text: rowText(found) });
  const named = { ...params, dev: found.route.device, table: String(found.rule.table) };
  if (place.name === 'host-in' && packet.protocol === 'tcp' && earlyDemux(kernel.host)) {
    // tcp_v4_early_demux gives the packet to the socket that waits for it, and ip_forward drops what a socket has
    // (https://github.com/torvalds/linux/blob/master/net/ipv4/ip_forward.c, "if (unlikely(skb->sk)) goto drop").
    const waits = replySession(sessions, socketsOf(atHost('process-out', kernel.InstanceId)), packet) !== undefined;
    if (waits) return { verdict: 'drop', because: 'EARLY_DEMUX_DROPS_FORWARDED', params: named, object, row };
  }
  const next = atHost('host-out', kernel.InstanceId, found.route.device);
  return { verdict: 'forward', because: reasonFor(kernel, { packet, found }), params: named, object, row, next };
}

function rowText({ rule, route }: RouteFound): string {
  return `${rule.text.replace('\t', ' ')} | ${route.text}`;
}

type Decided = { readonly packet: Packet; readonly found: RouteFound };

function reasonFor(kernel: Kernel, { packet, found }: Decided): keyof typeof reasons {
  if (found.route.kind === 'pod') return found.route.table === 'main' ? 'ROUTE_TO_POD' : 'ROUTE_TO_BRANCH_POD';
  const own = (address: Packet['source']) => deviceHolding(kernel.interfaces, address);
  const branch = kernel.host === undefined ? undefined : branchOfDevice(kernel.host, found.route.device);
  if (branch !== undefined) return 'ROUTE_BY_BRANCH_ENI';
  if (own(packet.destination) !== undefined) return 'NO_POD_HAS_ADDRESS';
  if (typeof found.rule.table === 'number') return 'ROUTE_BY_POD_ENI';
  const source = own(packet.source);
  // The mark decides only for what would have left by the ENI of its own pod.
  return found.rule.mark !== null && source !== undefined && source !== kernel.interfaces[0] ? 'ROUTE_BY_MARK' : 'ROUTE_BY_MAIN_TABLE';
}
