/**
 * The health check of an NLB's target group. With instance targets and externalTrafficPolicy Local it asks the Service's health check
 * node port, so that only nodes with an endpoint of their own count.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/model_build_target_group.go
 */
import type { Service } from '../../../cluster/service.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import type { HealthCheckModel } from './model.ts';
import { fail } from './model-error.ts';
import { healthCheckPort } from './service-port.ts';

export type HealthCheckDefaults = Omit<HealthCheckModel, 'port' | 'path' | 'matcher'> & { readonly port: string; readonly path: string };

export const NLB_HEALTH_CHECK: HealthCheckDefaults = {
  port: 'traffic-port',
  protocol: 'TCP',
  path: '/',
  intervalSeconds: 10,
  timeoutSeconds: 10,
  healthyThresholdCount: 3,
  unhealthyThresholdCount: 3,
};
export const NLB_SUCCESS_CODES = '200-399';

/** The defaults for the Service. */
export function nlbHealthCheckDefaults({ spec }: Service, targetType: string): HealthCheckDefaults {
  if (targetType !== 'instance' || spec.externalTrafficPolicy !== 'Local' || spec.type !== 'LoadBalancer') return NLB_HEALTH_CHECK;
  const port = String(spec.healthCheckNodePort ?? 0);
  return { port, protocol: 'HTTP', path: '/healthz', intervalSeconds: 10, timeoutSeconds: 6, healthyThresholdCount: 2, unhealthyThresholdCount: 2 };
}

/** The health check that annotations and defaults give. */
export function nlbHealthCheck(service: Service, targetType: string): HealthCheckModel {
  const defaults = nlbHealthCheckDefaults(service, targetType);
  const { text, number } = reader(SERVICE_PREFIX, service.metadata?.annotations);
  const of = (name: string) => `aws-load-balancer-healthcheck-${name}`;
  const protocol = healthCheckProtocol(text(of('protocol')) ?? defaults.protocol);
  const http =
    protocol === 'TCP' ? {} : { path: text(of('path')) ?? defaults.path, matcher: { httpCode: text(of('success-codes')) ?? NLB_SUCCESS_CODES } };
  return {
    port: nlbHealthCheckPort(service, targetType, defaults.port),
    protocol,
    ...http,
    intervalSeconds: number(of('interval')) ?? defaults.intervalSeconds,
    timeoutSeconds: number(of('timeout')) ?? defaults.timeoutSeconds,
    healthyThresholdCount: number(of('healthy-threshold')) ?? defaults.healthyThresholdCount,
    unhealthyThresholdCount: number(of('unhealthy-threshold')) ?? defaults.unhealthyThresholdCount,
  };
}

/** The port that is asked. */
export function nlbHealthCheckPort(service: Service, targetType: string, byDefault: string): number | string {
  const raw = reader(SERVICE_PREFIX, service.metadata?.annotations).text('aws-load-balancer-healthcheck-port') ?? byDefault;
  return healthCheckPort(service, raw, targetType);
}

function healthCheckProtocol(raw: string): string {
  const protocol = raw.toUpperCase();
  return ['TCP', 'HTTP', 'HTTPS'].includes(protocol) ? protocol : fail(`unsupported health check protocol ${raw}`);
}
