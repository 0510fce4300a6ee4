/**
 * The port on which kube-proxy says whether this node has an endpoint of a Service with externalTrafficPolicy Local.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/healthcheck/service_health.go
 */
import type { HttpResponse } from '../../connection.ts';
import type { World } from '../../world.ts';
import type { Kernel } from './kernel.ts';
import { tableOf } from './proxy-table.ts';

/** The health check node ports that the kube-proxy of the node has opened; none while it does not run. */
export function healthCheckPorts(world: World, kernel: Kernel): readonly number[] {
  return kernel.host?.kubeProxy.state === 'running' ? [...tableOf(world, kernel).healthChecks.keys()] : [];
}

/** What kube-proxy answers on the port: 200 with endpoints of its own, else 503; null when the port is none of these. */
export function healthCheckAnswer(world: World, kernel: Kernel, port: number): HttpResponse | null {
  const hit = tableOf(world, kernel).healthChecks.get(port);
  if (hit === undefined) return null;
  const [namespace, name] = hit.service.split('/');
  const localEndpoints = hit.port.endpoints.filter((endpoint) => endpoint.ready && endpoint.nodeName === kernel.name).length;
  const body = `${JSON.stringify({ service: { namespace, name }, localEndpoints, serviceProxyHealthy: true }, null, '\t')}`;
  const headers = [
    ['Content-Type', 'application/json'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Content-Length', String(body.length)],
  ] as const;
  return localEndpoints > 0 ? { status: 200, reason: 'OK', body, headers } : { status: 503, reason: 'Service Unavailable', body, headers };
}
