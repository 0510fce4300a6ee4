/**
 * What a network check found, kept until something changes that a packet could meet: checks are made every few seconds of
 * simulated time, and most of the time nothing has happened. Changes no answer, only how long it takes.
 */
import { once } from '../../once.ts';
import type { World } from '../../world.ts';

/** What no packet meets: records about the network, not the network. */
const RECORDS: ReadonlySet<string> = new Set(['TargetGroup', 'LatticeTargetGroup', 'EksUpdate', 'ResourceShare', 'Event', 'RecentSource', 'Notice']);

/** All that a packet could meet, as references to the stores. */
const network = once((world: World): readonly unknown[] => {
  const stores = [world.aws, world.cluster, world.hosts, world.lab].flatMap((plane) => Object.entries(plane));
  return [world.outside, world.seed, world.counters.connection, ...stores.flatMap(([kind, store]) => (RECORDS.has(kind) ? [] : [store]))];
});

type Found<T> = { readonly network: readonly unknown[]; readonly found: T };

/** By a store that changes with the network, so that what is kept goes when its world does. */
const known = new WeakMap<object, Map<string, Found<unknown>>>();

/** What was found under the key while the network was the same, else what is found now. */
export function unlessChanged<T>(world: World, key: string, find: () => T): T {
  const kept = known.get(world.aws.NetworkInterface) ?? new Map<string, Found<unknown>>();
  known.set(world.aws.NetworkInterface, kept);
  const now = network(world);
  const before = kept.get(key);
  if (before !== undefined && before.network.length === now.length && before.network.every((store, at) => store === now[at])) {
    return before.found as T;
  }
  const found = find();
  kept.set(key, { network: now, found });
  return found;
}
