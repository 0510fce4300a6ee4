/**
 * InterPodAffinity: which other pods a pod wants near, and which it keeps away from or is kept away by.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/interpodaffinity/filtering.go
 */
import type { PodAffinityTerm } from 'kubernetes-types/core/v1.d.ts';
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesSelector } from '../../label-selector.ts';
import type { Refused } from './filters.ts';

const AFFINITY: Refused = { reasons: ["node(s) didn't match pod affinity rules"], resolvable: false };
const ANTI_AFFINITY: Refused = { reasons: ["node(s) didn't match pod anti-affinity rules"], resolvable: true };
const EXISTING: Refused = { reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"], resolvable: true };

/** What each node has to say to the affinity of the pod and of those that are there; null where nothing is against it, and null altogether where nobody states any. */
export function affinityFilter(world: World, pod: Pod): ((node: Node) => Refused | null) | null {
  const near = requiredTerms(pod, 'podAffinity');
  const apart = requiredTerms(pod, 'podAntiAffinity');
  const averse = lookup(world.cluster.Pod, 'byAntiAffinity', 'required').filter(isPlaced);
  if (near.length + apart.length + averse.length === 0) return null;
  const nearDomains = near.map((term) => domainsWith(world, term, pod));
  const apartDomains = apart.map((term) => domainsWith(world, term, pod));
  const forbidden = averse.flatMap((other) => forbiddenDomains(world, other, pod));
  // The first pod of a group that wants to be near its own kind may go anywhere.
  const isFirst = nearDomains.every(({ domains }) => domains.size === 0) && near.every((term) => selectsPod(world, term, { owner: pod, other: pod }));
  return (node) => {
    const at = (key: string) => node.metadata.labels?.[key];
    const together = nearDomains.every(({ key, domains }) => at(key) !== undefined && (isFirst || domains.has(at(key) as string)));
    if (!together) return AFFINITY;
    if (apartDomains.some(({ key, domains }) => at(key) !== undefined && domains.has(at(key) as string))) return ANTI_AFFINITY;
    return forbidden.some(({ key, value }) => at(key) === value) ? EXISTING : null;
  };
}

/** The terms that must hold. */
export function requiredTerms({ spec }: Pod, which: 'podAffinity' | 'podAntiAffinity'): readonly PodAffinityTerm[] {
  return spec.affinity?.[which]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
}

type Domains = { readonly key: string; readonly domains: ReadonlySet<string> };

function domainsWith(world: World, term: PodAffinityTerm, owner: Pod): Domains {
  const domains = new Set<string>();
  for (const other of objectsOf(world.cluster.Pod)) {
    if (!isPlaced(other) || !selectsPod(world, term, { owner, other })) continue;
    const value = objectAt(world.cluster.Node, other.spec.nodeName ?? '')?.metadata.labels?.[term.topologyKey];
    if (value !== undefined) domains.add(value);
  }
  return { key: term.topologyKey, domains };
}

function forbiddenDomains(world: World, averse: Pod, pod: Pod): { readonly key: string; readonly value: string }[] {
  return requiredTerms(averse, 'podAntiAffinity')
    .filter((term) => selectsPod(world, term, { owner: averse, other: pod }))
    .flatMap(({ topologyKey }) => {
      const value = objectAt(world.cluster.Node, averse.spec.nodeName ?? '')?.metadata.labels?.[topologyKey];
      return value === undefined ? [] : [{ key: topologyKey, value }];
    });
}

/** Whether the term of one pod is about another: by namespace, then by labels. A term without a selector selects nothing. */
function selectsPod(world: World, term: PodAffinityTerm, { owner, other }: { readonly owner: Pod; readonly other: Pod }): boolean {
  const { namespaces = [], namespaceSelector, labelSelector } = term;
  const namespace = other.metadata.namespace ?? '';
  const own = namespaces.length === 0 && namespaceSelector === undefined;
  const home = objectAt(world.cluster.Namespace, namespace)?.metadata.labels ?? {};
  const inScope =
    (own && namespace === owner.metadata.namespace) ||
    namespaces.includes(namespace) ||
    (namespaceSelector !== undefined && matchesSelector(namespaceSelector, home));
  return inScope && labelSelector !== undefined && matchesSelector(labelSelector, other.metadata.labels ?? {});
}

function isPlaced({ spec, status, metadata }: Pod): boolean {
  return Boolean(spec.nodeName) && status.phase !== 'Succeeded' && status.phase !== 'Failed' && metadata.deletionTimestamp === undefined;
}
