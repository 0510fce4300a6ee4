/**
 * The Services behind a route: which of its references lead somewhere, and what is said of those that do not.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/gateway/routeutils/backend_service.go
 */
import type { HTTPRoute, HttpRouteRule } from '../../../cluster/httproute.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';

type BackendRef = NonNullable<HttpRouteRule['backendRefs']>[number];
export type Unresolved = { readonly reason: 'RefNotPermitted' | 'InvalidKind' | 'BackendNotFound'; readonly message: string };

/** Why the reference leads nowhere; null when it does not. Nothing is said of Services that no grant lets the route refer to. */
export function unresolved(world: World, { metadata }: HTTPRoute, ref: BackendRef): Unresolved | null {
  const home = metadata.namespace ?? '';
  const namespace = ref.namespace ?? home;
  const invalid = (message: string) => `HTTPRoute ${home}/${metadata.name} is invalid: ${message}`;
  if ((ref.kind ?? 'Service') !== 'Service' || (ref.group ?? '') !== '')
    return { reason: 'InvalidKind', message: invalid(`kind ${ref.kind} is not supported`) };
  if (namespace !== home && !isGranted(world, { from: home, namespace, name: ref.name })) {
    return { reason: 'RefNotPermitted', message: 'No explicit ReferenceGrant exists to allow the reference.' };
  }
  const service = objectAt(world.cluster.Service, `${namespace}/${ref.name}`);
  if (service === undefined) return { reason: 'BackendNotFound', message: `Service (${namespace}:${ref.name}) not found)` };
  const found = (service.spec.ports ?? []).some(({ port }) => port === ref.port);
  return found ? null : { reason: 'BackendNotFound', message: `Unable to find service port for port ${ref.port}` };
}

/** A grant stands in the namespace that is referred to: https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
function isGranted(world: World, { from, namespace, name }: { readonly from: string; readonly namespace: string; readonly name: string }): boolean {
  return objectsOf(world.cluster.ReferenceGrant).some(
    ({ metadata, spec }) =>
      metadata.namespace === namespace &&
      spec.from.some((each) => each.group === 'gateway.networking.k8s.io' && each.kind === 'HTTPRoute' && each.namespace === from) &&
      spec.to.some((each) => each.group === '' && each.kind === 'Service' && (each.name === undefined || each.name === name)),
  );
}
