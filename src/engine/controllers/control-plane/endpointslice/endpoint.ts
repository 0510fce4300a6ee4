/**
 * How a pod becomes an endpoint of a Service.
 * https://github.com/kubernetes/endpointslice/blob/master/utils.go
 * https://github.com/kubernetes/endpointslice/blob/master/util/controller_utils.go
 */
import type { Endpoint } from 'kubernetes-types/discovery/v1.d.ts';
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import type { Service } from '../../../cluster/service.ts';
import { isPodReady } from '../../pod-condition.ts';

export type AddressType = 'IPv4' | 'IPv6';

/** The endpoint that a pod is; `node` is undefined where the pod's node does not exist. */
export function endpointOf(pod: Pod, service: Service, node: Node | undefined, addressType: AddressType = 'IPv4'): Endpoint {
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  // "ready" should never be true if a pod is terminating, unless publishNotReadyAddresses was set (podToEndpoint).
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'];
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: endpointAddresses(pod, addressType),
    conditions: { ready, serving, terminating },
    ...(setsHostname(pod, service) ? { hostname: pod.spec.hostname as string } : {}),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: { kind: 'Pod', ...(namespace === undefined ? {} : { namespace }), name, ...(uid === undefined ? {} : { uid }) },
    ...(zone ? { zone } : {}),
  };
}

/** Whether the pod is listed at all: it has an address and has not ended. Readiness plays no part. */
export function isInEndpoints(pod: Pod, includeTerminating: boolean): boolean {
  const { phase, podIP, podIPs } = pod.status;
  if (phase === 'Failed' || phase === 'Succeeded') return false;
  if (!podIP && (podIPs ?? []).length === 0) return false;
  return includeTerminating || pod.metadata.deletionTimestamp === undefined;
}

/** Whether the endpoint carries the pod's hostname: the Service is the one that the pod names as its subdomain. */
export function setsHostname(pod: Pod, service: Service): boolean {
  const { hostname, subdomain } = pod.spec;
  return Boolean(hostname) && subdomain === service.metadata.name && pod.metadata.namespace === service.metadata.namespace;
}

function endpointAddresses(pod: Pod, addressType: AddressType): string[] {
  const { podIP, podIPs } = pod.status;
  const all = podIPs !== undefined && podIPs.length > 0 ? podIPs.flatMap(({ ip }) => (ip ? [ip] : [])) : podIP ? [podIP] : [];
  return all.filter((address) => address.includes(':') === (addressType === 'IPv6'));
}
