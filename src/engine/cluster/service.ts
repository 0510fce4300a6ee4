import type { Service as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { serviceFields } from './core-schema.ts';
import { byDependency, byNamespace } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { allocate } from './service-allocation.ts';
import { serviceColumns } from './service-columns.ts';
import { serviceDefaults } from './service-defaults.ts';
import { validateService } from './service-validation.ts';
import { withLoadBalancerClass } from './service-webhook.ts';

/** A Service as kube-apiserver stores it. */
export type Service = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const service: ClusterKind<Service> = {
  plane: 'cluster',
  kind: 'Service',
  group: '',
  version: 'v1',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status'],
  columns: serviceColumns,
  selectable: { 'spec.clusterIP': (object) => object.spec.clusterIP ?? '', 'spec.type': (object) => object.spec.type ?? '' },
  schema: topLevel('Service', serviceFields),
  indices: {
    byNamespace,
    byDependency,
    bySelector,
    byClusterIP: (object) => clusterIPsOf(object),
    byNodePort: (object) => nodePortsOf(object),
  },
  defaults: serviceDefaults,
  validate: validateService,
  prepare: (world, object, before) => allocate(world, before === null ? withLoadBalancerClass(world, object) : object),
};

/** Under one label of its selector, as `namespace/key=value`: a pod that it selects carries that label. */
function bySelector({ metadata, spec }: Service): string[] {
  const [first] = Object.entries(spec.selector ?? {});
  return first === undefined ? [] : [`${metadata.namespace}/${first[0]}=${first[1]}`];
}

/** The addresses that the Service holds of the service CIDR; none when it is headless. */
export function clusterIPsOf(object: Service): string[] {
  const { clusterIP, clusterIPs } = object.spec;
  return (clusterIPs ?? (clusterIP ? [clusterIP] : [])).filter((address) => address !== '' && address !== 'None');
}

/** The ports that the Service holds on every node, as texts; the health check port is one of them. */
export function nodePortsOf(object: Service): string[] {
  const ports = (object.spec.ports ?? []).flatMap(({ nodePort }) => (nodePort ? [String(nodePort)] : []));
  const { healthCheckNodePort } = object.spec;
  return healthCheckNodePort ? [...ports, String(healthCheckNodePort)] : ports;
}
