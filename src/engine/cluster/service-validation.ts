/**
 * What a Service must be. Texts and order follow ValidateService.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
import type { ServicePort } from 'kubernetes-types/core/v1.d.ts';
import { same } from '../canonical.ts';
import type { FieldError } from '../kind.ts';
import { duplicate, each, forbiddenField, invalidValue, required, unsupported } from './field-error.ts';
import { validateLabels } from './metadata-validation.ts';
import { dns1123Label, dns1123Subdomain, ipAddress, legacyCidr, nonSpecialAddress, portName, portNumber, qualifiedName } from './name-rules.ts';
import type { Service } from './service.ts';
import { isExternallyAccessible } from './service-defaults.ts';
import { changedClusterIPs, validateClusterIPs } from './service-ip-validation.ts';
import { needsHealthCheckNodePort } from './service-strategy.ts';

type Spec = Service['spec'];

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
/** A day: the longest that a client can stick to its endpoint. */
const AFFINITY_LIMIT = 86400;

/** All findings about a Service; `before` is null on creation. */
export function validateService(service: Service, before: Service | null): readonly FieldError[] {
  const { spec } = service;
  return [
    ...portsFindings(spec),
    ...typeFindings(spec),
    ...validateLabels('spec.selector', spec.selector),
    ...affinityFindings(spec),
    ...validateClusterIPs(spec),
    ...externalIPFindings(spec),
    ...sourceRangeFindings(service),
    ...trafficPolicyFindings(service),
    ...loadBalancerFindings(spec),
    ...(before === null ? [] : changeFindings(spec, before.spec)),
  ];
}

function portsFindings(spec: Spec): FieldError[] {
  const ports = spec.ports ?? [];
  if (ports.length === 0) return spec.clusterIP === 'None' || spec.type === 'ExternalName' ? [] : [required('spec.ports')];
  const names = new Set<string>();
  const findings = ports.flatMap((port, index) => portFindings(port, { field: `spec.ports[${index}]`, needsName: ports.length > 1, names }));
  return [...findings, ...nodePortFindings(spec, ports), ...repeatedPorts(ports)];
}

type PortContext = { readonly field: string; readonly needsName: boolean; readonly names: Set<string> };

