import type { ReplicaSet as Model } from 'kubernetes-types/apps/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { replicaSetColumns } from './workload-columns.ts';
import { replicaSetDefaults } from './workload-defaults.ts';
import { replicaSetFields } from './workload-schema.ts';
import { validateReplicaSet } from './workload-validation.ts';

/** A ReplicaSet as kube-apiserver stores it. */
export type ReplicaSet = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ReplicaSet';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const replicaSet: ClusterKind<ReplicaSet> = {
  plane: 'cluster',
  kind: 'ReplicaSet',
  group: 'apps',
  version: 'v1',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status', 'scale'],
  columns: replicaSetColumns,
  selectable: { 'status.replicas': (object) => String(object.status.replicas ?? 0) },
  schema: topLevel('ReplicaSet', replicaSetFields),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: replicaSetDefaults,
  validate: validateReplicaSet,
};
