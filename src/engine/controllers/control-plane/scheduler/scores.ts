/**
 * Which of the nodes that can take a pod is best: spread over hosts and zones first, then the least loaded.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins (podtopologyspread, noderesources)
 */
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesLabels } from '../../label-selector.ts';
import { controllerOf } from '../../ownership.ts';
import { servicesSelecting } from '../../service-selection.ts';
import { loadOfPod, loadsOf, NO_LOAD, type NodeLoad, type Siblings, siblingsOf } from './node-load.ts';
import { type NodeRow, nodeRow } from './node-row.ts';
import { constraintsOf, domainCounts } from './topology-spread.ts';

/** Default weights of the plugins. */
const SPREAD_WEIGHT = 2;

/** The best node: the highest score, and of equal ones the first by name, where the real scheduler draws lots. */
export function bestNode(world: World, pod: Pod, rows: readonly NodeRow[]): Node | undefined {
  const stated = constraintsOf(pod, 'ScheduleAnyway');
  const spread = stated.length > 0 ? statedScores(world, pod, rows) : spreadScores(world, pod, rows);
  const [loads, own] = [loadsOf(world), loadOfPod(pod)];
  let [best, most]: [NodeRow | undefined, number] = [undefined, 0];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as NodeRow;
    const score = SPREAD_WEIGHT * (spread[index] as number) + leastAllocated(row, loads.get(row.name) ?? NO_LOAD, own);
    const wins = best === undefined || score > most || (score === most && row.name < best.name);
    if (wins) [best, most] = [row, score];
  }
  return best?.node;
}

/**
 * System default constraints: maxSkew 3 over hosts, 5 over zones, ScheduleAnyway, for the pods of the same Services and ReplicaSet.
 * Normalised as the plugin does: 100 × (max + min - own) / max.
 */
function spreadScores(world: World, pod: Pod, rows: readonly NodeRow[]): number[] {
  const [hosts, zones] = [new Map<string, number>(), new Map<string, number>()];
  for (const [name, count] of similarPods(world, pod)) {
    const home = nodeRow(world, name);
    if (home === undefined) continue;
    hosts.set(home.host, (hosts.get(home.host) ?? 0) + count);
    zones.set(home.zone, (zones.get(home.zone) ?? 0) + count);
  }
  return normalised(rows.map((row) => (hosts.get(row.host) ?? 0) + (zones.get(row.zone) ?? 0)));
}

/** The same of the constraints that the pod states: then the system's own do not hold. */
function statedScores(world: World, pod: Pod, rows: readonly NodeRow[]): number[] {
  const all = objectsOf(world.cluster.Node);
  const counted = constraintsOf(pod, 'ScheduleAnyway').map((constraint) => ({
    constraint,
    counts: domainCounts(world, pod, { constraint, nodes: all }),
  }));
  return normalised(
    rows.map(
      ({
        node: {
          metadata: { labels = {} },
        },
      }) => counted.reduce((sum, { constraint, counts }) => sum + (counts.get(labels[constraint.topologyKey] ?? '') ?? 0), 0),
    ),
  );
}

function normalised(raw: number[]): number[] {
  let [most, least] = [0, Number.POSITIVE_INFINITY];
  for (const own of raw) {
    if (own > most) most = own;
    if (own < least) least = own;
  }
  return raw.map((own) => (most === 0 ? 100 : (100 * (most + least - own)) / most));
}

/** How many pods that belong together with this one each node holds already (helper.DefaultSelector). */
function similarPods(world: World, pod: Pod): ReadonlyMap<string, number> {
  const owner = controllerOf(pod);
  const selectors = servicesSelecting(world, pod).map((key) => objectAt(world.cluster.Service, key)?.spec.selector ?? {});
  const belongs = (labels: { readonly [key: string]: string }) => selectors.every((selector) => matchesLabels(selector, labels));
  const counts = new Map<string, number>();
  if (owner !== undefined) {
    const groups = siblingsOf(world, owner.uid).filter(({ labels }) => belongs(labels));
    if (groups.length === 1) return (groups[0] as Siblings).counts;
    for (const group of groups) for (const [name, count] of group.counts) counts.set(name, (counts.get(name) ?? 0) + count);
    return counts;
  }
  const [key, value] = Object.entries(selectors[0] ?? {})[0] ?? [];
  if (selectors.length === 0) return counts;
  for (const { spec, metadata } of lookup(world.cluster.Pod, 'byLabel', `${pod.metadata.namespace}/${key}=${value}`)) {
    if (!spec.nodeName || metadata.deletionTimestamp !== undefined || !belongs(metadata.labels ?? {})) continue;
    counts.set(spec.nodeName, (counts.get(spec.nodeName) ?? 0) + 1);
  }
  return counts;
}

/** 100 × what would be left of cpu and memory, averaged (LeastAllocated). */
function leastAllocated(row: NodeRow, load: NodeLoad, own: NodeLoad): number {
  const cpu = left(row.cpu, load.scoredCpu + own.scoredCpu);
  const memory = left(row.memory, load.scoredMemory + own.scoredMemory);
  if (cpu === null || memory === null) return cpu ?? memory ?? 0;
  return (cpu + memory) / 2;
}

/** What would be left in hundredths, or null for a resource that the node does not state. */
function left(room: number | null, used: number): number | null {
  if (room === null || room === 0) return null;
  return used > room ? 0 : Math.floor(((room - used) * 100) / room);
}
