/** The part of kube-proxy's rules that nat PREROUTING and nat OUTPUT share: choosing a backend and marking for masquerade. */
import { familyOf, parseAddress, showAddress } from '../../net/address.ts';
import { contains } from '../../net/cidr.ts';
import { type Packet, showEndpoint } from '../../net/packet.ts';
import { timeOf } from '../../reads.ts';
import type { World } from '../../world.ts';
import type { Lost, Pass, Where } from '../element.ts';
import { amend, conntrackOf, replySession, requestSession } from '../sessions.ts';
import { oneOf } from '../share.ts';
import { type Remembered, rememberedBackend } from './affinity.ts';
import { isLocal, type Kernel, ownAddress } from './kernel.ts';
import { configOf, natOf } from './node-nat.ts';
import { affinityRow, backendRow, entryRow } from './proxy-row.ts';
import { type Hit, tableOf } from './proxy-table.ts';
import { rowsMet, type Way } from './proxy-way.ts';
import { serviceCidrsOf } from './service-cidr.ts';
import type { Backend, NatVerdict } from './service-nat.ts';
import type { serviceReasons } from './service-reasons.ts';

/** The mark that KUBE-MARK-MASQ sets; KUBE-POSTROUTING masquerades what carries it. */
export const MASQUERADE_MARK = 0x4000;
/** How many rows that lost are shown. */
const ROWS = 6;

export type ServicePass = Pass<typeof serviceReasons>;
type LostService = Lost<keyof typeof serviceReasons>;
type Translation = Extract<NatVerdict, { verdict: 'translate' }>;

/** What kube-proxy's nat rules make of the packet in this kernel: one pass for each backend that it can get. */
export function translateService(
  where: Where,
  packet: Packet,
  { kernel, element }: { kernel: Kernel; element: Way['element'] },
): readonly ServicePass[] {
  const { world, place, sessions } = where;
  const holder = conntrackOf(place);
  const session = requestSession(sessions, holder, packet);
  if (session?.state !== 'new' || replySession(sessions, holder, packet) !== undefined) {
    return [{ verdict: 'forward', because: 'NAT_IS_FOR_NEW_CONNECTIONS', params: { node: kernel.name }, object: hostRef(kernel) }];
  }
  const nat = natOf(world, kernel, packet);
  if (nat.verdict !== 'translate') return [untranslated(world, kernel, { packet, nat })];
  const remembered = rememberedBackend(world, kernel, { packet, nat });
  const fromNode = isLocal(kernel, packet.source);
  const way: Way = { element, config: configOf(kernel), fromNode, nodeAddress: ownAddress(kernel, familyOf(packet.destination)) ?? undefined };
  const passes = nat.backends.map((backend, index): ServicePass => {
    const out = translated(packet, backend);
    const to = showEndpoint(out.destination, out.destinationPort);
    const row = () => backendRow(nat.hit, nat.policy, nat.backends, index);
    return {
      verdict: 'forward',
      because: BECAUSE[nat.hit.via],
      params: {
        ...paramsOf(kernel, packet),
        svc: nat.hit.service,
        to,
        n: nat.backends.length,
        nodePort: packet.destinationPort,
        vip: clusterEndpoint(nat.hit),
      },
      object: { plane: 'cluster', kind: 'Service', key: nat.hit.service },
      row,
      met: () => rowsMet({ nat, backend, packet, row: row(), way }),
      lost: () => notPicked(nat, index),
      out,
      sessions: amend(sessions, holder, session, { ...session, translated: { ...out, mark: 0 } }),
      ...(nat.backends.length > 1 ? { choice: { element, option: to, share: oneOf(nat.backends.length) } } : {}),
    };
  });
  return remembered === undefined ? passes : [broughtBack(passes, { world, nat, packet, remembered, way })];
}

type BroughtBack = { readonly world: World; readonly nat: Translation; readonly packet: Packet; readonly remembered: Remembered; readonly way: Way };

/** The one way that is left to a client whom the kernel remembers. */
function broughtBack(passes: readonly ServicePass[], { world, nat, packet, remembered: { index, at }, way }: BroughtBack): ServicePass {
  const backend = nat.backends[index] as Backend;
  const { choice: _none, lost: _rows, ...pass } = passes[index] as ServicePass;
  const row = () => affinityRow(nat.hit, nat.policy, backend);
  const left = Math.max(0, (nat.hit.port.affinityTimeout ?? 0) - Math.floor((timeOf(world) - at) / 1000));
  const params = { ...pass.params, src: showAddress(packet.source), left };
  return { ...pass, because: 'CLIENT_REMEMBERED', params, row, met: () => rowsMet({ nat, backend, packet, row: row(), way }) };
}

