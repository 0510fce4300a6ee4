/** A Gateway of the Gateway API: where traffic comes in, and which routes may attach. https://gateway-api.sigs.k8s.io/api-types/gateway/ */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { customKind } from './custom-kind.ts';
import { type Condition, celFinding, conditions, group, hostname, kindName, objectName, pending, portNumber, sectionName } from './gateway-schema.ts';
import { type ParametersRef, parametersRef } from './gatewayclass.ts';
import type { Metadata } from './metadata.ts';
import { labelSelector } from './metadata-schema.ts';
import { integer, kept, listBy, listOf, object, opaque, ruled, string } from './schema.ts';

export type GatewayListener = {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: { readonly mode?: 'Terminate' | 'Passthrough'; readonly certificateRefs?: readonly object[] };
  readonly allowedRoutes?: {
    readonly namespaces?: { readonly from?: 'All' | 'Selector' | 'Same' | 'None'; readonly selector?: LabelSelector };
    readonly kinds?: readonly { readonly group?: string; readonly kind: string }[];
  };
};

export type Gateway = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'Gateway';
  readonly metadata: Metadata;
  readonly spec: {
    readonly gatewayClassName: string;
    readonly listeners: readonly GatewayListener[];
    readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
    readonly infrastructure?: { readonly parametersRef?: ParametersRef };
  };
  readonly status: {
    readonly addresses?: readonly { readonly type?: string; readonly value: string }[];
    readonly conditions?: readonly Condition[];
    readonly listeners?: readonly {
      readonly name: string;
      readonly supportedKinds: readonly object[];
      readonly attachedRoutes: number;
      readonly conditions: readonly Condition[];
    }[];
  };
};

const routeKind = ruled(object('RouteGroupKind', { group: ruled(group, { default: 'gateway.networking.k8s.io' }), kind: kindName }), {
  required: ['kind'],
});
const allowedRoutes = ruled(
  object('AllowedRoutes', {
    kinds: ruled(listOf(routeKind), { maxItems: 8 }),
    namespaces: ruled(
      object('RouteNamespaces', { from: ruled(string, { enum: ['All', 'Selector', 'Same', 'None'], default: 'Same' }), selector: labelSelector }),
      { default: { from: 'Same' } },
    ),
  }),
  { default: { namespaces: { from: 'Same' } } },
);
const tls = object('ListenerTLSConfig', {
  certificateRefs: kept(ruled(listOf(opaque), { maxItems: 64 })),
  mode: ruled(string, { enum: ['Terminate', 'Passthrough'], default: 'Terminate' }),
  options: opaque,
});
/** One of the core protocols, or one with a domain of its own. */
const PROTOCOL = '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$';
const listener = ruled(
  object('Listener', {
    allowedRoutes,
    hostname,
    name: sectionName,
    port: portNumber,
    protocol: ruled(string, { minLength: 1, maxLength: 255, pattern: PROTOCOL }),
    tls,
  }),
  { required: ['name', 'port', 'protocol'] },
);

export const gateway = customKind<Gateway>({
  kind: 'Gateway',
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  plural: 'gateways',
  shortNames: ['gtw'],
  categories: ['gateway-api'],
  namespaced: true,
  installedBy: 'gateway-api',
  columns: [
    { name: 'CLASS', of: ({ spec }) => spec.gatewayClassName },
    { name: 'ADDRESS', of: ({ status }) => status?.addresses?.[0]?.value ?? '' },
    { name: 'PROGRAMMED', of: ({ status }) => status?.conditions?.find(({ type }) => type === 'Programmed')?.status ?? '' },
  ],
  fields: {
    spec: ruled(
      object('GatewaySpec', {
        addresses: kept(
          ruled(listOf(object('GatewaySpecAddress', { type: ruled(string, { default: 'IPAddress' }), value: string })), { maxItems: 16 }),
        ),
        allowedListeners: opaque,
        gatewayClassName: objectName,
        infrastructure: object('GatewayInfrastructure', { annotations: opaque, labels: opaque, parametersRef }),
        listeners: ruled(listBy('name', listener), { minItems: 1, maxItems: 64 }),
        tls: opaque,
      }),
      { required: ['gatewayClassName', 'listeners'] },
    ),
    status: ruled(
      object('GatewayStatus', {
        addresses: listOf(object('GatewayStatusAddress', { type: string, value: string })),
        attachedListenerSets: integer,
        conditions,
        listeners: listBy('name', object('ListenerStatus', { name: string, supportedKinds: listOf(opaque), attachedRoutes: integer, conditions })),
      }),
      { default: pending('Accepted', 'Programmed') },
    ),
  },
  rules: { required: ['spec'] },
  validate: ({ spec }) => listenerFindings(spec.listeners),
});

/** The CEL rules of `spec.listeners`. https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/gateway_types.go */
function listenerFindings(listeners: readonly GatewayListener[]): FieldError[] {
  const is = (protocol: string, ...names: readonly string[]) => names.includes(protocol.toUpperCase());
  const place = ({ port, protocol, hostname: name }: GatewayListener) => `${port} ${protocol} ${name ?? ''}`;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      listeners.some(({ protocol, tls: config }) => is(protocol, 'HTTP', 'TCP', 'UDP') && config !== undefined),
      "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
    ],
    [
      listeners.some(({ protocol, tls: config }) => is(protocol, 'HTTPS') && config?.mode === 'Passthrough'),
      'tls mode must be Terminate for protocol HTTPS',
    ],
    [listeners.some(({ protocol, tls: config }) => is(protocol, 'TLS') && !config?.mode), 'tls mode must be set for protocol TLS'],
    [
      listeners.some(({ protocol, hostname: name }) => is(protocol, 'TCP', 'UDP') && Boolean(name)),
      "hostname must not be specified for protocols ['TCP', 'UDP']",
    ],
    [new Set(listeners.map(place)).size < listeners.length, 'Combination of port, protocol and hostname must be unique for each listener'],
  ];
  return rules.filter(([broken]) => broken).map(([, message]) => celFinding('spec.listeners', 'array', message));
}
