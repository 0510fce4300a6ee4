/**
 * The load balancer itself for a Service: scheme, address type, name, subnets, security groups, attributes.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/model_build_load_balancer.go
 */
import type { Service } from '../../../cluster/service.ts';
import { readAddress } from '../../../net/address.ts';
import { contains, readCidr } from '../../../net/cidr.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import type { IngressPermission, SubnetMapping, Surroundings } from './model.ts';
import { fail } from './model-error.ts';
import { sourceRanges } from './nlb-backend-rules.ts';
import { resourceName } from './resource-name.ts';
import { type Groups, managedGroups, namedGroups } from './security-groups.ts';

/** Internal unless asked for otherwise; one that exists keeps its scheme. */
export function nlbScheme(service: Service, options: ControllerOptions, existing: Surroundings['existingLoadBalancer']): string {
  const { text, flag } = reader(SERVICE_PREFIX, service.metadata?.annotations);
  const stated = text('aws-load-balancer-scheme');
  if (stated !== undefined) return ['internal', 'internet-facing'].includes(stated) ? stated : fail(`unknown scheme: ${stated}`);
  const internal = flag('aws-load-balancer-internal');
  if (internal !== undefined) return internal ? 'internal' : 'internet-facing';
  return existing?.scheme ?? options.defaultLoadBalancerScheme;
}

/** `ipv4` unless the annotation says `dualstack`. */
export function nlbIpAddressType(service: Service): string {
  const stated = reader(SERVICE_PREFIX, service.metadata?.annotations).text('aws-load-balancer-ip-address-type') ?? 'ipv4';
  return ['ipv4', 'dualstack'].includes(stated) ? stated : fail(`unknown IPAddressType: ${stated}`);
}

/** The name by annotation, else one of namespace, name and a hash. */
export function nlbName({ metadata }: Service, { clusterName }: ControllerOptions, scheme: string): string {
  const stated = reader(SERVICE_PREFIX, metadata.annotations).text('aws-load-balancer-name');
  if (stated !== undefined) return stated.length > 32 ? fail('load balancer name cannot be longer than 32 characters') : stated;
  return resourceName([metadata.namespace ?? '', metadata.name ?? ''], [clusterName, metadata.uid ?? '', scheme]);
}

/** The security groups; an NLB that was made without any stays without. */
export function nlbGroups(service: Service, options: ControllerOptions, around: Surroundings): Groups {
  const { existingLoadBalancer } = around;
  if (existingLoadBalancer !== undefined && existingLoadBalancer.securityGroups.length === 0) return { ids: [], isManaged: false };
  if (!options.featureGates.NLBSecurityGroup) {
    return existingLoadBalancer === undefined ? { ids: [], isManaged: false } : fail('conflicting security groups configuration');
  }
  const { list, flag } = reader(SERVICE_PREFIX, service.metadata.annotations);
  if (flag('aws-load-balancer-disable-nlb-sg') === true) return { ids: [], isManaged: false };
  const namesOrIds = list('aws-load-balancer-security-groups') ?? [];
  if (namesOrIds.length === 0) return managedGroups(options, around);
  const managesRules = flag('aws-load-balancer-manage-backend-security-group-rules') ?? options.enableManageBackendSecurityGroupRules;
  return namedGroups({ namesOrIds, managesRules }, options, around);
}

/** What the managed group lets in: each port of the Service from its source ranges and prefix lists. */
export function nlbFrontendIngress(service: Service, ipAddressType: string): readonly IngressPermission[] {
  const prefixLists = reader(SERVICE_PREFIX, service.metadata.annotations).list('aws-load-balancer-security-group-prefix-lists');
  const stated = sourceRanges(service);
  const v6 = stated.find((block) => block.includes(':'));
  if (v6 !== undefined && ipAddressType !== 'dualstack') return fail(`unsupported v6 cidr ${v6} when lb is not dualstack`);
  const everywhere = ['0.0.0.0/0', ...(ipAddressType === 'dualstack' ? ['::/0'] : [])];
  const sources = stated.length > 0 ? stated : prefixLists === undefined ? everywhere : [];
  return (service.spec.ports ?? []).flatMap(({ port, protocol }) =>
    [...sources, ...(prefixLists ?? [])].map((source) => ({ protocol: (protocol ?? 'TCP').toLowerCase(), fromPort: port, toPort: port, source })),
  );
}

