/** What CoreDNS's kubernetes plugin watches: Services, ready endpoints, pods, namespaces. */
import type { EndpointSlice } from '../cluster/endpointslice.ts';
import type { Service } from '../cluster/service.ts';
import { once } from '../once.ts';
import { objectsOf } from '../store.ts';
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
export type ClusterZone = {
  /** Without a final dot. */
  readonly clusterDomain: string;
  /** In lower case. */
  readonly namespaces: ReadonlySet<string>;
  /** `namespace/name` in lower case → the Service. */
  readonly services: ReadonlyMap<string, ZoneService>;
  /** `namespace/name` of the Service → its ready endpoints. */
  readonly endpoints: ReadonlyMap<string, readonly ZoneEndpoints[]>;
  /** Address → namespaces of the pods that have it. */
  readonly pods: ReadonlyMap<string, readonly string[]>;
};

/** EKS gives its clusters no choice of domain. */
const CLUSTER_DOMAIN = 'cluster.local';

const zones = once((cluster: World['cluster']): ClusterZone => {
  const pods = new Map<string, string[]>();
  for (const pod of objectsOf(cluster.Pod)) {
    const { podIP } = pod.status;
    if (podIP !== undefined && podIP !== '') pods.set(podIP, [...(pods.get(podIP) ?? []), pod.metadata.namespace ?? '']);
  }
  const endpoints = new Map<string, ZoneEndpoints[]>();
  for (const slice of objectsOf(cluster.EndpointSlice)) {
    const service = slice.metadata.labels?.['kubernetes.io/service-name'];
    const key = `${slice.metadata.namespace}/${service}`;
    if (service !== undefined) endpoints.set(key, [...(endpoints.get(key) ?? []), endpointsOf(slice)]);
  }
  return {
    clusterDomain: CLUSTER_DOMAIN,
    namespaces: new Set(objectsOf(cluster.Namespace).map(({ metadata }) => metadata.name)),
    services: new Map(objectsOf(cluster.Service).map((service) => [`${service.metadata.namespace}/${service.metadata.name}`, serviceOf(service)])),
    endpoints,
    pods,
  };
});

/** The zone that the cluster's CoreDNS serves. */
export function clusterZone(world: World): ClusterZone {
  return zones(world.cluster);
}

function serviceOf({ metadata, spec }: Service): ZoneService {
  const addresses = spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]);
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    clusterIPs: addresses.filter((address) => address !== '' && address !== 'None'),
    externalName: spec.type === 'ExternalName' ? (spec.externalName ?? '') : null,
    ports: (spec.ports ?? []).map(({ name = '', protocol = 'TCP', port }) => ({ name, protocol, port })),
  };
}

/** Endpoints that are not ready are left out; `publishNotReadyAddresses` has made them ready in the slice already. */
function endpointsOf(slice: EndpointSlice): ZoneEndpoints {
  const ready = (slice.endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
  return {
    addresses: ready.flatMap(({ addresses, hostname = '' }) => addresses.map((ip) => ({ ip, hostname }))),
    ports: (slice.ports ?? []).map(({ name = '', protocol = 'TCP', port = -1 }) => ({ name, protocol, port })),
  };
}
