/** An HTTPRoute of the Gateway API: which requests of a Gateway go to which Services. https://gateway-api.sigs.k8s.io/api-types/httproute/ */
import type { FieldError } from '../kind.ts';
import { customKind } from './custom-kind.ts';
import {
  type Condition,
  celFinding,
  conditions,
  group,
  hostname,
  kindName,
  namespaceName,
  objectName,
  parentReference,
  portNumber,
  sectionName,
} from './gateway-schema.ts';
import type { Metadata } from './metadata.ts';
import { integer, kept, listBy, listOf, object, opaque, opaqueList, ruled, string } from './schema.ts';

export type ParentReference = {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
};

export type HttpRouteMatch = {
  readonly path?: { readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value?: string };
  readonly headers?: readonly { readonly type?: string; readonly name: string; readonly value: string }[];
  readonly queryParams?: readonly { readonly type?: string; readonly name: string; readonly value: string }[];
  readonly method?: string;
};

export type HttpRouteRule = {
  readonly name?: string;
  readonly matches?: readonly HttpRouteMatch[];
  readonly filters?: readonly { readonly type: string; readonly [member: string]: unknown }[];
  readonly backendRefs?: readonly {
    readonly group?: string;
    readonly kind?: string;
    readonly name: string;
    readonly namespace?: string;
    readonly port?: number;
    readonly weight?: number;
  }[];
};

export type HTTPRoute = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'HTTPRoute';
  readonly metadata: Metadata;
  readonly spec: {
    readonly parentRefs?: readonly ParentReference[];
    readonly hostnames?: readonly string[];
    readonly rules?: readonly HttpRouteRule[];
  };
  readonly status?: {
    readonly parents: readonly { readonly parentRef: ParentReference; readonly controllerName: string; readonly conditions?: readonly Condition[] }[];
  };
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const matchType = ruled(string, { enum: ['Exact', 'RegularExpression'], default: 'Exact' });
const pair = (type: string) =>
  ruled(
    object(type, {
      name: ruled(string, { minLength: 1, maxLength: 256, pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" }),
      type: matchType,
      value: ruled(string, { minLength: 1, maxLength: 4096 }),
    }),
    { required: ['name', 'value'] },
  );

const match = object('HTTPRouteMatch', {
  headers: ruled(listBy('name', pair('HTTPHeaderMatch')), { maxItems: 16 }),
  method: ruled(string, { enum: METHODS }),
  path: ruled(
    object('HTTPPathMatch', {
      type: ruled(string, { enum: ['Exact', 'PathPrefix', 'RegularExpression'], default: 'PathPrefix' }),
      value: ruled(string, { maxLength: 1024, default: '/' }),
    }),
    { default: { type: 'PathPrefix', value: '/' } },
  ),
  queryParams: ruled(listBy('name', pair('HTTPQueryParamMatch')), { maxItems: 16 }),
});

const FILTERS = ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'ExtensionRef', 'CORS'];
const filter = ruled(
  object('HTTPRouteFilter', {
    cors: opaque,
    extensionRef: opaque,
    requestHeaderModifier: opaque,
    requestMirror: opaque,
    requestRedirect: opaque,
    responseHeaderModifier: opaque,
    type: ruled(string, { enum: FILTERS }),
    urlRewrite: opaque,
  }),
  { required: ['type'] },
);

const backendRef = ruled(
  object('HTTPBackendRef', {
    filters: opaqueList,
    group: ruled(group, { default: '' }),
    kind: ruled(kindName, { default: 'Service' }),
    name: objectName,
    namespace: namespaceName,
    port: portNumber,
    weight: ruled(integer, { minimum: 0, maximum: 1000000, default: 1 }),
  }),
  { required: ['name'] },
);

const rule = object('HTTPRouteRule', {
  backendRefs: ruled(listOf(backendRef), { maxItems: 16 }),
  filters: kept(ruled(listOf(filter), { maxItems: 16 })),
  matches: ruled(listOf(match), { maxItems: 64, default: [{ path: { type: 'PathPrefix', value: '/' } }] }),
  name: sectionName,
  retry: opaque,
  sessionPersistence: opaque,
  timeouts: opaque,
});

const parentStatus = object('RouteParentStatus', { conditions, controllerName: string, parentRef: parentReference(false) });

export const httpRoute = customKind<HTTPRoute>({
  kind: 'HTTPRoute',
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  plural: 'httproutes',
  categories: ['gateway-api'],
  namespaced: true,
  installedBy: 'gateway-api',
  columns: [{ name: 'HOSTNAMES', of: ({ spec }) => ((spec.hostnames ?? []).length === 0 ? '' : JSON.stringify(spec.hostnames)) }],
  fields: {
    spec: object('HTTPRouteSpec', {
      hostnames: ruled(listOf(hostname), { maxItems: 16 }),
      parentRefs: ruled(listOf(parentReference(true)), { maxItems: 32 }),
      rules: ruled(listOf(rule), { maxItems: 16, default: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }] }),
    }),
    status: ruled(object('HTTPRouteStatus', { parents: ruled(listOf(parentStatus), { maxItems: 32 }) }), { required: ['parents'] }),
  },
  rules: { required: ['spec'] },
  validate: ({ spec }) => (spec.rules ?? []).flatMap((one, index) => ruleFindings(`spec.rules[${index}]`, one)),
});

/** The CEL rules of a rule. https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/httproute_types.go */
function ruleFindings(field: string, { matches = [], filters = [], backendRefs = [] }: HttpRouteRule): FieldError[] {
  const redirects = filters.some(({ type }) => type === 'RequestRedirect');
  return [
    ...(redirects && backendRefs.length > 0
      ? [celFinding(field, 'object', 'RequestRedirect filter must not be used together with backendRefs')]
      : []),
    ...matches.flatMap(({ path }, index) => pathFindings(`${field}.matches[${index}].path`, path ?? {})),
    ...backendRefs.flatMap(({ group: of = '', kind = 'Service', port }, index) =>
      of === '' && kind === 'Service' && port === undefined
        ? [celFinding(`${field}.backendRefs[${index}]`, 'object', 'Must have port for Service reference')]
        : [],
    ),
  ];
}

function pathFindings(field: string, { type = 'PathPrefix', value = '/' }: NonNullable<HttpRouteMatch['path']>): FieldError[] {
  if (type === 'RegularExpression') return [];
  const either = "when type one of ['Exact', 'PathPrefix']";
  return [
    ...(value.startsWith('/') ? [] : [celFinding(field, 'object', `value must be an absolute path and start with '/' ${either}`)]),
    ...['//', '/./', '/../', '%2f', '%2F', '#']
      .filter((part) => value.includes(part))
      .map((part) => celFinding(field, 'object', `must not contain '${part}' ${either}`)),
    ...['/..', '/.'].filter((end) => value.endsWith(end)).map((end) => celFinding(field, 'object', `must not end with '${end}' ${either}`)),
  ];
}
