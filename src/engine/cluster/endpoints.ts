import type { Endpoints as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { validateEndpoints } from './endpoints-validation.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { objectReference, topLevel } from './metadata-schema.ts';
import { integer, listOf, object, string } from './schema.ts';

/** An Endpoints object as kube-apiserver stores it: the older way to list what stands behind a Service. */
export type Endpoints = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Endpoints';
  readonly metadata: Metadata;
  readonly spec?: never;
  readonly status?: never;
};

const address = object('EndpointAddress', { ip: string, hostname: string, nodeName: string, targetRef: objectReference });
const port = object('EndpointPort', { name: string, port: integer, protocol: string, appProtocol: string });
const subset = object('EndpointSubset', { addresses: listOf(address), notReadyAddresses: listOf(address), ports: listOf(port) });

export const endpoints: ClusterKind<Endpoints> = {
  plane: 'cluster',
  kind: 'Endpoints',
  group: '',
  version: 'v1',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printEndpoints)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'ENDPOINTS', of: readyEndpoints },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('Endpoints', { subsets: listOf(subset) }),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: endpointsDefaults,
  validate: validateEndpoints,
};

/** The first three ready addresses with each port of their subset, and how many more there are (formatEndpoints). */
export function readyEndpoints({ subsets = [] }: Pick<Endpoints, 'subsets'>): string {
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0 ? addresses.map(({ ip }) => ip) : ports.flatMap((one) => addresses.map(({ ip }) => joined(ip, one.port))),
  );
  if (all.length === 0) return '<none>';
  return all.length <= 3 ? all.join(',') : `${all.slice(0, 3).join(',')} + ${all.length - 3} more...`;
}

/** net.JoinHostPort: an IPv6 address stands in brackets. */
function joined(ip: string, number: number): string {
  return ip.includes(':') ? `[${ip}]:${number}` : `${ip}:${number}`;
}

function endpointsDefaults(object: Endpoints): Endpoints {
  if (object.subsets === undefined) return object;
  const subsets = object.subsets.map((one) => ({
    ...one,
    ...(one.ports === undefined ? {} : { ports: one.ports.map((number) => ({ protocol: 'TCP', ...number })) }),
  }));
  return { ...object, subsets };
}
