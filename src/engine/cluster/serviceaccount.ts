import type { ServiceAccount as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { objectReference, topLevel } from './metadata-schema.ts';
import { boolean, kept, listBy, listOf, object, string } from './schema.ts';

/** A ServiceAccount as kube-apiserver stores it: who the processes of a pod are to the API server, and by annotation to AWS. */
export type ServiceAccount = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'ServiceAccount';
  readonly metadata: Metadata;
  readonly spec?: never;
  readonly status?: never;
};

export const serviceAccount: ClusterKind<ServiceAccount> = {
  plane: 'cluster',
  kind: 'ServiceAccount',
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printServiceAccount)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'SECRETS', of: ({ secrets = [] }) => String(secrets.length) },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('ServiceAccount', {
    secrets: kept(listBy('name', objectReference)),
    imagePullSecrets: kept(listOf(object('LocalObjectReference', { name: string }))),
    automountServiceAccountToken: boolean,
  }),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: (object) => object,
  validate: () => [],
};
