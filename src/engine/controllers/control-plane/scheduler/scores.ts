/**
 * Which of the nodes that can take a pod is best: spread over hosts and zones first, then the least loaded.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins (podtopologyspread, noderesources)
 */
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { once } from '../../../once.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesLabels } from '../../label-selector.ts';
import { controllerOf } from '../../ownership.ts';
import { servicesSelecting } from '../../service-selection.ts';
import { loadOf, loadOfPod } from './node-load.ts';
import { milli } from './quantity.ts';
import { constraintsOf, domainCounts } from './topology-spread.ts';

/** Default weights of the plugins. */
const SPREAD_WEIGHT = 2;

/** The best node: the highest score, and of equal ones the first by name, where the real scheduler draws lots. */
export function bestNode(world: World, pod: Pod, nodes: readonly Node[]): Node | undefined {
  const stated = constraintsOf(pod, 'ScheduleAnyway');
  const spread = stated.length > 0 ? statedScores(world, pod, nodes) : spreadScores(world, nodes, similarPods(world, pod));
  let best: { readonly node: Node; readonly score: number } | undefined;
  for (const [index, node] of nodes.entries()) {
    const score = SPREAD_WEIGHT * (spread[index] as number) + leastAllocated(world, pod, node);
    const wins = best === undefined || score > best.score || (score === best.score && node.metadata.name < best.node.metadata.name);
    if (wins) best = { node, score };
  }
  return best?.node;
}

/**
 * System default constraints: maxSkew 3 over hosts, 5 over zones, ScheduleAnyway, for the pods of the same Services and ReplicaSet.
 * Normalised as the plugin does: 100 × (max + min - own) / max.
 */
function spreadScores(world: World, nodes: readonly Node[], similar: readonly Pod[]): number[] {
  const counts = new Map<string, number>();
  for (const pod of similar) {
    const home = objectAt(world.cluster.Node, pod.spec.nodeName ?? '');
    for (const domain of home === undefined ? [] : domainsOf(home)) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return normalised(nodes.map((node) => domainsOf(node).reduce((sum, domain) => sum + (counts.get(domain) ?? 0), 0)));
}

/** The same of the constraints that the pod states: then the system's own do not hold. */
function statedScores(world: World, pod: Pod, nodes: readonly Node[]): number[] {
  const all = objectsOf(world.cluster.Node);
  const counted = constraintsOf(pod, 'ScheduleAnyway').map((constraint) => ({
    constraint,
    counts: domainCounts(world, pod, { constraint, nodes: all }),
  }));
  return normalised(
    nodes.map(({ metadata: { labels = {} } }) =>
      counted.reduce((sum, { constraint, counts }) => sum + (counts.get(labels[constraint.topologyKey] ?? '') ?? 0), 0),
    ),
  );
}

function normalised(raw: readonly number[]): number[] {
  const [most, least] = [Math.max(...raw), Math.min(...raw)];
  return raw.map((own) => (most === 0 ? 100 : (100 * (most + least - own)) / most));
}

const domainsOf = once(({ metadata: { name, labels = {} } }: Node): readonly [host: string, zone: string] => [
  `host ${labels['kubernetes.io/hostname'] ?? name}`,
  `zone ${labels['topology.kubernetes.io/zone'] ?? ''}`,
]);

/** The pods that are placed already and belong together with this one (helper.DefaultSelector). */
function similarPods(world: World, pod: Pod): Pod[] {
  const owner = controllerOf(pod);
  const siblings = owner === undefined ? [] : lookup(world.cluster.Pod, 'byOwner', owner.uid);
  const selectors = servicesSelecting(world, pod).map((key) => objectAt(world.cluster.Service, key)?.spec.selector ?? {});
  const [first] = selectors;
  if (owner === undefined && first === undefined) return [];
  const [key, value] = Object.entries(first ?? {})[0] ?? [];
  const candidates = owner === undefined ? lookup(world.cluster.Pod, 'byLabel', `${pod.metadata.namespace}/${key}=${value}`) : siblings;
  return candidates.filter(
    (other) =>
      other.spec.nodeName &&
      other.metadata.deletionTimestamp === undefined &&
      selectors.every((selector) => matchesLabels(selector, other.metadata.labels ?? {})),
  );
}

/** 100 × what would be left of cpu and memory, averaged (LeastAllocated). */
function leastAllocated(world: World, pod: Pod, node: Node): number {
  const { allocatable = {} } = node.status;
  const [load, own] = [loadOf(world, node.metadata.name), loadOfPod(pod)];
  const cpu = left(allocatable.cpu, load.scoredCpu + own.scoredCpu);
  const memory = left(allocatable.memory, load.scoredMemory + own.scoredMemory);
  if (cpu === null || memory === null) return cpu ?? memory ?? 0;
  return (cpu + memory) / 2;
}

/** What would be left in hundredths, or null for a resource that the node does not state. */
function left(quantity: string | undefined, used: number): number | null {
  const room = milli(quantity);
  if (room === 0) return null;
  return used > room ? 0 : Math.floor(((room - used) * 100) / room);
}
