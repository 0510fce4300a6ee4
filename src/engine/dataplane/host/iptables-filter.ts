/**
 * The filter table of a node: kube-proxy refuses what goes to a Service without endpoints and drops what a Local policy or
 * a source range turns away. It sees the packet after nat: what was translated no longer matches.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (KUBE-SERVICES, KUBE-EXTERNAL-SERVICES, KUBE-PROXY-FIREWALL)
 */

import type { Pod } from '../../cluster/pod.ts';
import { ruleText } from '../../hosts/iptables-rule.ts';
import type { ProxyPort } from '../../hosts/proxy-rules.ts';
import { showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import type { World } from '../../world.ts';
import { element, type Pass } from '../element.ts';
import { conntrackOf, replySession, requestSession } from '../sessions.ts';
import type { Place, Sessions } from '../step.ts';
import { metBy } from './iptables-walk.ts';
import { type Kernel, kernelOf } from './kernel.ts';
import { natOf } from './node-nat.ts';
import { filterRow } from './proxy-row.ts';
import type { NatVerdict } from './service-nat.ts';
import {
  podsOf,
  portsOf,
  selectorRepairs,
  selects,
  serviceOf,
  sourceRangeRepairs,
  targetPortNameRepairs,
  trafficPolicyRepairs,
} from './service-repairs.ts';

const reasons = {
  FILTER_ACCEPTS: {
    ko: '{node} 노드의 filter 테이블에 이 패킷을 막는 규칙이 없습니다.',
    en: 'No rule in the filter table of node {node} turns this packet away.',
    concept: 'kube-proxy-iptables-default',
  },
  SERVICE_HAS_NO_READY_ENDPOINTS: {
    ko: '{svc} 서비스에 Ready 엔드포인트가 없어 {node} 노드가 연결을 거부했습니다. 셀렉터({sel})에 맞는 파드는 {n}개, 그중 Ready는 {ready}개입니다.',
    en: 'Service {svc} has no ready endpoint, so node {node} refuses the connection. Pods matching its selector ({sel}): {n}, ready: {ready}.',
    concept: 'endpoints-keep-ready-pods',
    repairs: selectorRepairs,
  },
  SERVICE_TARGET_PORT_UNKNOWN: {
    ko: '{svc} 서비스의 targetPort는 {target}인데 Ready 파드 {ready}개에 그런 이름의 포트가 없습니다. 보낼 포트가 없어 {node} 노드가 연결을 거부했습니다.',
    en: 'The targetPort of service {svc} is {target}, and no port of its ready pods ({ready}) has that name. Node {node} refuses the connection.',
    concept: 'targetport-matches-containerport',
    repairs: targetPortNameRepairs,
  },
  SERVICE_HAS_NO_LOCAL_ENDPOINTS: {
    ko: '{field} 값이 Local인데 {node} 노드에 {svc} 서비스의 Ready 파드가 없어 패킷을 버렸습니다. 클라이언트에는 시간 초과로 보입니다.',
    en: '{field} is Local and node {node} runs no ready pod of service {svc}, so the packet is dropped. The client sees a timeout.',
    concept: 'nodeport-may-cross-nodes',
    repairs: trafficPolicyRepairs,
  },
  EGRESS_ADDRESS_TAKES_NO_CONNECTION: {
    ko: '{dst} 주소는 파드가 밖으로 나갈 때만 쓰는 주소입니다. {node} 노드가 이 주소로 오는 새 연결을 거부했습니다.',
    en: 'Address {dst} is only for what a pod sends out. Node {node} refuses new connections to it.',
    concept: 'ipv6-only-pods',
  },
  SERVICE_SOURCE_RANGES_MISMATCH: {
    ko: '{src} 출발지가 {svc} 서비스의 loadBalancerSourceRanges({ranges}) 밖에 있어 {node} 노드가 패킷을 버렸습니다.',
    en: 'Source {src} is outside the loadBalancerSourceRanges ({ranges}) of service {svc}, so node {node} drops the packet.',
    concept: 'lb-extends-nodeport',
    repairs: sourceRangeRepairs,
  },
};

export const iptablesFilter = element({
  name: 'iptables-filter',
  title: { ko: 'iptables filter', en: 'iptables filter' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const kernel = kernelOf(world, place.of.key);
    const holder = conntrackOf(place);
    // The rules ask for `--ctstate NEW`.
    const isNew = replySession(sessions, holder, packet) === undefined && requestSession(sessions, holder, packet)?.state === 'new';
    const nat = isNew ? natOf(world, kernel, packet) : null;
    if (nat !== null && nat.verdict !== 'unchanged' && nat.verdict !== 'accept' && nat.verdict !== 'translate') {
      return [turnedAway(world, kernel, { packet, nat })];
    }
    const object = { plane: 'hosts', kind: 'Host', key: kernel.InstanceId } as const;
    const chain = place.name === 'host-local' ? 'INPUT' : forwarded(sessions, place, packet) ? 'FORWARD' : 'OUTPUT';
    const refused = metBy(kernel, { table: 'filter', chain }, { place, packet, isNew }).find(({ target }) => target.kind === 'REJECT');
    if (refused !== undefined) {
      const row = () => ({ table: `filter ${chain}`, text: ruleText(refused) });
      const named = { node: kernel.name, dst: showAddress(packet.destination) };
      return [{ verdict: 'reject', because: 'EGRESS_ADDRESS_TAKES_NO_CONNECTION', params: named, object, row }];
    }
    return [{ verdict: 'forward', because: 'FILTER_ACCEPTS', params: { node: kernel.name }, object }];
  },
});

/** Whether the packet came in by an interface: what the host itself sends has an entry without one. */
function forwarded(sessions: Sessions, place: Place, packet: Packet): boolean {
  return requestSession(sessions, conntrackOf(place), packet)?.in !== undefined;
}

type TurnedAway = Extract<NatVerdict, { verdict: 'reject' | 'drop' }>;

function turnedAway(world: World, kernel: Kernel, { packet, nat }: { packet: Packet; nat: TurnedAway }): Pass<typeof reasons> {
  const hit = nat.hit;
  if (hit === null) throw new Error('Expected iptables mode: only nftables mode turns away what no Service port matches');
  const svc = hit.service;
  const object = { plane: 'cluster', kind: 'Service', key: svc } as const;
  const params = { svc, node: kernel.name };
  if (nat.because === 'no-endpoints') {
    const row = () => filterRow(hit, packet, 'no-endpoints');
    const target = unknownTarget(world, svc, hit.port);
    const counted = countPods(world, svc);
    if (target !== null)
      return { verdict: 'reject', because: 'SERVICE_TARGET_PORT_UNKNOWN', params: { ...params, target, ready: counted.ready }, object, row };
    return { verdict: 'reject', because: 'SERVICE_HAS_NO_READY_ENDPOINTS', params: { ...params, ...counted }, object, row };
  }
  if (nat.because === 'source-ranges') {
    const row = () => filterRow(hit, packet, 'source-ranges');
    const named = { ...params, src: showAddress(packet.source), ranges: hit.port.loadBalancerSourceRanges };
    return { verdict: 'drop', because: 'SERVICE_SOURCE_RANGES_MISMATCH', params: named, object, row };
  }
  const field = hit.via === 'cluster-ip' ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
  const row = () => filterRow(hit, packet, 'no-local-endpoints');
  return { verdict: 'drop', because: 'SERVICE_HAS_NO_LOCAL_ENDPOINTS', params: { ...params, field }, object, row };
}

/** The name in targetPort where there are ready pods and none of them has a port of that name: the slice has addresses and no port. */
function unknownTarget(world: World, svc: string, { protocol, port }: ProxyPort): string | null {
  const service = serviceOf(world, svc);
  const target = service?.spec.ports?.find((one) => one.port === port && one.protocol === protocol)?.targetPort;
  if (service === undefined || typeof target !== 'string') return null;
  const ready = podsOf(world, service).filter((pod) => selects(service, pod) && isReady(pod));
  return ready.length > 0 && ready.every((pod) => !portsOf(pod).some(({ name }) => name === target)) ? target : null;
}

function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}

function countPods(world: World, svc: string) {
  const service = serviceOf(world, svc);
  const matching = service === undefined ? [] : podsOf(world, service).filter((pod) => selects(service, pod));
  const selector = Object.entries(service?.spec.selector ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    sel: selector.length === 0 ? '<none>' : selector.join(','),
    n: matching.length,
    ready: matching.filter(isReady).length,
  };
}
