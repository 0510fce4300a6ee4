/**
 * PodTopologySpread: how uneven the pods of a selector may lie over zones or hosts.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/podtopologyspread/filtering.go
 */
import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1.d.ts';
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { lookup, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesSelector } from '../../label-selector.ts';
import { matchesNodeAffinity, type Refused, untoleratedTaint } from './filters.ts';

type Labels = { readonly [key: string]: string };

const UNEVEN: Refused = { reasons: ["node(s) didn't match pod topology spread constraints"], resolvable: true };
const NO_LABEL: Refused = { reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"], resolvable: false };

/** What each node has to say to the constraints of the pod that must hold (null where they hold); null where there are none. */
export function spreadFilter(world: World, pod: Pod): ((node: Node) => Refused | null) | null {
  const hard = constraintsOf(pod, 'DoNotSchedule');
  if (hard.length === 0) return null;
  const nodes = objectsOf(world.cluster.Node);
  const eligible = nodes.filter((node) => hard.every((constraint) => labelOf(node, constraint) !== undefined));
  const counted = hard.map((constraint) => ({ constraint, counts: domainCounts(world, pod, { constraint, nodes: eligible }) }));
  return (node) => {
    for (const { constraint, counts } of counted) {
      const domain = labelOf(node, constraint);
      if (domain === undefined) return NO_LABEL;
      const own = matchesSelector(selectorOf(constraint, pod), pod.metadata.labels ?? {}) ? 1 : 0;
      // "the global minimum is 0" while there are fewer domains than minDomains.
      const least = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values());
      if ((counts.get(domain) ?? 0) + own - least > constraint.maxSkew) return UNEVEN;
    }
    return null;
  };
}

/** The constraints of one sort. */
export function constraintsOf({ spec }: Pod, whenUnsatisfiable: string): TopologySpreadConstraint[] {
  return (spec.topologySpreadConstraints ?? []).filter((constraint) => constraint.whenUnsatisfiable === whenUnsatisfiable);
}

type Counted = { readonly constraint: TopologySpreadConstraint; readonly nodes: readonly Node[] };

/** How many pods of the selector lie in each domain of the nodes that count for the constraint. */
export function domainCounts(world: World, pod: Pod, { constraint, nodes }: Counted): Map<string, number> {
  const counts = new Map<string, number>();
  const selector = selectorOf(constraint, pod);
  const honors = (policy: string | undefined, fallback: string) => (policy ?? fallback) === 'Honor';
  for (const node of nodes) {
    const domain = labelOf(node, constraint);
    if (domain === undefined) continue;
    if (honors(constraint.nodeAffinityPolicy, 'Honor') && !matchesNodeAffinity(pod, node)) continue;
    if (honors(constraint.nodeTaintsPolicy, 'Ignore') && untoleratedTaint(node, pod.spec.tolerations ?? []) !== undefined) continue;
    const here = lookup(world.cluster.Pod, 'byNode', node.metadata.name).filter(
      ({ metadata }) =>
        metadata.namespace === pod.metadata.namespace && metadata.deletionTimestamp === undefined && matchesSelector(selector, metadata.labels ?? {}),
    );
    counts.set(domain, (counts.get(domain) ?? 0) + here.length);
  }
  return counts;
}

/** The selector with the pod's own values of the labels in `matchLabelKeys`. Without a selector it selects nothing. */
function selectorOf({ labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint, pod: Pod) {
  if (labelSelector === undefined) return { matchExpressions: [{ key: 'metadata.name', operator: 'In', values: [] }] };
  const own: Labels = pod.metadata.labels ?? {};
  const added = Object.fromEntries(matchLabelKeys.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key] as string]])));
  return { ...labelSelector, matchLabels: { ...labelSelector.matchLabels, ...added } };
}

function labelOf({ metadata }: Node, { topologyKey }: TopologySpreadConstraint): string | undefined {
  return metadata.labels?.[topologyKey];
}
