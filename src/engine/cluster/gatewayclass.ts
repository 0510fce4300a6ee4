/** A GatewayClass of the Gateway API: which controller sees to the Gateways of the class. https://gateway-api.sigs.k8s.io/api-types/gatewayclass/ */
import { ageColumn, customKind } from './custom-kind.ts';
import { type Condition, celFinding, conditions, controllerName, group, kindName, namespaceName, objectName, pending } from './gateway-schema.ts';
import type { Metadata } from './metadata.ts';
import { object, opaqueList, ruled, string } from './schema.ts';

export type ParametersRef = { readonly group: string; readonly kind: string; readonly name: string; readonly namespace?: string };

export type GatewayClass = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'GatewayClass';
  readonly metadata: Metadata;
  readonly spec: { readonly controllerName: string; readonly description?: string; readonly parametersRef?: ParametersRef };
  readonly status: { readonly conditions?: readonly Condition[] };
};

export const parametersRef = ruled(object('ParametersReference', { group, kind: kindName, name: objectName, namespace: namespaceName }), {
  required: ['group', 'kind', 'name'],
});

export const gatewayClass = customKind<GatewayClass>({
  kind: 'GatewayClass',
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  plural: 'gatewayclasses',
  shortNames: ['gc'],
  categories: ['gateway-api'],
  namespaced: false,
  installedBy: 'gateway-api',
  columns: [
    { name: 'CONTROLLER', of: ({ spec }) => spec.controllerName },
    { name: 'ACCEPTED', of: ({ status }) => status?.conditions?.find(({ type }) => type === 'Accepted')?.status ?? '' },
    ageColumn(),
    { name: 'DESCRIPTION', wide: true, of: ({ spec }) => spec.description ?? '' },
  ],
  fields: {
    spec: ruled(object('GatewayClassSpec', { controllerName, description: ruled(string, { maxLength: 64 }), parametersRef }), {
      required: ['controllerName'],
    }),
    status: ruled(object('GatewayClassStatus', { conditions, supportedFeatures: opaqueList }), { default: pending('Accepted') }),
  },
  rules: { required: ['spec'] },
  validate: ({ spec }, before) =>
    before === null || before.spec.controllerName === spec.controllerName ? [] : [celFinding('spec.controllerName', 'string', 'Value is immutable')],
});
