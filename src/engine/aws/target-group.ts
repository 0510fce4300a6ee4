import type { AwsKind } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Tag } from './spelling.ts';

/**
 * A target group with its targets, their health and its attributes. The load balancers that use it follow from listeners and rules.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
 */
export type TargetGroup = {
  readonly TargetGroupArn: string;
  readonly TargetGroupName: string;
  readonly Protocol: 'TCP' | 'UDP' | 'TCP_UDP' | 'TLS' | 'HTTP' | 'HTTPS';
  readonly Port: number;
  readonly VpcId: string;
  readonly TargetType: 'instance' | 'ip' | 'alb';
  readonly ProtocolVersion?: 'HTTP1' | 'HTTP2' | 'GRPC';
  readonly IpAddressType: 'ipv4' | 'ipv6';
  readonly HealthCheckEnabled: boolean;
  readonly HealthCheckProtocol: 'TCP' | 'HTTP' | 'HTTPS';
  /** A number, or `traffic-port`. */
  readonly HealthCheckPort: string;
  readonly HealthCheckIntervalSeconds: number;
  readonly HealthCheckTimeoutSeconds: number;
  readonly HealthyThresholdCount: number;
  readonly UnhealthyThresholdCount: number;
  readonly HealthCheckPath?: string;
  readonly Matcher?: { readonly HttpCode: string };
  readonly Targets: readonly Target[];
  /** As DescribeTargetGroupAttributes has them: `preserve_client_ip.enabled`. */
  readonly Attributes: { readonly [key: string]: string };
  readonly Tags: readonly Tag[];
  /** From when its health checks count, in simulated milliseconds since 1970. */
  readonly since?: number;
};

export type TargetHealth = {
  readonly State: 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining' | 'unavailable';
  readonly Reason?: string;
  readonly Description?: string;
};

export type Target = {
  /** An instance id, an address or the ARN of a load balancer, by the group's TargetType. */
  readonly Id: string;
  readonly Port: number;
  readonly AvailabilityZone?: string;
  readonly TargetHealth: TargetHealth;
  /** Consecutive checks whose result is not yet the state of the target, and when the last of them was made. */
  readonly streak?: { readonly passed: boolean; readonly count: number; readonly at: number };
  /** Since when it drains, in simulated milliseconds since 1970. */
  readonly drainingSince?: number;
};

export const targetGroup: AwsKind<TargetGroup> = {
  plane: 'aws',
  kind: 'TargetGroup',
  service: 'elbv2',
  idPrefix: 'arn',
  idMember: 'TargetGroupArn',
  indices: {
    byVpc: (group) => [group.VpcId],
    byName: (group) => [group.TargetGroupName],
    byTarget: (group) => group.Targets.map((target) => target.Id),
  },
  describe: {
    operation: 'DescribeTargetGroups',
    idsMember: 'TargetGroupArns',
    listMember: 'TargetGroups',
    notFound: 'TargetGroupNotFound',
    malformed: 'ValidationError',
    show: showTargetGroup,
    filters: {},
    pageLimit: { least: 1, most: 400 },
  },
};

function showTargetGroup(group: TargetGroup, world: World): object {
  return {
    TargetGroupArn: group.TargetGroupArn,
    TargetGroupName: group.TargetGroupName,
    Protocol: group.Protocol,
    Port: group.Port,
    VpcId: group.VpcId,
    HealthCheckProtocol: group.HealthCheckProtocol,
    HealthCheckPort: group.HealthCheckPort,
    HealthCheckEnabled: group.HealthCheckEnabled,
    HealthCheckIntervalSeconds: group.HealthCheckIntervalSeconds,
    HealthCheckTimeoutSeconds: group.HealthCheckTimeoutSeconds,
    HealthyThresholdCount: group.HealthyThresholdCount,
    UnhealthyThresholdCount: group.UnhealthyThresholdCount,
    ...(group.HealthCheckPath === undefined ? {} : { HealthCheckPath: group.HealthCheckPath }),
    ...(group.Matcher === undefined ? {} : { Matcher: group.Matcher }),
    LoadBalancerArns: balancersUsing(world, group.TargetGroupArn),
    TargetType: group.TargetType,
    ...(group.ProtocolVersion === undefined ? {} : { ProtocolVersion: group.ProtocolVersion }),
    IpAddressType: group.IpAddressType,
  };
}

/** The load balancers whose listeners or rules forward to the group, by ARN. */
export function balancersUsing(world: World, TargetGroupArn: string): string[] {
  const listeners = lookup(world.aws.Listener, 'byTargetGroup', TargetGroupArn);
  const ruled = lookup(world.aws.ListenerRule, 'byTargetGroup', TargetGroupArn).flatMap(
    (rule) => objectAt(world.aws.Listener, rule.ListenerArn) ?? [],
  );
  return [...new Set([...listeners, ...ruled].map((listener) => listener.LoadBalancerArn))].sort();
}

/**
 * Whether targets see the address of the client. On by default for instances and for UDP, off for addresses with TCP or TLS.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
export function preservesClientIp({ Attributes, TargetType, Protocol }: Pick<TargetGroup, 'Attributes' | 'TargetType' | 'Protocol'>): boolean {
  const stated = Attributes['preserve_client_ip.enabled'];
  if (Protocol === 'UDP' || Protocol === 'TCP_UDP') return true;
  if (Protocol === 'HTTP' || Protocol === 'HTTPS') return false;
  return stated === undefined ? TargetType === 'instance' : stated === 'true';
}
