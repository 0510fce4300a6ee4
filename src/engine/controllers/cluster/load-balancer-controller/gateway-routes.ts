/**
 * HTTPRoutes in the terms of the ALB model: one member for each rule of the ALB in its order, with its weights and conditions as what
 * the annotations of an Ingress would say. https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
import type { Gateway, GatewayListener } from '../../../cluster/gateway.ts';
import type { HTTPRoute, HttpRouteMatch, HttpRouteRule } from '../../../cluster/httproute.ts';
import type { World } from '../../../world.ts';
import { INGRESS_PREFIX } from './annotations.ts';
import type { Attached } from './gateway-attachment.ts';
import { unresolved } from './gateway-backends.ts';
import type { IngressPath, Member } from './ingress-object.ts';

export type AttachedRoute = { readonly route: HTTPRoute; readonly to: readonly Attached[] };

type Row = {
  readonly route: HTTPRoute;
  readonly listener: GatewayListener;
  readonly host: string | undefined;
  readonly rule: HttpRouteRule;
  readonly match: HttpRouteMatch;
  /** Its place in the route. */
  readonly place: readonly [rule: number, match: number];
};

/** The members of the model: every rule, or a lone one without rules where nothing is attached yet. */
export function membersOfGateway(world: World, gateway: Gateway, routes: readonly AttachedRoute[]): readonly Member[] {
  const rows = routes.flatMap(({ route, to }) => to.flatMap((attached) => rowsOf(route, attached)));
  if (rows.length > 0) return rows.sort(byPrecedence).map((row) => memberFor(world, row));
  return [{ ingress: { metadata: { ...gateway.metadata, annotations: listensOn(gateway.spec.listeners) } }, params: null }];
}

function rowsOf(route: HTTPRoute, { listener, hosts }: Attached): readonly Row[] {
  const rules = route.spec.rules ?? [];
  const matches = rules.flatMap((rule, at) => (rule.matches ?? [{}]).map((match, index) => ({ rule, match, place: [at, index] as const })));
  return (hosts.length === 0 ? [undefined] : hosts).flatMap((host) => matches.map((each) => ({ ...each, route, listener, host })));
}

/** https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/gateway/routeutils/route_rule_precedence.go */
function byPrecedence(one: Row, other: Row): number {
  const [left, right] = [rankOf(one), rankOf(other)];
  const at = left.findIndex((value, index) => value !== right[index]);
  if (at === -1) return 0;
  return (left[at] as number | string) < (right[at] as number | string) ? -1 : 1;
}

const PATH_RANK = { Exact: 0, PathPrefix: 1, RegularExpression: 2 } as const;

/** The smaller goes first: exact hosts, long hosts, exact and long paths, methods, headers, queries, then the oldest route. */
function rankOf({ route, host, match, place }: Row): readonly (number | string)[] {
  const { path, method, headers = [], queryParams = [] } = match;
  const byHost = host === undefined ? [2, 0, 0] : [host.startsWith('*.') ? 1 : 0, -host.split('.').length, -host.length];
  const { creationTimestamp = '', namespace, name } = route.metadata;
  const byPath = [PATH_RANK[path?.type ?? 'PathPrefix'], -(path?.value ?? '/').length];
  return [
    ...byHost,
    ...byPath,
    method === undefined ? 1 : 0,
    -headers.length,
    -queryParams.length,
    creationTimestamp,
    `${namespace}/${name}`,
    ...place,
  ];
}

function listensOn(listeners: readonly GatewayListener[]): Readonly<Record<string, string>> {
  return { [`${INGRESS_PREFIX}/listen-ports`]: JSON.stringify(listeners.map(({ port, protocol }) => ({ [protocol]: port }))) };
}

function memberFor(world: World, { route, listener, host, rule, match, place }: Row): Member {
  const name = `rule-${place.join('-')}`;
  const annotations = {
    ...listensOn([listener]),
    [`${INGRESS_PREFIX}/actions.${name}`]: JSON.stringify(actionOf(world, route, rule)),
    [`${INGRESS_PREFIX}/conditions.${name}`]: JSON.stringify(conditionsOf(match)),
  };
  const rules = [{ ...(host === undefined ? {} : { host }), http: { paths: [pathOf(match, name)] } }];
  return { ingress: { metadata: { ...route.metadata, annotations }, spec: { rules } }, params: null };
}

function pathOf({ path }: HttpRouteMatch, name: string): IngressPath {
  const pathType = path?.type === 'Exact' ? 'Exact' : path?.type === 'RegularExpression' ? 'ImplementationSpecific' : 'Prefix';
  return { path: path?.value ?? '/', pathType, backend: { service: { name, port: { name: 'use-annotation' } } } };
}

/**
 * A rule without a usable backend gets a fixed response with 500 (503 before the Gateway API was generally available):
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/gateway/#l7
 */
function actionOf(world: World, route: HTTPRoute, { filters = [], backendRefs = [] }: HttpRouteRule): object {
  const redirect = filters.find(({ type }) => type === 'RequestRedirect')?.requestRedirect as Redirect | undefined;
  if (redirect !== undefined) return redirectTo(redirect);
  const home = route.metadata.namespace;
  const targetGroups = backendRefs
    .filter((ref) => unresolved(world, route, ref) === null)
    .map(({ name, namespace = home, port, weight = 1 }) => ({
      serviceName: namespace === home ? name : `${namespace}/${name}`,
      servicePort: String(port),
      ...(backendRefs.length === 1 ? {} : { weight }),
    }));
  if (targetGroups.length > 0) return { type: 'forward', forwardConfig: { targetGroups } };
  return { type: 'fixed-response', fixedResponseConfig: { contentType: 'text/plain', statusCode: '500' } };
}

type Redirect = { readonly hostname?: string; readonly port?: number; readonly scheme?: string; readonly statusCode?: number };

function redirectTo({ hostname, port, scheme, statusCode = 302 }: Redirect): object {
  const to = {
    host: hostname,
    port: port === undefined ? undefined : String(port),
    protocol: scheme?.toUpperCase(),
    statusCode: `HTTP_${statusCode}`,
  };
  return { type: 'redirect', redirectConfig: to };
}

function conditionsOf({ headers = [], queryParams = [], method }: HttpRouteMatch): readonly object[] {
  return [
    ...headers.map(({ name, value }) => ({ field: 'http-header', httpHeaderConfig: { httpHeaderName: name, values: [value] } })),
    ...queryParams.map(({ name, value }) => ({ field: 'query-string', queryStringConfig: { values: [{ key: name, value }] } })),
    ...(method === undefined ? [] : [{ field: 'http-request-method', httpRequestMethodConfig: { values: [method] } }]),
  ];
}
