import type { CustomResourceDefinition as Model } from 'kubernetes-types/apiextensions/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { required } from './field-error.ts';
import { byDependency } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { condition } from './pod-schema.ts';
import { boolean, type Fields, integer, kept, listBy, listOf, object, opaque, setOf, string } from './schema.ts';

/**
 * A CustomResourceDefinition as kube-apiserver stores it: while it is there, its kind is served. The schemas that this lab knows are
 * built in; that of the definition is kept and not read.
 */
export type CustomResourceDefinition = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: Metadata;
};

const names = object('CustomResourceDefinitionNames', {
  plural: string,
  singular: string,
  shortNames: listOf(string),
  kind: string,
  listKind: string,
  categories: listOf(string),
});

const version = object('CustomResourceDefinitionVersion', {
  name: string,
  served: boolean,
  storage: boolean,
  deprecated: boolean,
  deprecationWarning: string,
  schema: opaque,
  subresources: opaque,
  additionalPrinterColumns: listOf(opaque),
  selectableFields: listOf(opaque),
});

const fields: Fields = {
  spec: object('CustomResourceDefinitionSpec', {
    group: string,
    names,
    scope: string,
    versions: listOf(version),
    conversion: opaque,
    preserveUnknownFields: kept(boolean),
  }),
  status: object('CustomResourceDefinitionStatus', {
    conditions: listBy('type', condition('CustomResourceDefinitionCondition')),
    acceptedNames: names,
    storedVersions: setOf(string),
    observedGeneration: integer,
  }),
};

export const customResourceDefinition: ClusterKind<CustomResourceDefinition> = {
  plane: 'cluster',
  kind: 'CustomResourceDefinition',
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  shortNames: ['crd', 'crds'],
  categories: ['api-extensions'],
  namespaced: false,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status'],
  // https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/registry/customresourcedefinition/etcd.go (rest.NewDefaultTableConvertor)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'CREATED AT', of: ({ metadata }) => metadata.creationTimestamp },
  ],
  selectable: {},
  schema: topLevel('CustomResourceDefinition', fields),
  indices: { byDependency },
  defaults: (object) => object,
  validate: ({ spec }) => [
    ...(spec?.group ? [] : [required('spec.group')]),
    ...(spec?.scope ? [] : [required('spec.scope')]),
    ...(spec?.names?.plural ? [] : [required('spec.names.plural')]),
    ...(spec?.names?.kind ? [] : [required('spec.names.kind')]),
  ],
};
