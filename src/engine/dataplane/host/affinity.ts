/**
 * Session affinity of Services: the kernel remembers for each endpoint's chain which sources it sent there, and asks these lists before
 * it picks at random. A connection that is made adds its source.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (writeServiceToEndpointRules, "--rcheck", "--reap")
 */
import type { Effect } from '../../change.ts';
import type { Connection } from '../../connection.ts';
import { type RecentSource, recentKey } from '../../hosts/recent-source.ts';
import { readAddress, showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { timeOf, unnoted } from '../../reads.ts';
import { isEmpty, lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Branch, Step } from '../step.ts';
import { endpointChain } from './chain-name.ts';
import { type Kernel, kernelOf } from './kernel.ts';
import { natOf } from './node-nat.ts';
import { anyRemembers } from './proxy-table.ts';
import type { NatVerdict } from './service-nat.ts';

export type Remembered = { readonly index: number; readonly at: number };
type Translation = Extract<NatVerdict, { verdict: 'translate' }>;

/** The first backend whose list still has the packet's source, within the seconds of the Service; undefined where none has. */
export function rememberedBackend(world: World, kernel: Kernel, { packet, nat }: { packet: Packet; nat: Translation }): Remembered | undefined {
  const { affinityTimeout } = nat.hit.port;
  if (affinityTimeout === null || isEmpty(world.hosts.RecentSource)) return undefined;
  const source = showAddress(packet.source);
  for (const [index, { endpoint }] of nat.backends.entries()) {
    const key = recentKey({ InstanceId: kernel.InstanceId, chain: endpointChain(nat.hit, endpoint), source });
    const recent = objectAt(world.hosts.RecentSource, key);
    if (recent !== undefined && timeOf(world) - recent.at <= affinityTimeout * 1000) return { index, at: recent.at };
  }
  return undefined;
}

/** What the kernels remember of a connection that was made: its sources in the lists of the endpoints that it was sent to. */
export function rememberedBy(world: World, { lookup: asked, legs }: Connection): readonly Effect[] {
  // Whoever was translated has read the rules: that they were looked at here says nothing about the connection.
  if (!unnoted(() => anyRemembers(world))) return [];
  const queries = asked?.steps.flatMap(({ branches }) => branches.slice(0, 1)) ?? [];
  const taken = legs.flatMap(({ branches, taken: index }) => branches.slice(index, index + 1));
  return [...queries, ...taken].flatMap((branch) => ofBranch(world, branch));
}

const TRANSLATES = new Set<Step['element']>(['iptables-nat-prerouting', 'iptables-nat-output']);

function ofBranch(world: World, { request }: Branch): Effect[] {
  return request.flatMap((step) => (TRANSLATES.has(step.element) && step.met !== undefined ? ofStep(world, step) : []));
}

function ofStep(world: World, { place, in: packet, out }: Step): Effect[] {
  const kernel = kernelOf(world, place.of.key);
  const nat = natOf(world, kernel, packet);
  if (nat.verdict !== 'translate' || nat.hit.port.affinityTimeout === null) return [];
  const backend = nat.backends.find(({ endpoint }) => readAddress(endpoint.address) === out?.destination && endpoint.port === out?.destinationPort);
  if (backend === undefined) return [];
  const chain = endpointChain(nat.hit, backend.endpoint);
  const { InstanceId } = kernel;
  const recent: RecentSource = { InstanceId, service: nat.hit.service, chain, source: showAddress(packet.source), at: world.now };
  const seconds = nat.hit.port.affinityTimeout;
  const gone = lookup(world.hosts.RecentSource, 'byChain', `${InstanceId}/${chain}`).filter(({ at }) => world.now - at > seconds * 1000);
  return [...gone.map((one) => effect(one, null)), effect(recent, recent)];
}

function effect(of: RecentSource, object: RecentSource | null): Effect {
  const ref = { plane: 'hosts', kind: 'RecentSource', key: recentKey(of) } as const;
  return object === null ? { ref, object } : { ref, object };
}
