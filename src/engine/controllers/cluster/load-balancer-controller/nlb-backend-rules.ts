/**
 * What has to be let in towards the targets of an NLB: from its security group, or, for an NLB without groups, from its subnets and
 * from the clients whose addresses it keeps.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/model_build_target_group.go
 */
import type { Service } from '../../../cluster/service.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import type { BackendRule, ServicePort, Surroundings, TargetGroupModel } from './model.ts';
import { preserveClientIp } from './nlb-target-group.ts';
import { trafficPort } from './service-port.ts';

type Asked = { readonly service: Service; readonly port: ServicePort; readonly group: TargetGroupModel };

const CARRIES_UDP = new Set(['UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC']);
const CARRIES_BOTH = new Set(['TCP_UDP', 'TCP_QUIC']);

/** Rules for an NLB with security groups: `backend` is the group that the rules name as their source. */
export function rulesFromGroup({ port, group }: Asked, backend: string, { disableRestrictedSGRules }: ControllerOptions): readonly BackendRule[] {
  const udp = CARRIES_UDP.has(group.protocol);
  const rule = (protocol: 'TCP' | 'UDP', port: number | string): BackendRule => ({ protocol, port, source: backend });
  if (disableRestrictedSGRules) return [rule('TCP', 'all'), ...(udp ? [rule('UDP', 'all')] : [])];
  const traffic = trafficPort(group.targetType, port);
  const check = group.healthCheck.port;
  const checksTraffic = check === 'traffic-port' || check === traffic;
  const both = CARRIES_BOTH.has(group.protocol) || checksTraffic;
  const rules = udp ? [rule('UDP', traffic), ...(both ? [rule('TCP', traffic)] : [])] : [rule('TCP', traffic)];
  return typeof check === 'number' && !checksTraffic ? [...rules, rule('TCP', check)] : rules;
}

/** Rules for an NLB without security groups, by address; undefined when the annotation says not to manage them. */
export function rulesFromAddresses(asked: Asked, scheme: string, around: Surroundings): readonly BackendRule[] | undefined {
  const { service, port, group } = asked;
  if (reader(SERVICE_PREFIX, service.metadata.annotations).flag('aws-load-balancer-manage-backend-security-group-rules') === false) return undefined;
  const subnets = subnetBlocks(group, around);
  const keepsAddress = CARRIES_UDP.has(group.protocol) || preserveClientIp(group.targetType, group.attributes);
  const stated = keepsAddress ? sourceRanges(service) : [];
  const sources = !keepsAddress ? subnets : stated.length > 0 ? stated : defaultRanges(group, scheme, around);
  const traffic = trafficPort(group.targetType, port);
  const protocols: readonly ('TCP' | 'UDP')[] = CARRIES_BOTH.has(group.protocol)
    ? ['TCP', 'UDP']
    : CARRIES_UDP.has(group.protocol)
      ? ['UDP']
      : ['TCP'];
  const rules = sources.flatMap((source) => protocols.map((protocol) => ({ protocol, port: traffic, source })));
  const check = group.healthCheck.port;
  const checksTraffic = check === 'traffic-port' || check === traffic;
  if (group.protocol !== 'UDP' && checksTraffic && !(keepsClient(group) && stated.length > 0 && !stated.some(isEverywhere))) return rules;
  const checked = check === 'traffic-port' ? traffic : check;
  return [...rules, ...subnets.map((source) => ({ protocol: 'TCP' as const, port: checked, source }))];
}

function keepsClient(group: TargetGroupModel): boolean {
  return preserveClientIp(group.targetType, group.attributes);
}

function isEverywhere(block: string): boolean {
  return block === '0.0.0.0/0' || block === '::/0';
}

/** The blocks from which clients may come: of the spec, else of the annotation. */
export function sourceRanges({ metadata, spec }: Service): readonly string[] {
  const stated = spec.loadBalancerSourceRanges ?? [];
  return stated.length > 0 ? stated : (reader(SERVICE_PREFIX, metadata.annotations).list('load-balancer-source-ranges') ?? []);
}

function defaultRanges({ ipAddressType }: TargetGroupModel, scheme: string, { vpcCidrs, vpcIpv6Cidrs }: Surroundings): readonly string[] {
  if (scheme === 'internal') return ipAddressType === 'ipv6' ? vpcIpv6Cidrs : vpcCidrs;
  return [ipAddressType === 'ipv6' ? '::/0' : '0.0.0.0/0'];
}

function subnetBlocks({ ipAddressType }: TargetGroupModel, { subnets }: Surroundings): readonly string[] {
  if (ipAddressType === 'ipv4') return subnets.map(({ cidr }) => cidr);
  return subnets.flatMap(({ ipv6Cidr }) => (ipv6Cidr ? [ipv6Cidr] : []));
}
