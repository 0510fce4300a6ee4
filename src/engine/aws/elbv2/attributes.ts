/** Attributes of load balancers and target groups: what is not stated has the value that AWS gives it. */
import type { LoadBalancer } from '../load-balancer.ts';
import type { Refusal } from '../refusal.ts';
import { string } from '../shape.ts';
import { preservesClientIp, type TargetGroup } from '../target-group.ts';
import { invalid } from './refusals.ts';

export const ATTRIBUTES = { type: 'list', of: { type: 'structure', members: { Key: string, Value: string } } } as const;

type Values = { readonly [key: string]: string };
type Given = readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];

const EVERY_BALANCER: Values = {
  'access_logs.s3.enabled': 'false',
  'access_logs.s3.bucket': '',
  'access_logs.s3.prefix': '',
  'deletion_protection.enabled': 'false',
  'ipv6.deny_all_igw_traffic': 'false',
  'zonal_shift.config.enabled': 'false',
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const OF_BALANCER: { readonly [T in LoadBalancer['Type']]: Values } = {
  application: {
    ...EVERY_BALANCER,
    'client_keep_alive.seconds': '3600',
    'connection_logs.s3.bucket': '',
    'connection_logs.s3.enabled': 'false',
    'connection_logs.s3.prefix': '',
    'idle_timeout.timeout_seconds': '60',
    'load_balancing.cross_zone.enabled': 'true',
    'routing.http.desync_mitigation_mode': 'defensive',
    'routing.http.drop_invalid_header_fields.enabled': 'false',
    'routing.http.preserve_host_header.enabled': 'false',
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
    'routing.http.xff_client_port.enabled': 'false',
    'routing.http.xff_header_processing.mode': 'append',
    'routing.http2.enabled': 'true',
    'waf.fail_open.enabled': 'false',
  },
  network: {
    ...EVERY_BALANCER,
    'dns_record.client_routing_policy': 'any_availability_zone',
    'load_balancing.cross_zone.enabled': 'false',
  },
  gateway: { 'deletion_protection.enabled': 'false', 'load_balancing.cross_zone.enabled': 'false' },
};

const EVERY_GROUP: Values = {
  'deregistration_delay.timeout_seconds': '300',
  'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
  'stickiness.enabled': 'false',
  'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': 'off',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
const OF_HTTP_GROUP: Values = {
  ...EVERY_GROUP,
  'load_balancing.algorithm.anomaly_mitigation': 'off',
  'load_balancing.algorithm.type': 'round_robin',
  'slow_start.duration_seconds': '0',
  'stickiness.app_cookie.cookie_name': '',
  'stickiness.app_cookie.duration_seconds': '86400',
  'stickiness.lb_cookie.duration_seconds': '86400',
  'stickiness.type': 'lb_cookie',
};
const OF_TRANSPORT_GROUP: Values = {
  ...EVERY_GROUP,
  'deregistration_delay.connection_termination.enabled': 'false',
  'proxy_protocol_v2.enabled': 'false',
  'stickiness.type': 'source_ip',
  'target_health_state.unhealthy.connection_termination.enabled': 'true',
  'target_health_state.unhealthy.draining_interval_seconds': '0',
};

/** All attributes of a load balancer. */
export function balancerAttributes({ Type, Attributes }: Pick<LoadBalancer, 'Type' | 'Attributes'>): Values {
  return { ...OF_BALANCER[Type], ...Attributes };
}

/** All attributes of a target group. */
export function groupAttributes(group: Pick<TargetGroup, 'Attributes' | 'Protocol' | 'TargetType'>): Values {
  const isHttp = group.Protocol === 'HTTP' || group.Protocol === 'HTTPS';
  const own = isHttp ? OF_HTTP_GROUP : { ...OF_TRANSPORT_GROUP, 'preserve_client_ip.enabled': String(preservesClientIp(group)) };
  return { ...own, ...group.Attributes };
}

/** The list that Describe operations print. */
export function listed(values: Values): readonly object[] {
  const entries = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([Key, Value]) => ({ Key, Value }));
}

/** The stated attributes after a change, or the refusal of a key that there is not. */
export function changed(
  noun: 'Load balancer' | 'Target group',
  { known, stated }: { readonly known: Values; readonly stated: Values },
  given: Given,
): { readonly Attributes: Values } | Refusal {
  const next: Record<string, string> = { ...stated };
  for (const { Key = '', Value = '' } of given) {
    const usual = known[Key];
    if (usual === undefined) return invalid(`${noun} attribute key '${Key}' is not recognized`);
    if (/^(true|false)$/.test(usual) && !/^(true|false)$/.test(Value))
      return invalid(`${noun} attribute value '${Value}' for key '${Key}' must be 'true' or 'false'`);
    if (/^\d+$/.test(usual) && !/^\d+$/.test(Value)) return invalid(`${noun} attribute value '${Value}' for key '${Key}' is not a valid number`);
    next[Key] = Value;
  }
  return { Attributes: next };
}
