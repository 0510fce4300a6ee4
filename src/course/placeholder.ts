/**
 * Names that fill themselves in: `{pod:app=webapp:1}`, `{sg:nodes}`. Generated names and ids stand in no content; they are
 * looked up in the world of the moment.
 */
import { clusterInterfaces } from '../engine/aws/eks/endpoint.ts';
import { domainNameOf } from '../engine/aws/lattice/addresses.ts';
import type { NetworkInterface } from '../engine/aws/network-interface.ts';
import { type DBInstance, endpointName } from '../engine/aws/rds/db-instance.ts';
import { readAddress } from '../engine/net/address.ts';
import { objectAt, objectsOf } from '../engine/store.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { instanceOfNode, primaryInterface } from './endpoint.ts';
import { find } from './find.ts';

const PLACEHOLDER = /\{([a-z]+(?:-[a-z]+)*):([^{}\s"']+)\}/g;

export type Filled = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly missing: string };

/** The text with its placeholders replaced by what they name in the world, or the first that names nothing. */
export function fillPlaceholders(world: World, text: string): Filled {
  let missing: string | null = null;
  const filled = text.replace(PLACEHOLDER, (whole, kind: string, wanted: string) => {
    const resolver = RESOLVERS[kind];
    if (resolver === undefined) return whole;
    const value = resolver(world, wanted);
    if (value === null || value === undefined) missing ??= whole;
    return value ?? whole;
  });
  return missing === null ? { ok: true, text: filled } : { ok: false, missing };
}

/** A text for a reader, its placeholders by what they name now; one that names nothing yet says what it is to be. */
export function toldOf(world: World, { ko, en }: Text): Text {
  const told = (text: string): string =>
    text.replace(PLACEHOLDER, (hole, kind: string, wanted: string) => RESOLVERS[kind]?.(world, wanted) ?? bare(hole));
  return { ko: told(ko), en: told(en) };
}

const bare = (hole: string): string => hole.slice(1, -1).replace(':', ' ');

/** Any plain data with the placeholders of its texts filled in; what names nothing is left as it stands. */
export function fillDeep<T>(world: World, value: T): T {
  if (typeof value === 'string') {
    const filled = fillPlaceholders(world, value);
    return (filled.ok ? filled.text : value) as T;
  }
  if (Array.isArray(value)) return value.map((item) => fillDeep(world, item)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fillDeep(world, member)])) as T;
}

type Resolver = (world: World, wanted: string) => string | null | undefined;