/** The subnets with the addresses that annotations choose in them. */
export function nlbSubnets(
  service: Service,
  { scheme, ipAddressType }: { readonly scheme: string; readonly ipAddressType: string },
  subnets: Surroundings['subnets'],
): readonly SubnetMapping[] {
  const { list } = reader(SERVICE_PREFIX, service.metadata.annotations);
  const elastic = list('aws-load-balancer-eip-allocations');
  const ipv4 = list('aws-load-balancer-private-ipv4-addresses');
  const ipv6 = list('aws-load-balancer-ipv6-addresses');
  if (elastic !== undefined && scheme !== 'internet-facing') fail('EIP allocations can only be set for internet facing load balancers');
  if (ipv4 !== undefined && scheme !== 'internal') fail('private IPv4 addresses can only be set for internal load balancers');
  if (ipv6 !== undefined && ipAddressType !== 'dualstack') fail('IPv6 addresses can only be set for dualstack load balancers');
  sameCount('EIP allocations', elastic, subnets.length);
  sameCount('private IPv4 addresses', ipv4, subnets.length);
  sameCount('IPv6 addresses', ipv6, subnets.length);
  const valid = { ipv4: validated('private IPv4', ipv4, 4), ipv6: validated('IPv6', ipv6, 6) };
  return subnets.map(({ id, cidr, ipv6Cidr }, index) => ({
    id,
    ...(elastic === undefined ? {} : { allocationId: elastic[index] as string }),
    ...(valid.ipv4 === undefined ? {} : { privateIPv4Address: theOneWithin(valid.ipv4, cidr, `private IPv4 address configured for subnet: ${id}`) }),
    ...(valid.ipv6 === undefined ? {} : { ipv6Address: theOneWithin(valid.ipv6, ipv6Cidr || '', `IPv6 address configured for subnet: ${id}`) }),
  }));
}

function sameCount(what: string, given: readonly string[] | undefined, subnets: number): void {
  if (given !== undefined && given.length !== subnets) fail(`count of ${what} (${given.length}) and subnets (${subnets}) must match`);
}

function validated(what: string, given: readonly string[] | undefined, family: 4 | 6): readonly string[] | undefined {
  for (const address of given ?? []) {
    if (readAddress(address) === null) fail(`${what} addresses must be valid IP address: ${address}`);
    if (address.includes(':') !== (family === 6)) fail(`${what} addresses must be valid IPv${family} address: ${address}`);
  }
  return given;
}

function theOneWithin(addresses: readonly string[], block: string, what: string): string {
  const cidr = readCidr(block);
  const within = addresses.filter((each) => {
    const address = readAddress(each);
    return cidr !== null && address !== null && contains(cidr, address);
  });
  return within.length === 1 ? (within[0] as string) : fail(`expect one ${what}`);
}

const ROUTING_POLICIES = ['any_availability_zone', 'partial_availability_zone_affinity', 'availability_zone_affinity'];

/** Attributes by the attributes annotation, else by the older annotations of their own. */
export function nlbAttributes(service: Service): Readonly<Record<string, string>> {
  const { map, flag, text } = reader(SERVICE_PREFIX, service.metadata.annotations);
  const stated = map('aws-load-balancer-attributes') ?? {};
  const policy = stated['dns_record.client_routing_policy'];
  if (policy !== undefined && !ROUTING_POLICIES.includes(policy)) {
    const expected = ROUTING_POLICIES.map((each) => `'${each}'`).join(', ');
    fail(`invalid dns_record.client_routing_policy set in annotation aws-load-balancer-attributes: got '${policy}' expected one of [${expected}]`);
  }
  const [bucket, prefix] = [text('aws-load-balancer-access-log-s3-bucket-name'), text('aws-load-balancer-access-log-s3-bucket-prefix')];
  const crossZone = flag('aws-load-balancer-cross-zone-load-balancing-enabled');
  const logs =
    flag('aws-load-balancer-access-log-enabled') !== true
      ? {}
      : {
          'access_logs.s3.enabled': 'true',
          ...(bucket === undefined ? {} : { 'access_logs.s3.bucket': bucket }),
          ...(prefix === undefined ? {} : { 'access_logs.s3.prefix': prefix }),
        };
  return { ...logs, ...(crossZone === undefined ? {} : { 'load_balancing.cross_zone.enabled': String(crossZone) }), ...stated };
}
