/**
 * The rows that kube-proxy makes of a Service and its EndpointSlices.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/serviceport.go
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/endpointslicecache.go
 */
import type { ServicePort } from 'kubernetes-types/core/v1.d.ts';
import type { Endpoint } from 'kubernetes-types/discovery/v1.d.ts';
import type { EndpointSlice } from '../cluster/endpointslice.ts';
import { keyOf } from '../cluster/metadata.ts';
import { clusterIPsOf, type Service } from '../cluster/service.ts';
import type { ProxyEndpoint, ProxyPort, ProxyRules } from './proxy-rules.ts';

/** The rows, or null for a Service that kube-proxy leaves alone: headless, ExternalName, or for another proxy. */
export function proxyRulesOf(service: Service, slices: readonly EndpointSlice[]): ProxyRules | null {
  // ShouldSkipService: "if ClusterIP is "None" or empty, skip proxying"; ExternalName likewise.
  if (service.spec.type === 'ExternalName' || clusterIPsOf(service).length === 0) return null;
  if (service.metadata.labels?.['service.kubernetes.io/service-proxy-name'] !== undefined) return null;
  const ports = (service.spec.ports ?? []).map((port) => proxyPort(service, port, slices));
  return { service: keyOf(service.metadata), ports };
}

function proxyPort(service: Service, servicePort: ServicePort, slices: readonly EndpointSlice[]): ProxyPort {
  const { spec } = service;
  const name = servicePort.name ?? '';
  return {
    name,
    protocol: (servicePort.protocol ?? 'TCP') as ProxyPort['protocol'],
    port: servicePort.port,
    nodePort: servicePort.nodePort ? servicePort.nodePort : null,
    clusterIPs: clusterIPsOf(service),
    externalIPs: spec.externalIPs ?? [],
    loadBalancerIPs: loadBalancerIPs(service),
    loadBalancerSourceRanges: spec.loadBalancerSourceRanges ?? [],
    affinityTimeout: spec.sessionAffinity === 'ClientIP' ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800) : null,
    internalTrafficPolicy: spec.internalTrafficPolicy === 'Local' ? 'Local' : 'Cluster',
    externalTrafficPolicy: spec.externalTrafficPolicy === 'Local' ? 'Local' : 'Cluster',
    healthCheckNodePort: spec.healthCheckNodePort ? spec.healthCheckNodePort : null,
    endpoints: endpointsOf(name, slices),
  };
}

/** Only addresses count: an AWS load balancer has a hostname, so kube-proxy has no rule for it. ipMode Proxy is passed by. */
function loadBalancerIPs(service: Service): string[] {
  const ingress = (service.status?.loadBalancer?.ingress ?? []) as readonly { readonly ip?: string; readonly ipMode?: string }[];
  return ingress.flatMap(({ ip, ipMode }) => (ip && ipMode !== 'Proxy' ? [ip] : []));
}

/** The endpoints of the port in all slices, each address and port once, in ascending order. */
function endpointsOf(portName: string, slices: readonly EndpointSlice[]): ProxyEndpoint[] {
  const found = new Map<string, ProxyEndpoint>();
  for (const slice of slices) {
    if (slice.addressType !== 'IPv4' && slice.addressType !== 'IPv6') continue;
    for (const port of slice.ports ?? []) {
      if ((port.name ?? '') !== portName || port.port === undefined) continue;
      for (const endpoint of slice.endpoints ?? []) {
        const row = proxyEndpoint(endpoint, port.port);
        if (row !== null) found.set(`${row.address}:${row.port}`, row);
      }
    }
  }
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function proxyEndpoint(endpoint: Endpoint, port: number): ProxyEndpoint | null {
  // "the API says consumers should only use the first address" (endpointslicecache.go).
  const address = endpoint.addresses[0];
  if (address === undefined) return null;
  const { ready, serving, terminating } = endpoint.conditions ?? {};
  const hints = endpoint.hints as { forZones?: { name: string }[]; forNodes?: { name: string }[] } | undefined;
  return {
    address,
    port,
    nodeName: endpoint.nodeName ?? null,
    // "nil is interpreted as true" for ready and, through it, for serving.
    ready: ready ?? true,
    serving: serving ?? ready ?? true,
    terminating: terminating ?? false,
    zoneHints: (hints?.forZones ?? []).map(({ name }) => name),
    nodeHints: (hints?.forNodes ?? []).map(({ name }) => name),
  };
}
