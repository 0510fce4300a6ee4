/**
 * Which listeners of a Gateway a route attaches to, and why to none.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/gateway/routeutils/listener_attachment_helper.go
 */
import type { Gateway, GatewayListener } from '../../../cluster/gateway.ts';
import type { HTTPRoute, ParentReference } from '../../../cluster/httproute.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesSelector } from '../../label-selector.ts';

/** A listener that took the route, with the hosts that both are about; none means every host. */
export type Attached = { readonly listener: GatewayListener; readonly hosts: readonly string[] };

export type Attachment =
  | { readonly accepted: true; readonly to: readonly Attached[] }
  | { readonly accepted: false; readonly reason: string; readonly message: string };

const BLOCKED = 'Listener does not allow route attachment';

/** The references of the route that name the Gateway. */
export function refsTo({ metadata, spec }: HTTPRoute, gateway: Gateway): readonly ParentReference[] {
  return (spec.parentRefs ?? []).filter((ref) => isRefTo(ref, metadata.namespace ?? '', gateway));
}

/** Whether a reference from that namespace names the Gateway. */
export function isRefTo({ kind = 'Gateway', name, namespace }: ParentReference, from: string, { metadata }: Gateway): boolean {
  return kind === 'Gateway' && name === metadata.name && (namespace ?? from) === metadata.namespace;
}

/** The routes that name the Gateway, the oldest first. */
export function routesNaming(world: World, gateway: Gateway): readonly HTTPRoute[] {
  const naming = objectsOf(world.cluster.HTTPRoute).filter((route) => refsTo(route, gateway).length > 0);
  const age = ({ metadata }: HTTPRoute) => `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`;
  return naming.sort((one, other) => (age(one) < age(other) ? -1 : 1));
}

/** What becomes of one reference: the listeners that take the route, or the reason of the first check that leaves none. */
export function attachmentOf(
  world: World,
  route: HTTPRoute,
  { gateway, ref }: { readonly gateway: Gateway; readonly ref: ParentReference },
): Attachment {
  const named = gateway.spec.listeners.filter(
    ({ name, port }) => (ref.sectionName === undefined || ref.sectionName === name) && (ref.port === undefined || ref.port === port),
  );
  if (named.length === 0) return { accepted: false, reason: 'NoMatchingParent', message: 'Route parentRef does not match listener' };
  const open = named.filter((listener) => allowsNamespace(world, listener, { home: gateway.metadata.namespace, from: route.metadata.namespace }));
  if (open.length === 0) {
    return { accepted: false, reason: 'NotAllowedByListeners', message: `${BLOCKED}, namespace does not match between listener and route` };
  }
  const kind = open.filter(takesHttpRoutes);
  if (kind.length === 0) {
    return { accepted: false, reason: 'NotAllowedByListeners', message: `${BLOCKED}, kind does not match between listener and route` };
  }
  const to = kind.flatMap((listener) => {
    const hosts = commonHosts(listener.hostname, route.spec.hostnames ?? []);
    return hosts === null ? [] : [{ listener, hosts }];
  });
  return to.length > 0
    ? { accepted: true, to }
    : { accepted: false, reason: 'NoMatchingListenerHostname', message: `${BLOCKED}, no matching hostname` };
}

type Namespaces = { readonly home: string | undefined; readonly from: string | undefined };

function allowsNamespace(world: World, { allowedRoutes }: GatewayListener, { home, from }: Namespaces): boolean {
  const { from: who = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (who === 'All') return true;
  if (who === 'Same') return home === from;
  if (who === 'None' || selector === undefined) return false;
  const labels = objectAt(world.cluster.Namespace, from ?? '')?.metadata.labels ?? {};
  return matchesSelector(selector, labels);
}

/** "When unspecified or empty, the kinds of Routes selected are determined using the Listener protocol." */
function takesHttpRoutes({ allowedRoutes, protocol }: GatewayListener): boolean {
  const kinds = allowedRoutes?.kinds ?? [];
  return kinds.length === 0 ? protocol === 'HTTP' || protocol === 'HTTPS' : kinds.some(({ kind }) => kind === 'HTTPRoute');
}

/** The hosts that a listener and a route share, the narrower of each pair; empty for every host, null for none. */
export function commonHosts(listener: string | undefined, route: readonly string[]): readonly string[] | null {
  if (listener === undefined) return route;
  if (route.length === 0) return [listener];
  const shared = route.flatMap((host) => (covers(listener, host) ? [host] : covers(host, listener) ? [listener] : []));
  return shared.length > 0 ? [...new Set(shared)] : null;
}

/** A wildcard stands for one label or more: https://gateway-api.sigs.k8s.io/reference/spec/#hostname */
function covers(wide: string, narrow: string): boolean {
  return wide === narrow || (wide.startsWith('*.') && narrow.endsWith(wide.slice(1)) && narrow !== wide.slice(1));
}
