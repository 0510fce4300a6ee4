/** What the pods on each node take up. Kept from one version of the pods to the next, so that a binding costs what it changes. */
import type { Pod } from '../../../cluster/pod.ts';
import { POD_ENI } from '../../../cluster/pod-eni.ts';
import { once } from '../../../once.ts';
import { differences, type PersistentMap } from '../../../persistent-map.ts';
import type { Entry } from '../../../store.ts';
import type { World } from '../../../world.ts';
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

type Pods = PersistentMap<Entry<Pod>>;
/** The last version that was asked about. It is only a shortcut: the loads of a version are the same however they were found. */
let last: { readonly pods: Pods; readonly loads: Map<string, NodeLoad> } = { pods: null, loads: new Map() };

/** The load of a node by its name. Pods that have ended take up nothing. */
export function loadOf(world: World, nodeName: string): NodeLoad {
  const pods = world.cluster.Pod.entries;
  if (last.pods !== pods) {
    for (const { before, after } of differences(last.pods, pods)) {
      if (before !== undefined) change(last.loads, before.object, -1);
      if (after !== undefined) change(last.loads, after.object, 1);
    }
    last = { pods, loads: last.loads };
  }
  return last.loads.get(nodeName) ?? NO_LOAD;
}

/** What one pod takes up. */
export const loadOfPod = once(({ spec }: Pod): NodeLoad => {
  const cpu = requested(spec, 'cpu');
  const memory = requested(spec, 'memory');
  const count = spec.containers.length;
  const podEni = requested(spec, POD_ENI);
  return { pods: 1, cpu, memory, podEni, scoredCpu: cpu || USUAL_CPU * count, scoredMemory: memory || USUAL_MEMORY * count };
});

function requested({ containers }: Pod['spec'], resource: string): number {
  return containers.reduce((sum, { resources }) => sum + milli(resources?.requests?.[resource] ?? resources?.limits?.[resource]), 0);
}

function change(loads: Map<string, NodeLoad>, pod: Pod, sign: 1 | -1): void {
  const { nodeName } = pod.spec;
  if (!nodeName || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return;
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
