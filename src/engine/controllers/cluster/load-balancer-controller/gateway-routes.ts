/**
 * HTTPRoutes in the terms of the ALB model: one member for each route, its matches as paths, its weights and conditions as what the
 * annotations of an Ingress would say. https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
import type { Gateway } from '../../../cluster/gateway.ts';
import type { HTTPRoute, HttpRouteMatch, HttpRouteRule } from '../../../cluster/httproute.ts';
import { objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { INGRESS_PREFIX } from './annotations.ts';
import type { IngressPath, Member } from './ingress-object.ts';

/** The routes that name the Gateway and that its listeners let in, the oldest first. */
export function routesOf(world: World, gateway: Gateway): readonly HTTPRoute[] {
  const attached = objectsOf(world.cluster.HTTPRoute).filter((route) => attaches(route, gateway));
  const age = ({ metadata }: HTTPRoute) => `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`;
  return attached.sort((one, other) => (age(one) < age(other) ? -1 : 1));
}

/** Whether the route names the Gateway as its parent, from a namespace that one of the listeners allows. */
export function attaches({ metadata, spec }: HTTPRoute, gateway: Gateway): boolean {
  const home = gateway.metadata.namespace;
  return (spec.parentRefs ?? []).some(({ name, namespace, sectionName }) => {
    if (name !== gateway.metadata.name || (namespace ?? metadata.namespace) !== home) return false;
    const listeners = gateway.spec.listeners.filter((listener) => sectionName === undefined || listener.name === sectionName);
    return listeners.some(({ allowedRoutes }) => allowedRoutes?.namespaces?.from === 'All' || metadata.namespace === home);
  });
}

/** The members of the model: every route, or a lone one without rules where nothing is attached yet. */
export function membersOfGateway(gateway: Gateway, routes: readonly HTTPRoute[]): readonly Member[] {
  const ports = gateway.spec.listeners.map(({ port, protocol }) => ({ [protocol]: port }));
  const base = { [`${INGRESS_PREFIX}/listen-ports`]: JSON.stringify(ports) };
  if (routes.length === 0) return [{ ingress: { metadata: { ...gateway.metadata, annotations: base } }, params: null }];
  return routes.map((route) => memberFor(route, base));
}

function memberFor({ metadata, spec }: HTTPRoute, base: Readonly<Record<string, string>>): Member {
  const named = (spec.rules ?? []).map((rule, index) => ({ rule, name: `rule-${index}` }));
  const matched = named.flatMap(({ rule, name }) => (rule.matches ?? [{}]).map((match, index) => ({ rule, match, name: `${name}-${index}` })));
  const annotations = Object.fromEntries(
    matched.flatMap(({ rule, match, name }) => [
      [`${INGRESS_PREFIX}/actions.${name}`, JSON.stringify(actionOf(rule))],
      [`${INGRESS_PREFIX}/conditions.${name}`, JSON.stringify(conditionsOf(match))],
    ]),
  );
  const paths = matched.map(({ match, name }) => pathOf(match, name));
  const hosts = spec.hostnames ?? [];
  const rules = (hosts.length === 0 ? [undefined] : hosts).map((host) => ({ ...(host === undefined ? {} : { host }), http: { paths } }));
  return { ingress: { metadata: { ...metadata, annotations: { ...base, ...annotations } }, spec: { rules } }, params: null };
}

function pathOf({ path }: HttpRouteMatch, name: string): IngressPath {
  const pathType = path?.type === 'Exact' ? 'Exact' : path?.type === 'RegularExpression' ? 'ImplementationSpecific' : 'Prefix';
  return { path: path?.value ?? '/', pathType, backend: { service: { name, port: { name: 'use-annotation' } } } };
}

function actionOf({ filters = [], backendRefs = [] }: HttpRouteRule): object {
  const redirect = filters.find(({ type }) => type === 'RequestRedirect')?.requestRedirect as Redirect | undefined;
  if (redirect !== undefined) {
    const { hostname, port, scheme, statusCode = 302 } = redirect;
    const to = {
      host: hostname,
      port: port === undefined ? undefined : String(port),
      protocol: scheme?.toUpperCase(),
      statusCode: `HTTP_${statusCode}`,
    };
    return { type: 'redirect', redirectConfig: to };
  }
  const targetGroups = backendRefs.map(({ name, port, weight = 1 }) => ({
    serviceName: name,
    servicePort: port,
    ...(backendRefs.length === 1 ? {} : { weight }),
  }));
  if (targetGroups.length > 0) return { type: 'forward', forwardConfig: { targetGroups } };
  return { type: 'fixed-response', fixedResponseConfig: { contentType: 'text/plain', statusCode: '500' } };
}

type Redirect = { readonly hostname?: string; readonly port?: number; readonly scheme?: string; readonly statusCode?: number };

function conditionsOf({ headers = [], queryParams = [], method }: HttpRouteMatch): readonly object[] {
  return [
    ...headers.map(({ name, value }) => ({ field: 'http-header', httpHeaderConfig: { httpHeaderName: name, values: [value] } })),
    ...queryParams.map(({ name, value }) => ({ field: 'query-string', queryStringConfig: { values: [{ key: name, value }] } })),
    ...(method === undefined ? [] : [{ field: 'http-request-method', httpRequestMethodConfig: { values: [method] } }]),
  ];
}
