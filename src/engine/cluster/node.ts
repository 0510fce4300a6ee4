import type { Node as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { nodeFields } from './core-schema.ts';
import { byDependency } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { nodeColumns } from './node-columns.ts';
import { validateNode } from './node-validation.ts';

/** A Node as kube-apiserver stores it. */
export type Node = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const node: ClusterKind<Node> = {
  plane: 'cluster',
  kind: 'Node',
  group: '',
  version: 'v1',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status'],
  columns: nodeColumns,
  selectable: { 'spec.unschedulable': (object) => String(object.spec.unschedulable ?? false) },
  schema: topLevel('Node', nodeFields),
  indices: {
    byDependency,
    byAddress: (object) => (object.status.addresses ?? []).flatMap(({ type, address }) => (type.endsWith('IP') ? [address] : [])),
    byInstance: (object) => [instanceIdOf(object)].filter((id) => id !== undefined),
  },
  defaults: nodeDefaults,
  validate: validateNode,
};

/** The EC2 instance that the node runs on: the last part of `aws:///us-west-2a/i-0123456789abcdef0`. */
export function instanceIdOf(object: Node): string | undefined {
  return object.spec.providerID?.split('/').at(-1);
}

function nodeDefaults(object: Node): Node {
  const { capacity, allocatable } = object.status ?? {};
  return { ...object, spec: object.spec ?? {}, status: { ...object.status, ...(capacity && !allocatable ? { allocatable: capacity } : {}) } };
}
