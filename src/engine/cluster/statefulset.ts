import type { StatefulSet as Model } from 'kubernetes-types/apps/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { validateStatefulSet } from './statefulset-validation.ts';
import { statefulSetColumns } from './workload-columns.ts';
import { statefulSetDefaults } from './workload-defaults.ts';
import { statefulSetFields } from './workload-schema.ts';

/** A StatefulSet as kube-apiserver stores it. */
export type StatefulSet = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const statefulSet: ClusterKind<StatefulSet> = {
  plane: 'cluster',
  kind: 'StatefulSet',
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status', 'scale'],
  columns: statefulSetColumns,
  selectable: {},
  schema: topLevel('StatefulSet', statefulSetFields),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: statefulSetDefaults,
  validate: validateStatefulSet,
};
