/**
 * A target group of an ALB, for one backend of an Ingress. Annotations of the Service go before those of the Ingress.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_build_target_group.go
 */
import type { Service } from '../../../cluster/service.ts';
import { type Annotations, INGRESS_PREFIX, type Reader, reader } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import type { Member } from './ingress-object.ts';
import { type BackendRule, type HealthCheckModel, nameOf, type TargetGroupModel } from './model.ts';
import { fail } from './model-error.ts';
import { resourceName } from './resource-name.ts';
import { healthCheckPort, servicePort, targetGroupPort, targetIpAddressType, trafficPort } from './service-port.ts';

export type Backend = { readonly member: Member; readonly service: Service; readonly port: number | string };

type Context = {
  readonly options: ControllerOptions;
  readonly groupName: string;
  readonly ipAddressType: string;
  readonly backendGroup?: string | undefined;
};

/** The target group. */
export function albTargetGroup({ member, service, port }: Backend, { options, groupName, ipAddressType, backendGroup }: Context): TargetGroupModel {
  const { ingress, params } = member;
  const found = servicePort(service, port);
  const annotations = { ...ingress.metadata.annotations, ...service.metadata.annotations };
  const read = reader(INGRESS_PREFIX, annotations);
  const targetType = albTargetType(read, params?.targetType, options);
  const protocol = oneOf(read.text('backend-protocol') ?? 'HTTP', ['HTTP', 'HTTPS'], 'backend protocol');
  const protocolVersion = oneOf(read.text('backend-protocol-version') ?? 'HTTP1', ['HTTP1', 'HTTP2', 'GRPC'], 'backend protocol version');
  const healthCheck = albHealthCheck(annotations, { service, targetType, protocol, protocolVersion });
  const labels = targetType === 'instance' ? (read.map('target-node-labels') ?? {}) : {};
  const groupPort = targetGroupPort(targetType, found);
  const { namespace = '', name = '', uid = '' } = service.metadata;
  const hashed = [
    options.clusterName,
    groupName,
    ingress.metadata.namespace ?? '',
    ingress.metadata.name ?? '',
    uid,
    String(port),
    String(groupPort),
  ];
  const traffic = trafficPort(targetType, found);
  return {
    id: `${nameOf(ingress)}-${name}:${port}`,
    name: resourceName([namespace, name], [...hashed, targetType, protocol, protocolVersion]),
    targetType,
    ipAddressType: targetIpAddressType(service, ipAddressType),
    port: groupPort,
    protocol,
    protocolVersion,
    healthCheck,
    attributes: read.map('target-group-attributes') ?? {},
    tags: {
      ...reader(INGRESS_PREFIX, ingress.metadata.annotations).map('tags'),
      ...reader(INGRESS_PREFIX, service.metadata.annotations).map('tags'),
      ...options.defaultTags,
    },
    service: { namespace, name, port },
    ingress: ingress.metadata.name ?? '',
    ...(Object.keys(labels).length === 0 ? {} : { nodeSelector: labels }),
    ...(backendGroup === undefined
      ? {}
      : { networking: rules(traffic, healthCheck, { source: backendGroup, all: options.disableRestrictedSGRules }) }),
  };
}

function rules(
  traffic: number | string,
  { port }: HealthCheckModel,
  { source, all }: { readonly source: string; readonly all: boolean },
): readonly BackendRule[] {
  if (all) return [{ protocol: 'TCP', port: 'all', source }];
  const apart = port === 'traffic-port' || port === traffic ? [] : [port];
  return [traffic, ...apart].map((each) => ({ protocol: 'TCP', port: each, source }));
}

/** The kind of target: of the class's parameters, of the annotation, or the default. */
function albTargetType({ text }: Reader, byClass: string | undefined, options: ControllerOptions): 'instance' | 'ip' {
  const stated = byClass ?? text('target-type') ?? options.defaultTargetType;
  if (stated === 'instance') return 'instance';
  if (stated !== 'ip') return fail(`unknown targetType: ${stated}`);
  return options.enableIPTargetType ? 'ip' : fail(`unsupported targetType: ${stated} when EnableIPTargetType is false`);
}

function oneOf(stated: string, allowed: readonly string[], what: string): string {
  return allowed.includes(stated) ? stated : fail(`${what} must be within [${allowed.join(', ')}]: ${stated}`);
}

type Checked = { readonly service: Service; readonly targetType: string; readonly protocol: string; readonly protocolVersion: string };

/** The health check: HTTP to `/`, for gRPC to `/AWS.ALB/healthcheck` with code 12. */
export function albHealthCheck(annotations: Annotations, { service, targetType, protocol, protocolVersion }: Checked): HealthCheckModel {
  const { text, number } = reader(INGRESS_PREFIX, annotations);
  const grpc = protocolVersion === 'GRPC';
  const stated = text('healthcheck-protocol') ?? protocol;
  if (stated !== 'HTTP' && stated !== 'HTTPS') fail('healthCheckProtocol must be within [HTTP, HTTPS]');
  const codes = text('success-codes') ?? (grpc ? '12' : '200');
  return {
    port: healthCheckPort(service, text('healthcheck-port') ?? 'traffic-port', targetType),
    protocol: stated,
    path: text('healthcheck-path') ?? (grpc ? '/AWS.ALB/healthcheck' : '/'),
    matcher: grpc ? { grpcCode: codes } : { httpCode: codes },
    intervalSeconds: number('healthcheck-interval-seconds') ?? 15,
    timeoutSeconds: number('healthcheck-timeout-seconds') ?? 5,
    healthyThresholdCount: number('healthy-threshold-count') ?? 2,
    unhealthyThresholdCount: number('unhealthy-threshold-count') ?? 2,
  };
}
