/**
 * What the registry does with a Service around validation: it carries allocated values over, drops what another type does
 * not have, and allocates. https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/service/strategy.go
 */
import { same } from '../canonical.ts';
import type { Service } from './service.ts';
import { isExternallyAccessible } from './service-defaults.ts';

type Spec = Service['spec'];

/** On creation: `clusterIP` alone stands for the list. */
export function normaliseNewService(service: Service): Service {
  const { clusterIP, clusterIPs } = service.spec;
  if (!clusterIP || (clusterIPs?.length ?? 0) > 0) return service;
  return { ...service, spec: { ...service.spec, clusterIPs: [clusterIP] } };
}

/** On update: the changed spec with the allocated values of the old one where it leaves them out. */
export function normaliseChangedService(service: Service, before: Service): Service {
  return { ...service, spec: dropForeign(carryOver(alignClusterIPs(service.spec, before.spec), before.spec), before.spec) };
}

export function needsClusterIP(spec: Spec): boolean {
  return spec.type === 'ClusterIP' || spec.type === 'NodePort' || spec.type === 'LoadBalancer';
}

export function needsNodePorts(spec: Spec): boolean {
  return spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
}

export function needsHealthCheckNodePort(spec: Spec): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}

/** Whoever changes one of `clusterIP` and `clusterIPs` means both. */
function alignClusterIPs(spec: Spec, before: Spec): Spec {
  const sameList = same(spec.clusterIPs ?? [], before.clusterIPs ?? []);
  const sameOne = (spec.clusterIP ?? '') === (before.clusterIP ?? '');
  if (!sameOne && sameList) {
    const { clusterIPs: _old, ...rest } = spec;
    return spec.clusterIP ? { ...rest, clusterIPs: [spec.clusterIP, ...(before.clusterIPs ?? []).slice(1)] } : rest;
  }
  if (sameOne && !sameList && spec.clusterIPs?.[0] !== undefined) return { ...spec, clusterIP: spec.clusterIPs[0] };
  return spec;
}

function carryOver(spec: Spec, before: Spec): Spec {
  let next = spec;
  if (needsClusterIP(before) && needsClusterIP(next)) {
    if (!next.clusterIP && before.clusterIP) next = { ...next, clusterIP: before.clusterIP };
    if ((next.clusterIPs?.length ?? 0) === 0 && next.clusterIP === before.clusterIP && before.clusterIPs)
      next = { ...next, clusterIPs: before.clusterIPs };
  }
  if (needsNodePorts(before) && needsNodePorts(next)) next = { ...next, ...carryNodePorts(next, before) };
  if (needsHealthCheckNodePort(before) && needsHealthCheckNodePort(next) && !next.healthCheckNodePort && before.healthCheckNodePort) {
    next = { ...next, healthCheckNodePort: before.healthCheckNodePort };
  }
  const families = next.type === 'ExternalName' ? {} : familiesOf(before);
  return { ...families, ...next };
}

function familiesOf({ ipFamilies, ipFamilyPolicy }: Spec): Partial<Spec> {
  return { ...(ipFamilies ? { ipFamilies } : {}), ...(ipFamilyPolicy ? { ipFamilyPolicy } : {}) };
}

/** A port that states no node port keeps the one that the port of its name had, unless another port has taken it. */
function carryNodePorts(spec: Spec, before: Spec): Pick<Spec, 'ports'> {
  if (spec.ports === undefined) return {};
  const used = new Set(spec.ports.flatMap(({ nodePort }) => (nodePort ? [nodePort] : [])));
  const byName = new Map((before.ports ?? []).map((port) => [port.name ?? '', port.nodePort]));
  const ports = spec.ports.map((port) => {
    const had = byName.get(port.name ?? '');
    if (port.nodePort || !had || used.has(had)) return port;
    used.add(had);
    return { ...port, nodePort: had };
  });
  return { ports };
}

/** What the new type cannot have goes, when it was only carried along from the old type. */
function dropForeign(spec: Spec, before: Spec): Spec {
  const next: { -readonly [K in keyof Spec]: Spec[K] } = { ...spec };
  if (needsClusterIP(before) && !needsClusterIP(next)) {
    if (same(next.clusterIPs, before.clusterIPs)) {
      delete next.clusterIP;
      delete next.clusterIPs;
    }
    if (same(next.ipFamilies, before.ipFamilies)) delete next.ipFamilies;
    if (next.ipFamilyPolicy === before.ipFamilyPolicy) delete next.ipFamilyPolicy;
    if (next.internalTrafficPolicy === before.internalTrafficPolicy) delete next.internalTrafficPolicy;
  }
  if (needsNodePorts(before) && !needsNodePorts(next) && same(nodePorts(next), nodePorts(before)) && next.ports) {
    next.ports = next.ports.map(({ nodePort: _gone, ...port }) => port);
  }
  if (needsHealthCheckNodePort(before) && !needsHealthCheckNodePort(next) && next.healthCheckNodePort === before.healthCheckNodePort) {
    delete next.healthCheckNodePort;
  }
  if (before.type === 'LoadBalancer' && next.type !== 'LoadBalancer') {
    if (next.allocateLoadBalancerNodePorts === before.allocateLoadBalancerNodePorts) delete next.allocateLoadBalancerNodePorts;
    if (next.loadBalancerClass === before.loadBalancerClass) delete next.loadBalancerClass;
  }
  const wasReachable = isExternallyAccessible({ spec: before } as Service);
  if (wasReachable && !isExternallyAccessible({ spec: next } as Service) && next.externalTrafficPolicy === before.externalTrafficPolicy) {
    delete next.externalTrafficPolicy;
  }
  if (next.sessionAffinity === 'None' && before.sessionAffinity === 'ClientIP' && same(next.sessionAffinityConfig, before.sessionAffinityConfig)) {
    delete next.sessionAffinityConfig;
  }
  return next;
}

function nodePorts(spec: Spec): number[] {
  return (spec.ports ?? []).flatMap(({ nodePort }) => (nodePort ? [nodePort] : []));
}
