import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { listOf, object, string } from './schema.ts';

/**
 * The subnet and the security groups of the secondary ENIs of nodes that take it, with custom networking.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/apis/crd/v1alpha1/eniconfig_types.go
 */
export type EniConfig = {
  readonly apiVersion: 'crd.k8s.amazonaws.com/v1alpha1';
  readonly kind: 'ENIConfig';
  readonly metadata: Metadata;
  readonly spec?: { readonly subnet?: string; readonly securityGroups?: readonly string[] };
  /** The CRD has one; nobody writes it. */
  readonly status?: never;
};

export const eniConfig: ClusterKind<EniConfig> = {
  plane: 'cluster',
  kind: 'ENIConfig',
  group: 'crd.k8s.amazonaws.com',
  version: 'v1alpha1',
  plural: 'eniconfigs',
  singular: 'eniconfig',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // The CRD names no printer columns.
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('ENIConfig', { spec: object('ENIConfigSpec', { subnet: string, securityGroups: listOf(string) }) }),
  indices: { byOwner, byDependency, byLabel },
  installedBy: 'eks',
  defaults: (given) => given,
  validate: () => [],
};
