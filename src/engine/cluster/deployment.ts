import type { Deployment as Model } from 'kubernetes-types/apps/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { deploymentColumns } from './workload-columns.ts';
import { deploymentDefaults } from './workload-defaults.ts';
import { deploymentFields } from './workload-schema.ts';
import { validateDeployment } from './workload-validation.ts';

/** A Deployment as kube-apiserver stores it. */
export type Deployment = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const deployment: ClusterKind<Deployment> = {
  plane: 'cluster',
  kind: 'Deployment',
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status', 'scale'],
  columns: deploymentColumns,
  selectable: {},
  schema: topLevel('Deployment', deploymentFields),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: deploymentDefaults,
  validate: validateDeployment,
};
