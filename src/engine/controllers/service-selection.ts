/** Which pods a Service selects, and which Services select a pod; found by look-up, so that the cost follows the answer. */
import type { Change } from '../change.ts';
import { keyOf } from '../cluster/metadata.ts';
import type { Pod } from '../cluster/pod.ts';
import type { Service } from '../cluster/service.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { isInEndpoints } from './control-plane/endpointslice/endpoint.ts';
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

/** The keys of the Services among whose endpoints a changed pod is, or was: one without an address is in none. */
export function servicesServedBy(world: World, { before, after }: Change): string[] {
  const [old, young] = [before as Pod | null, after as Pod | null];
  const was = old !== null && isInEndpoints(old, true);
  const is = young !== null && isInEndpoints(young, true);
  // Labels stand in the metadata: where that is the same, the Services are.
  if (was && old.metadata !== young?.metadata) return [...servicesSelecting(world, old), ...(is ? servicesSelecting(world, young) : [])];
  return (was || is) && young !== null ? servicesSelecting(world, young) : [];
}

/** The keys of the Services that select the pod. */
export function servicesSelecting(world: World, pod: Pod): string[] {
  const labels = pod.metadata.labels ?? {};
  const namespace = pod.metadata.namespace ?? '';
  const candidates = Object.entries(labels).flatMap(([key, value]) => lookup(world.cluster.Service, 'bySelector', `${namespace}/${key}=${value}`));
  return candidates.filter((service) => matchesLabels(service.spec.selector ?? {}, labels)).map((service) => keyOf(service.metadata));
}
