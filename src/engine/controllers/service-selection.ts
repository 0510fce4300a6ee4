/** Which pods a Service selects, and which Services select a pod; found by look-up, so that the cost follows the answer. */
import { keyOf } from '../cluster/metadata.ts';
import type { Pod } from '../cluster/pod.ts';
import type { Service } from '../cluster/service.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { matchesLabels } from './label-selector.ts';

/** The pods of the Service's namespace that carry all of its labels, in ascending order of name; none without a selector. */
export function podsSelectedBy(world: World, service: Service): Pod[] {
  const selector = service.spec.selector ?? {};
  const [first] = Object.entries(selector);
  if (first === undefined) return [];
  return lookup(world.cluster.Pod, 'byLabel', `${service.metadata.namespace}/${first[0]}=${first[1]}`).filter((pod) =>
    matchesLabels(selector, pod.metadata.labels ?? {}),
  );
}

/** The keys of the Services that select the pod. */
export function servicesSelecting(world: World, pod: Pod | null): string[] {
  if (pod === null) return [];
  const labels = pod.metadata.labels ?? {};
  const namespace = pod.metadata.namespace ?? '';
  const candidates = Object.entries(labels).flatMap(([key, value]) => lookup(world.cluster.Service, 'bySelector', `${namespace}/${key}=${value}`));
  return candidates.filter((service) => matchesLabels(service.spec.selector ?? {}, labels)).map((service) => keyOf(service.metadata));
}
