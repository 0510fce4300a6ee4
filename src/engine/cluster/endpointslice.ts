import type { EndpointSlice as Model } from 'kubernetes-types/discovery/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { endpointSliceFields } from './core-schema.ts';
import { endpointSliceColumns } from './endpointslice-columns.ts';
import { validateEndpointSlice } from './endpointslice-validation.ts';
import { byDependency, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';

/** An EndpointSlice as kube-apiserver stores it. */
export type EndpointSlice = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: Metadata;
};

export const endpointSlice: ClusterKind<EndpointSlice> = {
  plane: 'cluster',
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  columns: endpointSliceColumns,
  selectable: {},
  schema: topLevel('EndpointSlice', endpointSliceFields),
  indices: {
    byNamespace,
    byOwner,
    byDependency,
    byService: (object) => {
      const name = object.metadata.labels?.['kubernetes.io/service-name'];
      return name === undefined ? [] : [`${object.metadata.namespace}/${name}`];
    },
  },
  defaults: endpointSliceDefaults,
  validate: validateEndpointSlice,
};

/** A port without a name is the port named ''; without a protocol it is TCP. */
function endpointSliceDefaults(object: EndpointSlice): EndpointSlice {
  if (object.ports === undefined) return object;
  return { ...object, ports: object.ports.map((port) => ({ name: '', protocol: 'TCP', ...port })) };
}
