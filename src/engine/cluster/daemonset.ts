import type { DaemonSet as Model } from 'kubernetes-types/apps/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { daemonSetColumns } from './workload-columns.ts';
import { daemonSetDefaults } from './workload-defaults.ts';
import { daemonSetFields } from './workload-schema.ts';
import { validateDaemonSet } from './workload-validation.ts';

/** A DaemonSet as kube-apiserver stores it. */
export type DaemonSet = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'DaemonSet';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const daemonSet: ClusterKind<DaemonSet> = {
  plane: 'cluster',
  kind: 'DaemonSet',
  group: 'apps',
  version: 'v1',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status'],
  columns: daemonSetColumns,
  selectable: {},
  schema: topLevel('DaemonSet', daemonSetFields),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: daemonSetDefaults,
  validate: validateDaemonSet,
};
