import type { IngressClass as Model } from 'kubernetes-types/networking/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel } from './indices.ts';
import { validateIngressClass } from './ingressclass-validation.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { ingressClassFields } from './networking-schema.ts';

/** An IngressClass as kube-apiserver stores it. */
export type IngressClass = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec'> & {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'IngressClass';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status?: never;
};

export const ingressClass: ClusterKind<IngressClass> = {
  plane: 'cluster',
  kind: 'IngressClass',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printIngressClass)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'CONTROLLER', of: ({ spec }) => spec?.controller ?? '' },
    { name: 'PARAMETERS', of: parametersOf },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('IngressClass', ingressClassFields),
  indices: { byDependency, byLabel },
  defaults: ingressClassDefaults,
  validate: validateIngressClass,
};

/** Whether an Ingress that names no class gets this one. */
export function isDefaultClass({ metadata }: Pick<IngressClass, 'metadata'>): boolean {
  return metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true';
}

function parametersOf({ spec }: IngressClass): string {
  const parameters = spec?.parameters;
  if (parameters === undefined) return '<none>';
  const group = parameters.apiGroup === undefined ? '' : `.${parameters.apiGroup}`;
  return `${parameters.kind}${group}/${parameters.name}`;
}

/** Parameters are outside namespaces unless they say otherwise. */
function ingressClassDefaults(object: IngressClass): IngressClass {
  const spec = object.spec ?? {};
  return { ...object, spec: spec.parameters === undefined ? spec : { ...spec, parameters: { scope: 'Cluster', ...spec.parameters } } };
}
