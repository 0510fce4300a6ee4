/**
 * A target group of an NLB, for one port of a Service.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/model_build_target_group.go
 */
import type { Service } from '../../../cluster/service.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import { nameOf, type ServicePort, type TargetGroupModel } from './model.ts';
import { fail } from './model-error.ts';
import { nlbHealthCheck } from './nlb-health-check.ts';
import { resourceName } from './resource-name.ts';
import { targetGroupPort, targetIpAddressType } from './service-port.ts';
import { nlbTargetType } from './service-support.ts';

type Asked = { readonly service: Service; readonly port: ServicePort; readonly protocol: string; readonly options: ControllerOptions };

/** The target group as it stands before rules towards its targets. */
export function nlbTargetGroup({ service, port, protocol, options }: Asked, loadBalancerAddresses: string): TargetGroupModel {
  const targetType = nlbTargetType(service, port, options);
  const healthCheck = nlbHealthCheck(service, targetType);
  const { name = '', namespace = '', uid = '' } = service.metadata;
  const groupPort = targetGroupPort(targetType, port);
  const hashed = [options.clusterName, uid, String(groupPort), String(port.port), targetType, protocol, healthCheck.protocol];
  const labels =
    targetType === 'instance' ? reader(SERVICE_PREFIX, service.metadata.annotations).map('aws-load-balancer-target-node-labels') : undefined;
  return {
    id: `${nameOf(service)}:${port.port}`,
    name: resourceName([namespace, name], [...hashed, String(healthCheck.intervalSeconds)]),
    targetType,
    ipAddressType: targetIpAddressType(service, loadBalancerAddresses),
    port: groupPort,
    protocol,
    healthCheck,
    attributes: targetGroupAttributes(service),
    tags: serviceTags(service, options),
    service: { namespace, name, port: port.port },
    ...(labels === undefined || Object.keys(labels).length === 0 ? {} : { nodeSelector: labels }),
  };
}

/** Tags that annotations and the controller's flag give to everything it makes for the Service. */
export function serviceTags(service: Service, { defaultTags }: ControllerOptions): Readonly<Record<string, string>> {
  const own = reader(SERVICE_PREFIX, service.metadata.annotations).map('aws-load-balancer-additional-resource-tags') ?? {};
  return { ...own, ...defaultTags };
}

function targetGroupAttributes(service: Service): Readonly<Record<string, string>> {
  const { map, text } = reader(SERVICE_PREFIX, service.metadata.annotations);
  const stated = map('aws-load-balancer-target-group-attributes') ?? {};
  const proxy = text('aws-load-balancer-proxy-protocol');
  if (proxy !== undefined && proxy !== '*') {
    return fail(`invalid value ${proxy} for Load Balancer proxy protocol v2 annotation, only value currently supported is *`);
  }
  const preserve = stated['preserve_client_ip.enabled'];
  if (preserve !== undefined) parseFlag('preserve_client_ip.enabled', preserve);
  return { 'proxy_protocol_v2.enabled': 'false', ...stated, ...(proxy === '*' ? { 'proxy_protocol_v2.enabled': 'true' } : {}) };
}

/** Whether targets see the client's address: as the attribute says, else as it is by default for the kind of target. */
export function preserveClientIp(targetType: string, attributes: Readonly<Record<string, string>>): boolean {
  const stated = attributes['preserve_client_ip.enabled'];
  return stated === undefined ? targetType === 'instance' : parseFlag('preserve_client_ip.enabled', stated);
}

function parseFlag(key: string, value: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  return fail(`failed to parse attribute ${key}=${value}: strconv.ParseBool: parsing "${value}": invalid syntax`);
}
