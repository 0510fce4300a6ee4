/** What happened: every write that changed something, with who did it and what made them do it. */
import { awsKinds } from './aws/kinds.ts';
import { same } from './canonical.ts';
import { clusterKinds } from './cluster/kinds.ts';
import { hostKinds } from './hosts/kinds.ts';
import { labKinds } from './lab/kinds.ts';
import { get } from './persistent-map.ts';
import { type Indices, objectAt, putObject, removeObject, type Store } from './store.ts';
import type { Text } from './text.ts';
import type { AwsKinds, ClusterKinds, HostKinds, LabKinds, World } from './world.ts';

export type Planes = { aws: AwsKinds; cluster: ClusterKinds; hosts: HostKinds; lab: LabKinds };
export type PlaneName = keyof Planes;

/** Names one object: its plane, its kind and its key there (an AWS id, `namespace/name`, a node's name). */
export type Ref = {
  readonly [P in PlaneName]: { readonly plane: P; readonly kind: keyof Planes[P] & string; readonly key: string };
}[PlaneName];

/** What an API operation, a daemon or the lab does to one object; made into a `Change` by `commit`. */
export type Effect = { readonly ref: Ref; readonly object: object } | { readonly ref: Ref; readonly object: null };

export type Change = {
  /** The name of the principal that asked. */
  readonly by: string;
  /** The operation or verb: `CreateSubnet`, `patch`, `assign`. */
  readonly verb: string;
  readonly ref: Ref;
  /** References to the object before and after, null where it did not exist. */
  readonly before: object | null;
  readonly after: object | null;
  /** Why a controller did it; null for what was typed. */
  readonly because: Text | null;
  readonly revision: number;
  /** The number of the input that led to it. */
  readonly input: number;
};

/** The changes, newest first, as far back as the last checkpoint. */
export type Log = {
  readonly head: LogNode | null;
  /** Changes up to this revision have been cut off; asking for older ones is answered `410 Gone`. */
  readonly cutAt: number;
};
type LogNode = { readonly change: Change; readonly previous: LogNode | null };

export type Maker = { readonly by: string; readonly verb: string; readonly because: Text | null };

/**
 * The world after the effects, each of which that changes something becoming a change with a revision of its own.
 * An effect that leaves its object the same bumps nothing and logs nothing.
 */
export function commit(world: World, maker: Maker, effects: readonly Effect[]): { readonly world: World; readonly changes: readonly Change[] } {
  let next = world;
  const changes: Change[] = [];
  for (const { ref, object } of effects) {
    const before = (objectAt(storeOf(next, ref), ref.key) as object | undefined) ?? null;
    if (same(before, object)) continue;
    const revision = next.revision + 1;
    const { by, verb, because } = maker;
    const change: Change = { by, verb, ref, before, after: object, because, revision, input: next.counters.input };
    changes.push(change);
    next = changedBy(next, change);
  }
  return { world: next, changes };
}

/** The changes after the revision, oldest first; costs what it returns. Null when they have been cut off. */
export function changesSince(world: World, revision: number): readonly Change[] | null {
  if (revision < world.log.cutAt) return null;
  const found: Change[] = [];
  for (let node = world.log.head; node !== null && node.change.revision > revision; node = node.previous) found.push(node.change);
  return found.reverse();
}

/** The world whose log starts now. */
export function checkpoint(world: World): World {
  return { ...world, log: { head: null, cutAt: world.revision } };
}

/** The object that a ref names, or undefined. */
export function objectOf(world: World, ref: Ref): object | undefined {
  return objectAt(storeOf(world, ref), ref.key) as object | undefined;
}

/** The revision of the object's last change (its resourceVersion), or undefined when it does not exist. */
export function revisionOf(world: World, ref: Ref): number | undefined {
  return get(storeOf(world, ref).entries, ref.key)?.revision;
}

/** All kinds of a plane, by name. */
export const kindsOf = { aws: awsKinds, cluster: clusterKinds, hosts: hostKinds, lab: labKinds };

function storeOf(world: World, ref: Ref): Store<unknown> {
  return (world[ref.plane] as unknown as Record<string, Store<unknown>>)[ref.kind] as Store<unknown>;
}

/** Written out member by member: every write comes by here, and a spread that has to find its way among shapes takes ten times as long. */
function changedBy(world: World, change: Change): World {
  const { now, seed, counters, account, region, aws, cluster, hosts, outside, lab, due, log } = world;
  const { plane } = change.ref;
  const stores = withStore(world, change) as never;
  return {
    now,
    revision: change.revision,
    seed,
    counters,
    account,
    region,
    aws: plane === 'aws' ? stores : aws,
    cluster: plane === 'cluster' ? stores : cluster,
    hosts: plane === 'hosts' ? stores : hosts,
    outside,
    lab: plane === 'lab' ? stores : lab,
    due,
    log: { head: { change, previous: log.head }, cutAt: log.cutAt },
  };
}

/** The plane of the change with the object, or without one. */
function withStore(world: World, { ref, after: object, revision }: Change): object {
  const plane = { ...(world[ref.plane] as unknown as Record<string, Store<unknown>>) };
  const { indices } = (kindsOf[ref.plane] as unknown as Record<string, { readonly indices: Indices<unknown> }>)[ref.kind] as {
    readonly indices: Indices<unknown>;
  };
  const store = plane[ref.kind] as Store<unknown>;
  plane[ref.kind] = object === null ? removeObject(store, indices, ref.key) : putObject(store, indices, ref.key, { object, revision });
  return plane;
}