function portFindings(port: ServicePort, { field, needsName, names }: PortContext): FieldError[] {
  const findings: FieldError[] = [];
  if (!port.name) {
    if (needsName) findings.push(required(`${field}.name`));
  } else {
    findings.push(...each(`${field}.name`, port.name, dns1123Label(port.name)));
    if (names.has(port.name)) findings.push(duplicate(`${field}.name`, port.name));
    names.add(port.name);
  }
  findings.push(...each(`${field}.port`, port.port ?? 0, portNumber(port.port ?? 0)));
  if (!port.protocol) findings.push(required(`${field}.protocol`));
  else if (!['TCP', 'UDP', 'SCTP'].includes(port.protocol)) findings.push(unsupported(`${field}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']));
  const { targetPort } = port;
  if (typeof targetPort === 'number') findings.push(...each(`${field}.targetPort`, targetPort, portNumber(targetPort)));
  if (typeof targetPort === 'string') findings.push(...each(`${field}.targetPort`, targetPort, portName(targetPort)));
  if (port.appProtocol !== undefined) findings.push(...each(`${field}.appProtocol`, port.appProtocol, qualifiedName(port.appProtocol)));
  return findings;
}

function nodePortFindings(spec: Spec, ports: readonly ServicePort[]): FieldError[] {
  const seen = new Set<string>();
  const given = ports.flatMap(({ nodePort, protocol }, index) => (nodePort ? [{ nodePort, protocol, field: `spec.ports[${index}].nodePort` }] : []));
  const foreign = spec.type === 'ClusterIP' ? given.map(({ field }) => forbiddenField(field, "may not be used when `type` is 'ClusterIP'")) : [];
  const repeated = given.flatMap(({ nodePort, protocol, field }) => {
    const key = `${protocol} ${nodePort}`;
    if (seen.has(key)) return [duplicate(field, nodePort)];
    seen.add(key);
    return [];
  });
  return [...foreign, ...repeated];
}

function repeatedPorts(ports: readonly ServicePort[]): FieldError[] {
  const seen = new Set<string>();
  return ports.flatMap((port, index) => {
    const key = `${port.protocol} ${port.port}`;
    const again = seen.has(key);
    seen.add(key);
    const shown = { Name: '', Protocol: port.protocol, AppProtocol: null, Port: port.port, TargetPort: 0, NodePort: 0 };
    return again ? [duplicate(`spec.ports[${index}]`, shown)] : [];
  });
}

function typeFindings(spec: Spec): FieldError[] {
  const { type, clusterIP } = spec;
  if (!type) return [required('spec.type')];
  if (!TYPES.includes(type)) return [unsupported('spec.type', type, TYPES)];
  if ((type === 'LoadBalancer' || type === 'NodePort') && clusterIP === 'None') {
    return [invalidValue('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)];
  }
  return type === 'ExternalName' ? externalNameFindings(spec) : [];
}

function externalNameFindings({ externalName = '', clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy }: Spec): FieldError[] {
  const name = externalName.replace(/\.$/, '');
  const foreign = 'may not be set for ExternalName services';
  return [
    ...(clusterIP || (clusterIPs?.length ?? 0) > 0 ? [forbiddenField('spec.clusterIPs', foreign)] : []),
    ...((ipFamilies?.length ?? 0) > 0 ? [forbiddenField('spec.ipFamilies', foreign)] : []),
    ...(ipFamilyPolicy ? [forbiddenField('spec.ipFamilyPolicy', foreign)] : []),
    ...(name === '' ? [required('spec.externalName')] : each('spec.externalName', name, dns1123Subdomain(name))),
  ];
}

function affinityFindings({ sessionAffinity, sessionAffinityConfig }: Spec): FieldError[] {
  if (!sessionAffinity) return [required('spec.sessionAffinity')];
  if (!['ClientIP', 'None'].includes(sessionAffinity)) return [unsupported('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None'])];
  const field = 'spec.sessionAffinityConfig';
  if (sessionAffinity === 'None') {
    return sessionAffinityConfig === undefined ? [] : [forbiddenField(field, 'must not be set when session affinity is None')];
  }
  const timeout = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (timeout === undefined) return [required(field, 'when session affinity type is ClientIP')];
  const fits = timeout > 0 && timeout <= AFFINITY_LIMIT;
  return fits ? [] : [invalidValue(`${field}.clientIP.timeoutSeconds`, timeout, `must be greater than 0 and less than ${AFFINITY_LIMIT}`)];
}

function externalIPFindings({ externalIPs = [] }: Spec): FieldError[] {
  return externalIPs.flatMap((address, index) => {
    const field = `spec.externalIPs[${index}]`;
    const wrong = ipAddress(address);
    return each(field, address, wrong.length > 0 ? wrong : nonSpecialAddress(address));
  });
}

/** The field wins over the old annotation; either is for load balancers only. */
function sourceRangeFindings({ metadata, spec }: Service): FieldError[] {
  const ranges = spec.loadBalancerSourceRanges ?? [];
  const annotation = metadata.annotations?.[SOURCE_RANGES];
  if (ranges.length === 0 && annotation === undefined) return [];
  const onlyLoadBalancers = "may only be used when `type` is 'LoadBalancer'";
  if (ranges.length > 0) {
    const foreign = spec.type === 'LoadBalancer' ? [] : [forbiddenField('spec.LoadBalancerSourceRanges', onlyLoadBalancers)];
    const wrong = ranges
      .map((range) => range.trim())
      .map((range, index) => each(`spec.LoadBalancerSourceRanges[${index}]`, range, legacyCidr(range)));
    return [...foreign, ...wrong.flat()];
  }
  const field = `metadata.annotations[${SOURCE_RANGES}]`;
  const foreign = spec.type === 'LoadBalancer' ? [] : [forbiddenField(field, onlyLoadBalancers)];
  const value = (annotation as string).trim();
  const listed = value === '' ? [] : value.split(',').map((range) => range.trim());
  return [...foreign, ...listed.flatMap((range) => each(field, range, legacyCidr(range)))];
}

function trafficPolicyFindings(service: Service): FieldError[] {
  const { spec } = service;
  const { externalTrafficPolicy: outer, internalTrafficPolicy: inner, healthCheckNodePort: check } = spec;
  const findings: FieldError[] = [];
  const policies = ['Cluster', 'Local'];
  const reachable = isExternallyAccessible(service);
  if (outer && !reachable) {
    findings.push(invalidValue('spec.externalTrafficPolicy', outer, 'may only be set for externally-accessible services'));
  } else if (outer && !policies.includes(outer)) findings.push(unsupported('spec.externalTrafficPolicy', outer, policies));
  if (!outer && reachable) findings.push(required('spec.externalTrafficPolicy'));
  if (check !== undefined && check !== 0) {
    const text = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    findings.push(...each('spec.healthCheckNodePort', check, needsHealthCheckNodePort(spec) ? portNumber(check) : [text]));
  }
  if (inner && !policies.includes(inner)) findings.push(unsupported('spec.internalTrafficPolicy', inner, policies));
  if (!inner && spec.type !== 'ExternalName') findings.push(required('spec.internalTrafficPolicy'));
  const near = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];
  const distribution = (spec as { readonly trafficDistribution?: string }).trafficDistribution;
  if (distribution !== undefined && !near.includes(distribution)) findings.push(unsupported('spec.trafficDistribution', distribution, near));
  return findings;
}

function loadBalancerFindings({ type, allocateLoadBalancerNodePorts, loadBalancerClass }: Spec): FieldError[] {
  const onlyHere = "may only be used when `type` is 'LoadBalancer'";
  const isLoadBalancer = type === 'LoadBalancer';
  return [
    ...(!isLoadBalancer && allocateLoadBalancerNodePorts !== undefined ? [forbiddenField('spec.allocateLoadBalancerNodePorts', onlyHere)] : []),
    ...(isLoadBalancer && allocateLoadBalancerNodePorts === undefined ? [required('allocateLoadBalancerNodePorts')] : []),
    ...(!isLoadBalancer && loadBalancerClass !== undefined ? [forbiddenField('spec.loadBalancerClass', onlyHere)] : []),
    ...(isLoadBalancer && loadBalancerClass !== undefined ? each('spec.loadBalancerClass', loadBalancerClass, qualifiedName(loadBalancerClass)) : []),
  ];
}

/** What is given once stays: addresses, families, the class of a load balancer, the port of its health check. */
function changeFindings(spec: Spec, before: Spec): FieldError[] {
  const findings = changedClusterIPs(spec, before);
  if (needsHealthCheckNodePort(before) && needsHealthCheckNodePort(spec) && (before.healthCheckNodePort ?? 0) !== (spec.healthCheckNodePort ?? 0)) {
    findings.push(forbiddenField('spec.healthCheckNodePort', 'field is immutable'));
  }
  const bothBalance = before.type === 'LoadBalancer' && spec.type === 'LoadBalancer';
  if (bothBalance && !same(before.loadBalancerClass, spec.loadBalancerClass)) {
    findings.push(invalidValue('spec.loadBalancerClass', spec.loadBalancerClass ?? null, 'may not change once set'));
  }
  return findings;
}
