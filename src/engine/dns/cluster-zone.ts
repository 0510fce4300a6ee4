/** What CoreDNS's kubernetes plugin watches: Services, ready endpoints, pods, namespaces. */
import type { EndpointSlice } from '../cluster/endpointslice.ts';
import { keyOf } from '../cluster/metadata.ts';
import type { Service } from '../cluster/service.ts';
import { once } from '../once.ts';
import { lookup, objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';

export type ZonePort = { readonly name: string; readonly protocol: string; readonly port: number };
export type ZoneService = {
  readonly namespace: string;
  readonly name: string;
  /** Empty for a headless Service. */
  readonly clusterIPs: readonly string[];
  readonly externalName: string | null;
  readonly ports: readonly ZonePort[];
};
export type ZoneEndpoints = {
  readonly addresses: readonly { readonly ip: string; readonly hostname: string }[];
  readonly ports: readonly ZonePort[];
};
/** What is looked up by key and can be gone through: a Map, or a store behind the same words. */
export type Keyed<V> = {
  readonly get: (key: string) => V | undefined;
  readonly values: () => Iterable<V>;
  readonly [Symbol.iterator]: () => Iterator<readonly [string, V]>;
};

export type ClusterZone = {
  /** Without a final dot. */
  readonly clusterDomain: string;
  /** In lower case. */
  readonly namespaces: { readonly has: (name: string) => boolean };
  /** `namespace/name` in lower case → the Service. */
  readonly services: Keyed<ZoneService>;
  /** `namespace/name` of the Service → its ready endpoints. */
  readonly endpoints: Keyed<readonly ZoneEndpoints[]>;
  /** Address → namespaces of the pods that have it. */
  readonly pods: { readonly get: (address: string) => readonly string[] | undefined };
};

/** EKS gives its clusters no choice of domain. */
const CLUSTER_DOMAIN = 'cluster.local';

/** The zone that the cluster's CoreDNS serves: read from the stores at each question, so that a change costs nothing until it is asked for. */
export const clusterZone = (world: World): ClusterZone => zoneOf(world.cluster);

const zoneOf = once((cluster: World['cluster']): ClusterZone => {
  const endpointsAt = (key: string): readonly ZoneEndpoints[] => lookup(cluster.EndpointSlice, 'byService', key).map(endpointsOf);
  const services = (): [string, ZoneService][] => objectsOf(cluster.Service).map((service) => [keyOf(service.metadata), serviceOf(service)]);
  const endpoints = () => objectsOf(cluster.Service).map(({ metadata }) => [keyOf(metadata), endpointsAt(keyOf(metadata))] as const);
  return {
    clusterDomain: CLUSTER_DOMAIN,
    namespaces: { has: (name) => objectAt(cluster.Namespace, name) !== undefined },
    services: {
      get: (key) => {
        const service = objectAt(cluster.Service, key);
        return service === undefined ? undefined : serviceOf(service);
      },
      values: () => services().map(([, service]) => service),
      [Symbol.iterator]: () => services()[Symbol.iterator](),
    },
    endpoints: {
      get: endpointsAt,
      values: () => endpoints().map(([, sets]) => sets),
      [Symbol.iterator]: () => endpoints()[Symbol.iterator](),
    },
    pods: { get: (address) => namespacesByAddress(cluster.Pod).get(address) },
  };
});

const namespacesByAddress = once((store: World['cluster']['Pod']): ReadonlyMap<string, readonly string[]> => {
  const pods = new Map<string, string[]>();
  for (const pod of objectsOf(store)) {
    const { podIP } = pod.status;
    if (podIP !== undefined && podIP !== '') pods.set(podIP, [...(pods.get(podIP) ?? []), pod.metadata.namespace ?? '']);
  }
  return pods;
});

const serviceOf = once(({ metadata, spec }: Service): ZoneService => {
  const addresses = spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]);
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    clusterIPs: addresses.filter((address) => address !== '' && address !== 'None'),
    externalName: spec.type === 'ExternalName' ? (spec.externalName ?? '') : null,
    ports: (spec.ports ?? []).map(({ name = '', protocol = 'TCP', port }) => ({ name, protocol, port })),
  };
});

/** Endpoints that are not ready are left out; `publishNotReadyAddresses` has made them ready in the slice already. */
const endpointsOf = once((slice: EndpointSlice): ZoneEndpoints => {
  const ready = (slice.endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
  return {
    addresses: ready.flatMap(({ addresses, hostname = '' }) => addresses.map((ip) => ({ ip, hostname }))),
    ports: (slice.ports ?? []).map(({ name = '', protocol = 'TCP', port = -1 }) => ({ name, protocol, port })),
  };
});
