import type { AwsKind } from '../../kind.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

/** https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_HealthCheckConfig.html */
export type LatticeHealthCheck = {
  readonly enabled: boolean;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly protocolVersion: 'HTTP1' | 'HTTP2';
  /** That of the target when left out. */
  readonly port?: number;
  readonly path: string;
  readonly healthCheckIntervalSeconds: number;
  readonly healthCheckTimeoutSeconds: number;
  readonly healthyThresholdCount: number;
  readonly unhealthyThresholdCount: number;
  readonly matcher: { readonly httpCode: string };
};

/**
 * A target group with its targets and their health.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetTargetGroup.html
 */
export type LatticeTargetGroup = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly type: 'IP' | 'INSTANCE' | 'ALB';
  readonly status: 'CREATE_IN_PROGRESS' | 'ACTIVE' | 'DELETE_IN_PROGRESS';
  readonly createdAt: string;
  readonly config: {
    readonly port: number;
    readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
    readonly protocolVersion?: 'HTTP1' | 'HTTP2' | 'GRPC';
    readonly ipAddressType?: 'IPV4' | 'IPV6';
    readonly vpcIdentifier: string;
    readonly healthCheck?: LatticeHealthCheck;
  };
  readonly targets: readonly LatticeTarget[];
  /** From when its status holds and its health checks count, in simulated milliseconds since 1970. */
  readonly since?: number;
};

/** https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_TargetSummary.html */
export type LatticeTarget = {
  /** An instance id, an address or the ARN of an Application Load Balancer. */
  readonly id: string;
  readonly port: number;
  readonly status: 'DRAINING' | 'UNAVAILABLE' | 'HEALTHY' | 'UNHEALTHY' | 'INITIAL' | 'UNUSED';
  readonly reasonCode?: string;
  /** Consecutive checks whose result is not yet the status, and when the last of them was made. */
  readonly streak?: { readonly passed: boolean; readonly count: number; readonly at: number };
  /** Since when it drains, in simulated milliseconds since 1970. */
  readonly drainingSince?: number;
};

export const latticeTargetGroup: AwsKind<LatticeTargetGroup> = {
  plane: 'aws',
  kind: 'LatticeTargetGroup',
  service: 'vpc-lattice',
  idPrefix: 'tg',
  idMember: 'id',
  indices: {
    byName: ({ name }) => [name],
    byVpc: ({ config }) => [config.vpcIdentifier],
    byTarget: ({ targets }) => targets.map(({ id }) => id),
  },
  describe: {
    operation: 'ListTargetGroups',
    idsMember: 'targetGroupIdentifier',
    listMember: 'LatticeTargetGroups',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: ({ arn, createdAt, id, name, status, type, config: { port, protocol, ipAddressType, vpcIdentifier } }, world) => ({
      arn,
      createdAt,
      id,
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      lastUpdatedAt: createdAt,
      name,
      port,
      protocol,
      serviceArns: servicesUsing(world, id),
      status,
      type,
      vpcIdentifier,
    }),
    filters: {},
  },
};

/** As GetTargetGroup prints it. */
export function showTargetGroup({ targets: _targets, since: _since, ...group }: LatticeTargetGroup, world: World) {
  return { ...group, lastUpdatedAt: group.createdAt, serviceArns: servicesUsing(world, group.id) };
}

/** The ARNs of the services whose listeners or rules forward to the group. */
export function servicesUsing(world: World, id: string): readonly string[] {
  const ruled = lookup(world.aws.LatticeRule, 'byTargetGroup', id).flatMap(({ listenerId }) => objectAt(world.aws.LatticeListener, listenerId) ?? []);
  const listeners = [...lookup(world.aws.LatticeListener, 'byTargetGroup', id), ...ruled];
  return [...new Set(listeners.map(({ serviceArn }) => serviceArn))].sort();
}
