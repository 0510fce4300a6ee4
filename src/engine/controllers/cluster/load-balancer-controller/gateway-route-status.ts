/**
 * What is written into the status of the routes that name a Gateway: whether a listener takes them, and whether their Services are there.
 * https://gateway-api.sigs.k8s.io/reference/spec/#routeparentstatus
 */
import type { Gateway } from '../../../cluster/gateway.ts';
import type { HTTPRoute, ParentReference } from '../../../cluster/httproute.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { attachmentOf, isRefTo, refsTo, routesNaming } from './gateway-attachment.ts';
import { unresolved } from './gateway-backends.ts';
import { conditionNow, statusActs } from './gateway-status.ts';

const ALB = 'gateway.k8s.aws/alb';

/** The status of every route that names the Gateway. */
export function routeStatusActs(world: World, gateway: Gateway): readonly Act[] {
  return routesNaming(world, gateway).flatMap((route) => {
    const before = route.status?.parents ?? [];
    const others = before.filter(({ parentRef }) => !isRefTo(parentRef, route.metadata.namespace ?? '', gateway));
    const parents = refsTo(route, gateway).map((ref) => parentStatus(world, route, { gateway, ref }));
    return statusActs('HTTPRoute', route, { parents: [...others, ...parents] });
  });
}

function parentStatus(world: World, route: HTTPRoute, { gateway, ref }: { readonly gateway: Gateway; readonly ref: ParentReference }) {
  const known = route.status?.parents.find(
    ({ parentRef }) => isRefTo(parentRef, route.metadata.namespace ?? '', gateway) && parentRef.sectionName === ref.sectionName,
  );
  const attachment = attachmentOf(world, route, { gateway, ref });
  const accepted = attachment.accepted
    ? ({ type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Route is accepted by Gateway' } as const)
    : ({ type: 'Accepted', status: 'False', reason: attachment.reason, message: attachment.message } as const);
  const refs = (route.spec.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs);
  const [problem] = attachment.accepted ? refs.flatMap((each) => unresolved(world, route, each) ?? []) : [];
  const resolved =
    problem === undefined
      ? ({ type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs', message: '' } as const)
      : ({ type: 'ResolvedRefs', status: 'False', ...problem } as const);
  const conditions = [conditionNow(world, known?.conditions, accepted), conditionNow(world, known?.conditions, resolved)];
  return { parentRef: ref, controllerName: ALB, conditions };
}
