/**
 * What holds where an annotation is left out.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
import type { Service } from '../../../cluster/service.ts';
import { albHealthCheck } from './alb-target-group.ts';
import { type Annotations, INGRESS_PREFIX, reader, SERVICE_PREFIX } from './annotations.ts';
import { DEFAULT_OPTIONS } from './controller-options.ts';
import { NLB_SUCCESS_CODES, nlbHealthCheck } from './nlb-health-check.ts';

/** The default of an annotation of an Ingress, as text; '' where there is none. `others` are the annotations that are set. */
export function ingressDefault(annotation: string, others: Annotations): string {
  const suffix = annotation.replace(`${INGRESS_PREFIX}/`, '');
  const { text } = reader(INGRESS_PREFIX, others);
  const protocol = text('backend-protocol') ?? 'HTTP';
  const protocolVersion = text('backend-protocol-version') ?? 'HTTP1';
  const check = albHealthCheck(others, { service: NO_SERVICE, targetType: 'instance', protocol, protocolVersion });
  const ports = text('certificate-arn') === undefined ? '[{"HTTP": 80}]' : '[{"HTTPS": 443}]';
  const defaults: Readonly<Record<string, string | number>> = {
    'group.order': 0,
    'ip-address-type': 'ipv4',
    scheme: DEFAULT_OPTIONS.defaultLoadBalancerScheme,
    'listen-ports': ports,
    'inbound-cidrs': '0.0.0.0/0, ::/0',
    'ssl-policy': DEFAULT_OPTIONS.defaultSSLPolicy,
    'target-type': DEFAULT_OPTIONS.defaultTargetType,
    'backend-protocol': 'HTTP',
    'backend-protocol-version': 'HTTP1',
    'healthcheck-port': check.port,
    'healthcheck-protocol': check.protocol,
    'healthcheck-path': check.path ?? '',
    'healthcheck-interval-seconds': check.intervalSeconds,
    'healthcheck-timeout-seconds': check.timeoutSeconds,
    'healthy-threshold-count': check.healthyThresholdCount,
    'unhealthy-threshold-count': check.unhealthyThresholdCount,
    'success-codes': check.matcher?.grpcCode ?? check.matcher?.httpCode ?? '',
    'auth-type': 'none',
    'auth-on-unauthenticated-request': 'authenticate',
    'auth-scope': 'openid',
    'auth-session-cookie': 'AWSELBAuthSessionCookie',
    'auth-session-timeout': 604800,
    'use-regex-path-match': 'false',
    'multi-cluster-target-group': 'false',
    'manage-backend-security-group-rules': 'false',
    'enable-frontend-nlb': 'false',
  };
  return String(defaults[suffix] ?? '');
}

/** The default of an annotation of a Service, as text; '' where there is none. `others` are the annotations that are set. */
export function serviceDefault(annotation: string, others: Annotations): string {
  const suffix = annotation.replace(`${SERVICE_PREFIX}/aws-load-balancer-`, '');
  const check = nlbHealthCheck({ ...NO_SERVICE, metadata: { ...NO_SERVICE.metadata, annotations: others } }, 'instance');
  const defaults: Readonly<Record<string, string | number>> = {
    'nlb-target-type': DEFAULT_OPTIONS.defaultTargetType,
    internal: 'false',
    scheme: DEFAULT_OPTIONS.defaultLoadBalancerScheme,
    'ip-address-type': 'ipv4',
    'access-log-enabled': 'false',
    'cross-zone-load-balancing-enabled': 'false',
    'ssl-negotiation-policy': DEFAULT_OPTIONS.defaultSSLPolicy,
    'alpn-policy': 'None',
    'healthcheck-protocol': check.protocol,
    'healthcheck-port': check.port,
    'healthcheck-path': check.path ?? '/',
    'healthcheck-healthy-threshold': check.healthyThresholdCount,
    'healthcheck-unhealthy-threshold': check.unhealthyThresholdCount,
    'healthcheck-timeout': check.timeoutSeconds,
    'healthcheck-interval': check.intervalSeconds,
    'healthcheck-success-codes': NLB_SUCCESS_CODES,
    'manage-backend-security-group-rules': 'true',
    'multi-cluster-target-group': 'false',
    'enable-prefix-for-ipv6-source-nat': 'off',
    'enable-tcp-udp-listener': 'false',
    'disable-nlb-sg': 'false',
    'proxy-protocol-per-target-group': '',
  };
  return String(defaults[suffix] ?? '');
}

const NO_SERVICE: Service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: '', namespace: '', uid: '', creationTimestamp: '' },
  spec: {},
  status: {},
};