const RESOLVERS: { readonly [kind: string]: Resolver | undefined } = {
  pod: (world, wanted) => podOf(world, wanted)?.metadata.name,
  'pod-ip': (world, wanted) => podOf(world, wanted)?.status.podIP,
  'node-ip': (world, node) => addressOf(world, node)?.PrivateIpAddress,
  'node-public': (world, node) => addressOf(world, node)?.Association?.PublicIp,
  'cluster-ip': (world, service) => objectAt(world.cluster.Service, qualified(service))?.spec.clusterIP,
  'node-port': nodePort,
  lb: hostOf,
  'lb-arn': (world, wanted) => balancerOf(world, wanted)?.LoadBalancerArn,
  'lb-sg': (world, wanted) => balancerOf(world, wanted)?.SecurityGroups[0],
  tg: targetGroupOf,
  sg: (world, name) => idOf(world, 'SecurityGroup', { name, member: 'GroupId' }),
  subnet: (world, name) => idOf(world, 'Subnet', { name, member: 'SubnetId' }),
  rtb: (world, name) => idOf(world, 'RouteTable', { name, member: 'RouteTableId' }),
  vpc: (world, name) => idOf(world, 'Vpc', { name, member: 'VpcId' }),
  igw: (world, name) => idOf(world, 'InternetGateway', { name, member: 'InternetGatewayId' }),
  acl: (world, name) => idOf(world, 'NetworkAcl', { name, member: 'NetworkAclId' }),
  instance: (world, name) => idOf(world, 'Instance', { name, member: 'InstanceId' }),
  nat: (world, name) => idOf(world, 'NatGateway', { name, member: 'NatGatewayId' }),
  eip: (world, name) => idOf(world, 'Address', { name, member: 'AllocationId' }),
  eni: (world, name) => idOf(world, 'NetworkInterface', { name, member: 'NetworkInterfaceId' }),
  eigw: (world, name) => idOf(world, 'EgressOnlyInternetGateway', { name, member: 'EgressOnlyInternetGatewayId' }),
  pcx: (world, name) => idOf(world, 'VpcPeeringConnection', { name, member: 'VpcPeeringConnectionId' }),
  tgw: (world, name) => idOf(world, 'TransitGateway', { name, member: 'TransitGatewayId' }),
  'tgw-attach': (world, name) => idOf(world, 'TransitGatewayVpcAttachment', { name, member: 'TransitGatewayAttachmentId' }),
  'tgw-rtb': (world, name) => idOf(world, 'TransitGatewayRouteTable', { name, member: 'TransitGatewayRouteTableId' }),
  vgw: (world, name) => idOf(world, 'VpnGateway', { name, member: 'VpnGatewayId' }),
  lattice: (world, wanted) =>
    objectsOf(world.aws.LatticeService)
      .filter(({ name }) => name === wanted)
      .map(domainNameOf)[0],
  node: (world, wanted) => nodeAt(world, wanted),
  endpoint: (world, name) => shown(clusterOf(world, name)?.endpoint.replace('https://', '')),
  'cluster-sg': (world, name) => clusterOf(world, name)?.resourcesVpcConfig.clusterSecurityGroupId,
  'x-eni': (world, wanted) => crossAccountInterface(world, wanted)?.NetworkInterfaceId,
  'x-eni-ip': (world, wanted) => crossAccountInterface(world, wanted)?.PrivateIpAddresses[0]?.PrivateIpAddress,
  'instance-of': (world, node) => instanceOfNode(world, node),
  'eni-of': (world, node) => interfaceOf(world, node)?.NetworkInterfaceId,
  'subnet-of': (world, node) => interfaceOf(world, node)?.SubnetId,
  'sg-of': (world, node) => interfaceOf(world, node)?.Groups[0]?.GroupId,
  db: (world, name) => shown(database(world, name, (found) => endpointName(world, found))),
  'db-ip': (world, name) =>
    database(
      world,
      name,
      ({ NetworkInterfaceId }) => objectAt(world.aws.NetworkInterface, NetworkInterfaceId)?.PrivateIpAddresses[0]?.PrivateIpAddress,
    ),
  rule: ruleId,
};

/** The kinds of placeholders, for messages and completion. */
export const PLACEHOLDER_KINDS: readonly string[] = Object.keys(RESOLVERS);

function podOf(world: World, wanted: string) {
  const [, prefix, name, value, node, ordinal] = /^(?:([^/@=]+)\/)?((?:[^=@/]+\/)?[^=@/]+)=([^@:]*)(?:@([^:]+))?(?::(\d+))?$/.exec(wanted) ?? [];
  if (name === undefined) return undefined;
  // A prefix with a dot is a label's (`app.kubernetes.io/name`): a namespace is a DNS label and has none.
  const [namespace, label] = prefix?.includes('.') ? ['default', `${prefix}/${name}`] : [prefix ?? 'default', name];
  const pods = objectsOf(world.cluster.Pod).filter(
    (pod) =>
      pod.metadata.namespace === namespace &&
      pod.metadata.labels?.[label] === value &&
      pod.metadata.deletionTimestamp === undefined &&
      (node === undefined || pod.spec.nodeName === node),
  );
  return pods.sort((one, other) => inAddressOrder(one.status.podIP, other.status.podIP))[Number(ordinal ?? '1') - 1];
}

function database<T>(world: World, name: string, of: (found: DBInstance) => T): T | undefined {
  const found = objectAt(world.aws.DBInstance, name);
  return found === undefined ? undefined : of(found);
}

function inAddressOrder(one: string | undefined, other: string | undefined): number {
  const [left, right] = [readAddress(one ?? ''), readAddress(other ?? '')];
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return left < right ? -1 : left > right ? 1 : 0;
}

function nodePort(world: World, wanted: string): string | undefined {
  const parts = wanted.split('/');
  for (const [service, port] of [
    [wanted, undefined],
    [parts.slice(0, -1).join('/'), parts.at(-1)],
  ] as const) {
    const ports = service === '' ? undefined : objectAt(world.cluster.Service, qualified(service))?.spec.ports;
    const found = ports?.find((one) => port === undefined || one.name === port)?.nodePort;
    if (found !== undefined) return String(found);
  }
  return undefined;
}

