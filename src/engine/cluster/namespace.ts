import type { Namespace as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { namespaceFields } from './core-schema.ts';
import { ageOf } from './duration.ts';
import { byDependency } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';

/** A Namespace as kube-apiserver stores it. */
export type Namespace = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const namespace: ClusterKind<Namespace> = {
  plane: 'cluster',
  kind: 'Namespace',
  group: '',
  version: 'v1',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status', 'finalize'],
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'STATUS', of: ({ status }) => status?.phase ?? '' },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: { 'status.phase': (object) => object.status.phase ?? '' },
  schema: topLevel('Namespace', namespaceFields),
  indices: { byDependency },
  defaults: namespaceDefaults,
  validate: () => [],
};

/** Every namespace carries its own name as a label, so that selectors can name it. */
function namespaceDefaults(object: Namespace): Namespace {
  const { metadata } = object;
  if (!metadata.name) return object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name } } };
}
