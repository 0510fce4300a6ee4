/** Ports of a Service as annotations and backends name them. */
import type { Service } from '../../../cluster/service.ts';
import { nameOf, type ServicePort } from './model.ts';
import { fail } from './model-error.ts';

/** The port with this number or name. Fails with the controller's text. */
export function servicePort(service: Service, port: number | string): ServicePort {
  const found = (service.spec.ports ?? []).find((each) => (typeof port === 'number' ? each.port === port : each.name === port));
  return found ?? fail(`unable to find port ${port} on service ${nameOf(service)}`);
}

/** The port of a target group: of the nodes, or of the pods; 1 stands for one that has a name, since targets are registered with their own. */
export function targetGroupPort(targetType: string, port: Pick<ServicePort, 'nodePort' | 'targetPort'>): number {
  if (targetType === 'instance') return port.nodePort ?? 0;
  return typeof port.targetPort === 'number' ? port.targetPort : typeof port.targetPort === 'string' ? 1 : 0;
}

/** Where targets listen: the node port, or the container's port by number or name. */
export function trafficPort(targetType: string, port: ServicePort): number | string {
  return targetType === 'instance' ? (port.nodePort ?? 0) : (port.targetPort ?? port.port);
}

/** The port of the health check that a text stands for: `traffic-port`, a number, or the name of a port of the Service. */
export function healthCheckPort(service: Service, raw: string, targetType: string): number | string {
  if (raw === 'traffic-port') return raw;
  if (/^\d+$/.test(raw)) return Number(raw);
  const named = (service.spec.ports ?? []).find(({ name }) => name === raw);
  if (named === undefined) return fail(`failed to resolve healthCheckPort: unable to find port ${raw} on service ${nameOf(service)}`);
  if (targetType === 'instance') return named.nodePort ?? 0;
  if (typeof named.targetPort === 'number') return named.targetPort;
  return fail("cannot use named healthCheckPort for IP TargetType when service's targetPort is a named port");
}

/** The address family of a target group follows the Service. */
export function targetIpAddressType(service: Service, loadBalancer: string): 'ipv4' | 'ipv6' {
  if (!(service.spec.ipFamilies ?? []).includes('IPv6')) return 'ipv4';
  return loadBalancer.startsWith('dualstack') ? 'ipv6' : fail('unsupported IPv6 configuration, lb not dual-stack');
}