/** What the port stands for inside the cluster: the second pair of nodeIP:nodePort, clusterIP:port, podIP:targetPort. */
function clusterEndpoint({ port }: Hit): string {
  const [address] = port.clusterIPs;
  return address === undefined ? '-' : showEndpoint(parseAddress(address), port.port);
}

const BECAUSE = {
  'cluster-ip': 'CLUSTER_IP_TO_BACKEND',
  'node-port': 'NODE_PORT_TO_BACKEND',
  'external-ip': 'EXTERNAL_IP_TO_BACKEND',
  'load-balancer-ip': 'EXTERNAL_IP_TO_BACKEND',
} as const;

function translated(packet: Packet, { endpoint, masquerade }: Backend): Packet {
  const mark = masquerade === null ? packet.mark : packet.mark | MASQUERADE_MARK;
  return { ...packet, destination: parseAddress(endpoint.address), destinationPort: endpoint.port, mark };
}

function notPicked({ hit, policy, backends }: Translation, picked: number): readonly LostService[] {
  const params = { share: `1/${backends.length}` };
  const rows = [...backends.keys()].filter((index) => index !== picked).slice(0, ROWS);
  return rows.map((index) => ({ row: backendRow(hit, policy, backends, index), because: 'BACKEND_NOT_PICKED', params }));
}

function untranslated(world: World, kernel: Kernel, { packet, nat }: { packet: Packet; nat: NatVerdict }): ServicePass {
  const params = paramsOf(kernel, packet);
  if (nat.verdict === 'accept') {
    const named = { ...params, svc: nat.hit.service };
    return { verdict: 'forward', because: 'HEALTH_CHECK_NODE_PORT', params: named, object: hostRef(kernel) };
  }
  if (nat.verdict !== 'unchanged') {
    const svc = nat.hit?.service ?? '';
    const object = { plane: 'cluster', kind: 'Service', key: svc } as const;
    return { verdict: 'forward', because: 'SERVICE_HAS_NO_CHAIN', params: { ...params, svc }, object };
  }
  return unmatched(world, kernel, packet);
}

function unmatched(world: World, kernel: Kernel, packet: Packet): ServicePass {
  const table = tableOf(world, kernel);
  const params = paramsOf(kernel, packet);
  const object = hostRef(kernel);
  if (kernel.host?.nodeName == null) return { verdict: 'forward', because: 'HOST_IS_NO_NODE', params, object };
  if (table.byAddress.size === 0) return { verdict: 'forward', because: 'KUBE_PROXY_RULES_ABSENT', params, object };
  const svc = table.clusterIPs.get(packet.destination);
  if (svc !== undefined) {
    const ports = () => [...table.byAddress.values()].filter((hit) => hit.service === svc && hit.via === 'cluster-ip');
    const ref = { plane: 'cluster', kind: 'Service', key: svc } as const;
    return {
      verdict: 'forward',
      because: 'SERVICE_PORT_NOT_FOUND',
      params: { ...params, svc },
      object: ref,
      lost: () => otherPorts(ports(), packet),
    };
  }
  if (isLocal(kernel, packet.destination) && isNodePort(packet)) {
    const lost = () => otherPorts([...table.byNodePort.values()], packet);
    return { verdict: 'forward', because: 'NODE_PORT_NOT_FOUND', params, object, lost };
  }
  const cidr = serviceCidrsOf(world).find((range) => contains(range.cidr, packet.destination));
  if (cidr !== undefined) return { verdict: 'forward', because: 'CLUSTER_IP_NOT_ALLOCATED', params: { ...params, cidr: cidr.text }, object };
  return { verdict: 'forward', because: 'NO_SERVICE_MATCHES', params, object };
}

/** The rows whose port comes closest to the one that was asked for. */
function otherPorts(hits: readonly Hit[], packet: Packet): readonly LostService[] {
  const portOf = ({ via, port }: Hit) => (via === 'node-port' ? (port.nodePort ?? 0) : port.port);
  const distance = (hit: Hit) => Math.abs(portOf(hit) - packet.destinationPort);
  const closest = [...hits].sort((one, other) => distance(one) - distance(other)).slice(0, ROWS);
  return closest.map((hit) => ({ row: entryRow(hit, packet), because: 'SERVICE_PORT_DIFFERS', params: { port: portOf(hit) } }));
}

/** The default range of node ports, 30000-32767; what lies outside it is asked of the host itself. */
function isNodePort({ destinationPort, protocol }: Packet): boolean {
  return protocol !== 'icmp' && destinationPort >= 30000 && destinationPort <= 32767;
}

function paramsOf(kernel: Kernel, packet: Packet) {
  return { node: kernel.name, dst: showAddress(packet.destination), port: packet.destinationPort, protocol: packet.protocol.toUpperCase() };
}

function hostRef(kernel: Kernel) {
  return { plane: 'hosts', kind: 'Host', key: kernel.InstanceId } as const;
}
