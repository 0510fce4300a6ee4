/**
 * Health check settings of a target group: what AWS fills in and what it refuses.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
import { firstRefusal, type Refusal } from '../refusal.ts';
import { boolean, integer, string } from '../shape.ts';
import type { TargetGroup } from '../target-group.ts';
import { checkEnum, checkRange, invalid } from './refusals.ts';

export const HEALTH_CHECK = {
  HealthCheckProtocol: { type: 'string', values: ['TCP', 'HTTP', 'HTTPS'] },
  HealthCheckPort: string,
  HealthCheckEnabled: boolean,
  HealthCheckPath: string,
  HealthCheckIntervalSeconds: integer,
  HealthCheckTimeoutSeconds: integer,
  HealthyThresholdCount: integer,
  UnhealthyThresholdCount: integer,
  Matcher: { type: 'structure', members: { HttpCode: string } },
} as const;

export type HealthCheck = Pick<TargetGroup, Exclude<keyof typeof HEALTH_CHECK, 'HealthCheckPath' | 'Matcher'>> &
  Partial<Pick<TargetGroup, 'HealthCheckPath' | 'Matcher'>>;

export type HealthCheckInput = {
  readonly HealthCheckProtocol?: string | undefined;
  readonly HealthCheckPort?: string | undefined;
  readonly HealthCheckEnabled?: boolean | undefined;
  readonly HealthCheckPath?: string | undefined;
  readonly HealthCheckIntervalSeconds?: number | undefined;
  readonly HealthCheckTimeoutSeconds?: number | undefined;
  readonly HealthyThresholdCount?: number | undefined;
  readonly UnhealthyThresholdCount?: number | undefined;
  readonly Matcher?: { readonly HttpCode?: string | undefined } | undefined;
};

/** The settings with what is left out filled in. Groups of an NLB check by TCP and wait longer. */
export function healthCheckOf(Protocol: TargetGroup['Protocol'], TargetType: TargetGroup['TargetType'], given: HealthCheckInput): HealthCheck {
  const ofHttp = Protocol === 'HTTP' || Protocol === 'HTTPS';
  const protocol = (given.HealthCheckProtocol ?? (ofHttp || TargetType === 'alb' ? 'HTTP' : 'TCP')) as TargetGroup['HealthCheckProtocol'];
  const timeout = ofHttp ? 5 : protocol === 'HTTP' ? 6 : 10;
  const settings = {
    HealthCheckProtocol: protocol,
    HealthCheckPort: given.HealthCheckPort ?? 'traffic-port',
    HealthCheckEnabled: given.HealthCheckEnabled ?? true,
    HealthCheckIntervalSeconds: given.HealthCheckIntervalSeconds ?? 30,
    HealthCheckTimeoutSeconds: given.HealthCheckTimeoutSeconds ?? timeout,
    HealthyThresholdCount: given.HealthyThresholdCount ?? 5,
    UnhealthyThresholdCount: given.UnhealthyThresholdCount ?? 2,
  };
  if (protocol === 'TCP') return settings;
  return {
    ...settings,
    HealthCheckPath: given.HealthCheckPath ?? '/',
    Matcher: { HttpCode: given.Matcher?.HttpCode ?? (ofHttp ? '200' : '200-399') },
  };
}

/** Null when a group of this protocol may be checked so. */
export function checkHealthCheck(Protocol: TargetGroup['Protocol'], given: HealthCheckInput): Refusal | null {
  const ofHttp = Protocol === 'HTTP' || Protocol === 'HTTPS';
  const { HealthCheckProtocol, HealthCheckPort = 'traffic-port', HealthCheckPath, HealthCheckIntervalSeconds, HealthCheckTimeoutSeconds } = given;
  const byTcp = HealthCheckProtocol === 'TCP' || (HealthCheckProtocol === undefined && !ofHttp);
  return firstRefusal(
    checkEnum('healthCheckProtocol', HealthCheckProtocol, ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE']),
    byTcp && ofHttp ? invalid(`Health check protocol 'TCP' is not supported for target groups with protocol '${Protocol}'`) : null,
    HealthCheckPort === 'traffic-port' || /^\d{1,5}$/.test(HealthCheckPort)
      ? null
      : invalid(`Health check port '${HealthCheckPort}' must be 'traffic-port' or in the range 1-65535`),
    byTcp && HealthCheckPath !== undefined ? invalid("Health check path is not supported for health checks with protocol 'TCP'") : null,
    HealthCheckPath === undefined || HealthCheckPath.startsWith('/') ? null : invalid(`Health check path '${HealthCheckPath}' must start with '/'`),
    checkRange('healthCheckIntervalSeconds', HealthCheckIntervalSeconds, [5, 300]),
    checkRange('healthCheckTimeoutSeconds', HealthCheckTimeoutSeconds, [2, 120]),
    checkRange('healthyThresholdCount', given.HealthyThresholdCount, [2, 10]),
    checkRange('unhealthyThresholdCount', given.UnhealthyThresholdCount, [2, 10]),
    tooLong(ofHttp, HealthCheckTimeoutSeconds, HealthCheckIntervalSeconds) ? invalid('Health check timeout must be smaller than the interval') : null,
  );
}

/** Groups of an NLB may wait for the whole interval: the AWS Load Balancer Controller asks for 10 seconds of 10 by default. */
function tooLong(ofHttp: boolean, timeout = 0, interval = 30): boolean {
  return ofHttp ? timeout >= interval : timeout > interval;
}

/** Whether the codes of a matcher, `200,301-304`, hold the status. */
export function matchesCode(HttpCode: string, status: number): boolean {
  return HttpCode.split(',').some((range) => {
    const [first = '', last = first] = range.trim().split('-');
    return Number(first) <= status && status <= Number(last);
  });
}
