/**
 * What a connection came to, kept until something changes that its packets could meet: health checks, ipamd and kubelets
 * connect every few seconds of simulated time, and most of the time nothing has happened. Changes no answer, only how long
 * it takes.
 */
import { once } from '../once.ts';
import type { World } from '../world.ts';

/** What no packet meets: records about the network, not the network. */
const RECORDS: ReadonlySet<string> = new Set(['TargetGroup', 'LatticeTargetGroup', 'EksUpdate', 'ResourceShare', 'Event', 'RecentSource', 'Notice']);

/**
 * all: what any packet could meet · node: what a packet meets that a process of a node sends to an address outside the cluster.
 * It passes no pod and no network policy, and of its own host only the rules of kube-proxy.
 */
export type Met = 'all' | 'node';

const everything = once((world: World): readonly unknown[] => [
  world.outside,
  world.seed,
  world.counters.connection,
  ...[world.aws, world.cluster, world.hosts, world.lab].flatMap(storesOf),
]);

const ofNodes = once((world: World): readonly unknown[] => [
  world.outside,
  world.seed,
  world.counters.connection,
  world.hosts.ProxyRules,
  world.hosts.FrozenProxyRules,
  ...storesOf(world.aws),
]);

function storesOf(plane: object): unknown[] {
  return Object.entries(plane).flatMap(([kind, store]) => (RECORDS.has(kind) ? [] : [store]));
}

type Found<T> = { readonly network: readonly unknown[]; readonly found: T };

/** By a store that changes with the network, so that what is kept goes when its world does. */
const known = new WeakMap<object, Map<string, Found<unknown>>>();

/** What was found under the key while all that is met was the same, else what is found now. */
export function unlessChanged<T>(world: World, { key, met }: { readonly key: string; readonly met: Met }, find: () => T): T {
  const kept = known.get(world.aws.NetworkInterface) ?? new Map<string, Found<unknown>>();
  known.set(world.aws.NetworkInterface, kept);
  const now = met === 'all' ? everything(world) : ofNodes(world);
  const before = kept.get(key);
  if (before !== undefined && before.network.length === now.length && before.network.every((store, at) => store === now[at])) {
    return before.found as T;
  }
  const found = find();
  kept.set(key, { network: now, found });
  return found;
}
