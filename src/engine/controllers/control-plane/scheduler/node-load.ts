/** What the pods on each node take up, and whose they are. Kept from one version of the pods to the next, so that a binding costs what it changes. */
import type { Pod } from '../../../cluster/pod.ts';
import { POD_ENI } from '../../../cluster/pod-eni.ts';
import { once } from '../../../once.ts';
import { differences, type PersistentMap } from '../../../persistent-map.ts';
import type { Entry } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { controllerOf } from '../../ownership.ts';
import { milli } from './quantity.ts';

export type NodeLoad = {
  readonly pods: number;
  /** What containers ask for, in thousandths. */
  readonly cpu: number;
  readonly memory: number;
  /** Branch ENIs, in thousandths. */
  readonly podEni: number;
  /** The same with a usual amount for pods that ask for nothing: what the score counts. */
  readonly scoredCpu: number;
  readonly scoredMemory: number;
};

export const NO_LOAD: NodeLoad = { pods: 0, cpu: 0, memory: 0, podEni: 0, scoredCpu: 0, scoredMemory: 0 };

/** "DefaultMilliCPURequest" and "DefaultMemoryRequest": what a container that asks for nothing counts as. */
const USUAL_CPU = 100;
const USUAL_MEMORY = 200 * 1024 ** 2 * 1000;

/** Pods of one controller that carry the same labels: how many of them each node holds. Those that are being deleted do not count. */
export type Siblings = { readonly labels: { readonly [key: string]: string }; readonly counts: ReadonlyMap<string, number> };

type Pods = PersistentMap<Entry<Pod>>;
type Known = {
  readonly pods: Pods;
  readonly loads: Map<string, NodeLoad>;
  /** By the uid of the controller, then by the labels. */
  readonly siblings: Map<string, Map<string, Siblings & { readonly counts: Map<string, number> }>>;
};

/** The last version that was asked about. It is only a shortcut: what is known of a version is the same however it was found. */
let last: Known = { pods: null, loads: new Map(), siblings: new Map() };

/** The loads of all nodes that hold pods, by name. Pods that have ended take up nothing. */
export function loadsOf(world: World): ReadonlyMap<string, NodeLoad> {
  return known(world).loads;
}

/** The placed pods of a controller, by labels. */
export function siblingsOf(world: World, uid: string): Siblings[] {
  return [...(known(world).siblings.get(uid)?.values() ?? [])];
}

function known(world: World): Known {
  const pods = world.cluster.Pod.entries;
  if (last.pods === pods) return last;
  for (const { before, after } of differences(last.pods, pods)) {
    if (before !== undefined) change(last, before.object, -1);
    if (after !== undefined) change(last, after.object, 1);
  }
  last = { ...last, pods };
  return last;
}

/** What one pod takes up. */
export function loadOfPod({ spec }: Pod): NodeLoad {
  return loadOfSpec(spec);
}

const loadOfSpec = once((spec: Pod['spec']): NodeLoad => {
  const cpu = requested(spec, 'cpu');
  const memory = requested(spec, 'memory');
  const count = spec.containers.length;
  const podEni = requested(spec, POD_ENI);
  return { pods: 1, cpu, memory, podEni, scoredCpu: cpu || USUAL_CPU * count, scoredMemory: memory || USUAL_MEMORY * count };
});

function requested({ containers }: Pod['spec'], resource: string): number {
  return containers.reduce((sum, { resources }) => sum + milli(resources?.requests?.[resource] ?? resources?.limits?.[resource]), 0);
}

function change({ loads, siblings }: Known, pod: Pod, sign: 1 | -1): void {
  const { nodeName } = pod.spec;
  if (!nodeName) return;
  if (pod.metadata.deletionTimestamp === undefined) count(siblings, pod, sign);
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return;
  const load = loads.get(nodeName) ?? NO_LOAD;
  const own = loadOfPod(pod);
  loads.set(nodeName, {
    pods: load.pods + sign * own.pods,
    cpu: load.cpu + sign * own.cpu,
    memory: load.memory + sign * own.memory,
    podEni: load.podEni + sign * own.podEni,
    scoredCpu: load.scoredCpu + sign * own.scoredCpu,
    scoredMemory: load.scoredMemory + sign * own.scoredMemory,
  });
}

function count(siblings: Known['siblings'], { metadata, spec }: Pod, sign: 1 | -1): void {
  const uid = controllerOf({ metadata })?.uid;
  if (uid === undefined) return;
  let groups = siblings.get(uid);
  if (groups === undefined) {
    groups = new Map();
    siblings.set(uid, groups);
  }
  const labels = metadata.labels ?? {};
  const group = JSON.stringify(labels);
  const held = groups.get(group) ?? { labels, counts: new Map<string, number>() };
  groups.set(group, held);
  const node = spec.nodeName as string;
  const left = (held.counts.get(node) ?? 0) + sign;
  if (left > 0) held.counts.set(node, left);
  else held.counts.delete(node);
  if (held.counts.size > 0) return;
  groups.delete(group);
  if (groups.size === 0) siblings.delete(uid);
}
