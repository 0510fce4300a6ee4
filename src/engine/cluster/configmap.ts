import type { ConfigMap as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { boolean, stringMap } from './schema.ts';

/** A ConfigMap as kube-apiserver stores it. */
export type ConfigMap = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: Metadata;
  /** No status: the member is there for what works with all kinds alike. */
  readonly status?: never;
};

export const configMap: ClusterKind<ConfigMap> = {
  plane: 'cluster',
  kind: 'ConfigMap',
  group: '',
  version: 'v1',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printConfigMap)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'DATA', of: ({ data = {}, binaryData = {} }) => String(Object.keys(data).length + Object.keys(binaryData).length) },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('ConfigMap', { immutable: boolean, data: stringMap, binaryData: stringMap }),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: (object) => object,
  validate: () => [],
};
