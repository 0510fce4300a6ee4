/**
 * Worlds from parts: what a world file, a course, a test or real output of `describe-*` and `kubectl get -o yaml` gives.
 */
import { readAws } from './aws/read.ts';
import { checkpoint, commit, type Effect, kindsOf, type PlaneName, type Planes } from './change.ts';
import { readCluster } from './cluster/read.ts';
import { addressDifferences, adoptedHosts, statedAddresses } from './controllers/node/adoption.ts';
import { withoutDanglingOwners } from './lab/dangling-owners.ts';
import { faultProblems } from './lab/fault-problems.ts';
import { type Fault, faultKey } from './lab/kinds.ts';
import { settle, settlingAll } from './settle.ts';
import { emptyStore, type Store } from './store.ts';
import type { Text } from './text.ts';
import type { Outside, World } from './world.ts';

/** The parts of a world, in the shapes that the real tools print. */
export type WorldParts = {
  readonly account?: string;
  readonly region?: string;
  readonly seed?: string;
  /** Simulated milliseconds since 1970. */
  readonly now?: number;
  /** Lists as the AWS APIs name them: `Vpcs`, `Subnets`, …; EKS clusters under `clusters`. */
  readonly aws?: { readonly [list: string]: readonly object[] };
  /** Kubernetes manifests, with status where a restarted daemon would adopt it. */
  readonly cluster?: readonly object[];
  readonly outside?: Outside;
  readonly faults?: readonly Fault[];
  /** Lines to type once the world stands; carried out by the shell, not here. */
  readonly setup?: readonly string[];
};

/** One thing that is wrong with parts or manifests: where in them, what, and what to do; both are whole sentences. */
export type Problem = {
  readonly path: readonly (string | number)[];
  readonly what: Text;
  readonly how: Text;
  /** The object that the place names and the parts do not have, where that is what is wrong. */
  readonly missing?: { readonly kind: string; readonly id: string };
  /** The member that its structure does not have, where that is what is wrong, and the one that may have been meant. */
  readonly unknown?: { readonly member: string; readonly near: string | null };
};

/** The doors of a world: whether its objects are admitted as the APIs would, and whether the controllers have had their say. */
export type Doors = { readonly admit?: boolean; readonly settle?: boolean };

export type WorldRead = {
  readonly world: World;
  readonly problems: readonly Problem[];
  /** What the parts say that has no effect here. */
  readonly notSimulated: readonly Problem[];
};

/** 2026-01-15T09:00:00Z. */
const START = 1_768_467_600_000;

/** A world in which nothing exists yet. */
export function emptyWorld(options: Pick<WorldParts, 'account' | 'region' | 'seed' | 'now' | 'outside'> = {}): World {
  const { account = '111122223333', region = 'us-west-2', seed = 'ekslab', now = START } = options;
  return {
    now,
    revision: 0,
    seed,
    counters: { input: 0, connection: 0, minted: null },
    account,
    region,
    aws: emptyPlane('aws'),
    cluster: emptyPlane('cluster'),
    hosts: emptyPlane('hosts'),
    outside: options.outside ?? { hosts: [], names: [] },
    lab: emptyPlane('lab'),
    due: null,
    log: { head: null, cutAt: 0 },
  };
}

/**
 * The world that the parts describe, with everything that is wrong with them; what could be read stands.
 * Status that daemons would adopt is adopted, the rest is derived. A process that a fault has stopped ran until now.
 */
export function worldOf(parts: WorldParts, doors: Doors = {}): WorldRead {
  const reading = worldInSteps(parts, doors);
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  return step.value;
}

/** `worldOf` in small steps, for whoever has something else to do in between. */
export function* worldInSteps(parts: WorldParts, { admit = true, settle: settling = true }: Doors = {}): Generator<void, WorldRead> {
  const start = emptyWorld(parts);
  const aws = readAws(start, parts.aws ?? {});
  const withAws = put(start, aws.effects);
  yield;
  const cluster = readCluster(withAws, parts.cluster ?? [], { admit, apiServer: hasApiServer(parts) });
  const owned = admit ? withoutDanglingOwners(cluster.effects, parts.cluster ?? []) : { effects: cluster.effects, problems: [] };
  const read = put(withAws, owned.effects);
  yield;
  const stood = settling ? yield* settlingAll(put(read, adoptedHosts(read))) : read;
  const faulty = put(stood, (parts.faults ?? []).map(faultEffect));
  const world = settling ? settle(faulty, stood.revision) : faulty;
  const differences = settling ? addressDifferences(world, statedAddresses(parts.cluster ?? [])) : [];
  const problems = [
    ...within('aws', aws.problems),
    ...within('cluster', [...cluster.problems, ...owned.problems, ...differences]),
    ...within('faults', faultProblems(stood, parts.faults ?? [])),
  ];
  return { world: checkpoint(world), problems, notSimulated: within('aws', aws.notSimulated) };
}

/** An account without a cluster has no kube-apiserver yet; a world that says nothing of AWS is a bare cluster. */
function hasApiServer({ aws, cluster }: WorldParts): boolean {
  return aws === undefined || (cluster ?? []).length > 0 || (aws.clusters ?? []).length > 0;
}

function put(world: World, effects: readonly Effect[]): World {
  return commit(world, { by: 'lab', verb: 'read', because: null }, effects).world;
}

function faultEffect(fault: Fault): Effect {
  return { ref: { plane: 'lab', kind: 'Fault', key: faultKey(fault) }, object: fault };
}

function within(part: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: [part, ...problem.path] }));
}

function emptyPlane<P extends PlaneName>(plane: P): { readonly [K in keyof Planes[P]]: Store<Planes[P][K]> } {
  const stores = Object.keys(kindsOf[plane]).map((kind) => [kind, emptyStore(plane, kind)] as const);
  return Object.fromEntries(stores) as { [K in keyof Planes[P]]: Store<Planes[P][K]> };
}