/** The host name that the controller wrote into the status: of a Service, of an Ingress as `ingress/prod/shop`, of a Gateway as `gateway/edge`. */
function hostOf(world: World, wanted: string): string | undefined {
  if (wanted.startsWith('gateway/')) return objectAt(world.cluster.Gateway, qualified(wanted.slice('gateway/'.length)))?.status.addresses?.[0]?.value;
  const [kind, key] = wanted.startsWith('ingress/') ? (['Ingress', wanted.slice('ingress/'.length)] as const) : (['Service', wanted] as const);
  return objectAt<Balanced>(world.cluster[kind], qualified(key))?.status.loadBalancer?.ingress?.[0]?.hostname;
}

type Balanced = { readonly status: { readonly loadBalancer?: { readonly ingress?: readonly { readonly hostname?: string }[] } } };

function balancerOf(world: World, wanted: string) {
  const host = hostOf(world, wanted);
  return objectsOf(world.aws.LoadBalancer).find((balancer) => balancer.DNSName === host);
}

/** The ARN that the TargetGroupBinding of the Service holds. */
function targetGroupOf(world: World, service: string): string | undefined {
  const bound = objectsOf(world.cluster.TargetGroupBinding).find(
    ({ metadata, spec }) => `${metadata.namespace}/${spec.serviceRef.name}` === qualified(service),
  );
  return bound?.spec.targetGroupARN;
}

function idOf(world: World, kind: string, { name, member }: { readonly name: string; readonly member: string }): string | undefined {
  const [object] = find(world, { kind, name });
  return (object as Record<string, string> | undefined)?.[member];
}

function ruleId(world: World, wanted: string): string | undefined {
  const [group, direction, port] = wanted.split(':');
  const GroupId = group === undefined ? undefined : RESOLVERS.sg?.(world, group);
  const rules = objectsOf(world.aws.SecurityGroupRule).filter((rule) => rule.GroupId === GroupId && rule.IsEgress === (direction === 'egress'));
  return rules.find((rule) => port === undefined || (rule.FromPort <= Number(port) && Number(port) <= rule.ToPort))?.SecurityGroupRuleId;
}

/** `1` is the node with the lowest address, `eks.amazonaws.com/nodegroup=ng:2` the second of those with the label. */
function nodeAt(world: World, wanted: string): string | undefined {
  const [, key, value, ordinal] = /^(?:([^=]+)=([^:]*):)?(\d+)$/.exec(wanted) ?? [];
  const nodes = objectsOf(world.cluster.Node).filter(({ metadata }) => key === undefined || metadata.labels?.[key] === value);
  const sorted = nodes.map(({ metadata }) => metadata.name).sort((one, other) => inAddressOrder(privateOf(world, one), privateOf(world, other)));
  return sorted[Number(ordinal) - 1];
}

function privateOf(world: World, node: string): string | undefined {
  return addressOf(world, node)?.PrivateIpAddress;
}

function clusterOf(world: World, name: string) {
  return objectAt(world.aws.EksCluster, name);
}

/** `lab:1`: of the interfaces that EKS placed for the cluster, the one with the lowest address. */
function crossAccountInterface(world: World, wanted: string) {
  const [name = '', ordinal] = wanted.split(':');
  const cluster = clusterOf(world, name);
  const address = (eni: NetworkInterface) => eni.PrivateIpAddresses[0]?.PrivateIpAddress;
  const all = cluster === undefined ? [] : [...clusterInterfaces(world, cluster)].sort((one, other) => inAddressOrder(address(one), address(other)));
  return all[Number(ordinal ?? '1') - 1];
}

/** Nothing where the field is still empty. */
function shown(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function interfaceOf(world: World, node: string) {
  const instance = instanceOfNode(world, node);
  return instance === null ? undefined : primaryInterface(world, instance);
}

function addressOf(world: World, node: string) {
  return interfaceOf(world, node)?.PrivateIpAddresses.find((one) => one.Primary);
}

function qualified(key: string): string {
  return key.includes('/') ? key : `default/${key}`;
}
