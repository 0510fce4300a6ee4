/** Judges vpc/traces.json: packets through whole networks. Upstream's routers are dropped; instances and gateways are compared. */
import { natGatewayOf } from '../engine/aws/nat-gateway.ts';
import { endpointOfInterface } from '../engine/aws/vpc-endpoint.ts';
import { startOf } from '../engine/dataplane/origin.ts';
import { atSubnet, atVpnGateway } from '../engine/dataplane/place.ts';
import type { Branch, Step } from '../engine/dataplane/step.ts';
import { type Start, trace } from '../engine/dataplane/trace.ts';
import { parseAddress } from '../engine/net/address.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { objectAt } from '../engine/store.ts';
import type { OnPremisesNetwork, World } from '../engine/world.ts';
import { worldOf } from '../engine/world-of.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Sent = { readonly protocol: string; readonly srcPort?: number; readonly dstPort?: number };
type Expected = {
  readonly disposition: string;
  readonly dispositionAnyOf?: readonly string[];
  readonly path: readonly string[] | null;
  readonly someFlowReaches?: string;
  readonly reverse?: { readonly disposition: string; readonly path: readonly string[] };
  readonly filters?: readonly { readonly filter: string; readonly on: string }[];
  readonly paths?: number;
};
type From = {
  readonly instance?: string;
  readonly internet?: string;
  readonly vpnGateway?: string;
  readonly onPremRouter?: string;
  readonly subnetRouter?: string;
  readonly ip?: string;
};
type Snapshot = { readonly [list: string]: readonly object[] };
type Case = {
  readonly id: string;
  readonly snapshot: Snapshot;
  readonly trace: Sent & {
    readonly from: From;
    readonly to: { readonly ip: string };
    readonly concrete?: Sent;
  };
  readonly expect: Expected;
};

export const adapter: Adapter = {
  area: 'vpc',
  file: 'traces.json',
  judge: (file) =>
    (file as readonly Case[]).map((given) => {
      const wrong = judge(given);
      return { id: given.id, ok: wrong === '', detail: wrong } satisfies Judgement;
    }),
};

/** Upstream follows one of several equal flows, for instance to one of two targets: one of ours has to be like it. */
function judge({ snapshot, trace: given, expect }: Case): string {
  const sent = given.concrete ?? given;
  const world = worldFrom(snapshot, given.to.ip, sent);
  const start = startFrom(world, given, sent);
  if (start === null) return `not simulated: a packet from ${JSON.stringify(given.from)}`;
  const branches = trace(world, start);
  const wrong = branches.map((branch) => judgeBranch(world, branch, expect));
  const count = expect.paths === undefined ? '' : differs('paths', String(branches.length), [String(expect.paths)]);
  return wrong.includes('') ? count : (wrong[0] as string);
}

function judgeBranch(world: World, branch: Branch, expect: Expected): string {
  const disposition = dispositionOf(branch.request);
  if (expect.someFlowReaches !== undefined) {
    const reached = hopsOf(world, branch.request).at(-1);
    return disposition === 'accepted' && reached === expect.someFlowReaches ? '' : `reached ${reached}, not ${expect.someFlowReaches}`;
  }
  const wrong = differs('disposition', disposition, expect.dispositionAnyOf ?? [expect.disposition]);
  const path = expect.path === null ? '' : pathDiffers(world, branch.request, expect.path);
  return [wrong, path, filtersMissing(branch.request, expect.filters ?? []), reverseDiffers(world, branch, expect)].filter(Boolean).join('; ');
}

/** Hosts that upstream leaves outside the modelled network answer here, so that there is a reply to judge. */
function worldFrom(snapshot: Snapshot, ip: string, { dstPort = 0 }: Sent): World {
  const hosts = [{ name: ip, address: ip, listeners: [{ protocol: 'tcp', port: dstPort, serves: 'nothing' } as const] }];
  const outside = { hosts: hosts.filter(({ address }) => !isPrivate(address)), names: [], networks: networksOf(snapshot) };
  return worldOf({ aws: { ...snapshot, ...tunnelsUp(snapshot) }, outside }, { admit: false, settle: false }).world;
}

type Connection = {
  readonly CustomerGatewayId: string;
  readonly StaticRoutesOnly?: boolean;
  readonly State?: string;
  readonly VgwTelemetry?: readonly object[];
};
const connectionsOf = (snapshot: Snapshot) => (snapshot.VpnConnections ?? []) as readonly Connection[];

/** The tunnels are up, whatever was measured when upstream took its snapshot. */
function tunnelsUp(snapshot: Snapshot): Snapshot {
  if (snapshot.VpnConnections === undefined) return {};
  const up = (connection: Connection) => (connection.VgwTelemetry ?? []).map((tunnel) => ({ ...tunnel, Status: 'UP' }));
  return { VpnConnections: connectionsOf(snapshot).map((connection) => ({ ...connection, VgwTelemetry: up(connection) })) };
}

/** Upstream's router on premises announces a default route by BGP; behind it stands one network of no interest. */
function networksOf(snapshot: Snapshot): OnPremisesNetwork[] {
  const gateways = (snapshot.CustomerGateways ?? []) as readonly { readonly CustomerGatewayId: string; readonly IpAddress: string }[];
  const dynamic = connectionsOf(snapshot).filter(({ StaticRoutesOnly, State }) => StaticRoutesOnly !== true && State === 'available');
  const routers = gateways.filter(({ CustomerGatewayId }) => dynamic.some((connection) => connection.CustomerGatewayId === CustomerGatewayId));
  return routers.map(({ IpAddress }) => ({ name: 'onprem', router: IpAddress, cidrs: [`${ON_PREMISES}/32`], announces: ['0.0.0.0/0'] }));
}

/** An address behind the router on premises (TEST-NET-1). */
const ON_PREMISES = '192.0.2.10';

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

function startFrom(world: World, { from, to }: Case['trace'], sent: Sent): Start | null {
  const protocol = (sent.protocol === 'any' ? 'tcp' : sent.protocol) as Protocol;
  const destination = { address: parseAddress(to.ip), port: sent.dstPort ?? 0, protocol };
  if (from.instance !== undefined) return startOf(world, { from: 'instance', InstanceId: from.instance }, destination);
  if (from.internet !== undefined) {
    const address = /^[\d.]+$/.test(from.internet) ? from.internet : '203.0.113.9';
    return startOf(world, { from: 'outside', address }, destination);
  }
  if (from.onPremRouter !== undefined) return startOf(world, { from: 'outside', address: ON_PREMISES }, destination);
  const ports = { sourcePort: sent.srcPort ?? 49152, destinationPort: destination.port };
  const packet = { protocol, source: parseAddress(from.ip ?? ON_PREMISES), destination: destination.address, ...ports, mark: 0 };
  if (from.vpnGateway !== undefined) return { place: atVpnGateway('vpn-gateway-in', from.vpnGateway), packet };
  return from.subnetRouter === undefined || from.ip === undefined ? null : { place: atSubnet('subnet-out', from.subnetRouter), packet };
}

const DISPOSITIONS: { readonly [because: string]: string } = {
  ENI_SG_RULES_MISMATCH: 'denied',
  ENI_SG_EGRESS_RULES_MISMATCH: 'denied',
  SUBNET_ACL_RESTRICTION: 'denied',
  SUBNET_ACL_EGRESS_RESTRICTION: 'denied',
  SUBNET_ACL_RESTRICTS_REPLY: 'denied',
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: 'denied',
  NAT_GATEWAY_HAS_NO_SESSION: 'denied',
  ELBV2_LISTENERS_MISMATCH: 'denied',
  NO_ROUTE_TO_DESTINATION: 'no-route',
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: 'no-route',
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: 'no-route',
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION: 'no-route',
  TGW_RTB_BAD_STATE_ROUTE: 'blackhole',
  TGW_ROUTE_AZ_RESTRICTION: 'blackhole',
  VPN_HAS_NO_ROUTE: 'no-route',
  VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: 'no-route',
  ON_PREMISES_HAS_NO_ROUTE: 'no-route',
  ON_PREMISES_NOT_IN_WORLD: 'exits-network',
  NO_POSSIBLE_DESTINATION: 'blackhole',
  BAD_STATE_ROUTE: 'blackhole',
  PRIVATE_ADDRESS_ON_INTERNET: 'blackhole',
  NO_HOST_HAS_ADDRESS: 'blackhole',
  VPC_HAS_NO_INTERNET_GATEWAY: 'blackhole',
  NO_INTERFACE_HAS_ADDRESS: 'neighbor-unreachable',
};

/** What arrives at an instance is accepted, whether or not a program listens there. */
function dispositionOf(steps: readonly Step[]): string {
  const end = steps.at(-1);
  if (end?.place.name === 'outside-in') return steps.some(({ place }) => place.name === 'internet-gateway-out') ? 'exits-network' : 'accepted';
  if (end !== undefined && (end.place.of.kind === 'Host' || end.place.name === 'aws-service')) return 'accepted';
  return DISPOSITIONS[end?.because ?? ''] ?? `not simulated: ${end?.because}`;
}

/** The instances and gateways on the way, in order, each once. */
function hopsOf(world: World, steps: readonly Step[]): string[] {
  const hops: string[] = [];
  for (const step of steps) {
    const hop = hopOf(world, step);
    if (hop !== null && hop !== hops.at(-1)) hops.push(hop);
  }
  return hops;
}

const GATEWAYS: ReadonlySet<string> = new Set(['Host', 'InternetGateway', 'NatGateway', 'TransitGateway', 'VpnGateway', 'VpcEndpoint']);

function hopOf(world: World, { place: { name, of, device }, because }: Step): string | null {
  if (name === 'on-premises') return because === 'ON_PREMISES_NOT_IN_WORLD' ? null : 'onprem-router';
  if (name === 'load-balancer') return `nlb:${device}`;
  if (of.kind === 'VpcEndpoint' && device !== undefined) return interfaceHop(world, device);
  if (GATEWAYS.has(of.kind)) return of.key;
  if (of.kind !== 'NetworkInterface') return null;
  const hop = interfaceHop(world, of.key);
  return name === 'eni-out' && hop.startsWith('i-') ? null : hop;
}

/** How upstream names what an interface belongs to. */
function interfaceHop(world: World, id: string): string {
  const eni = objectAt(world.aws.NetworkInterface, id);
  const endpoint = endpointOfInterface(world, id);
  if (endpoint !== undefined) return `${eni?.SubnetId}-${endpoint.VpcEndpointId}`;
  if (eni?.InterfaceType === 'network_load_balancer') return `nlb:${id}`;
  return eni?.Attachment?.InstanceId ?? natGatewayOf(world, id)?.NatGatewayId ?? id;
}

function pathDiffers(world: World, steps: readonly Step[], path: readonly string[]): string {
  const isRouter = (hop: string) => /^(subnet-[0-9a-f]+|vpc-[0-9a-f]+|internet|aws-backbone|aws-services)$/.test(hop);
  return differs('path', hopsOf(world, steps).join(' '), [path.filter((hop) => !isRouter(hop)).join(' ')]);
}

function reverseDiffers(world: World, { reply }: Branch, { reverse }: Expected): string {
  if (reverse === undefined) return '';
  const arrived = reply.at(-1)?.verdict === 'deliver' ? 'accepted' : dispositionOf(reply);
  return [differs('reverse', arrived, [reverse.disposition]), pathDiffers(world, reply, reverse.path)].filter(Boolean).join('; ');
}

function filtersMissing(steps: readonly Step[], filters: NonNullable<Expected['filters']>): string {
  const applied = new Set(steps.flatMap(filterOf));
  const missing = filters.filter(({ filter, on }) => !applied.has(`${filter} ${on}`));
  return missing.length === 0 ? '' : `no ${missing.map(({ filter, on }) => `${filter} on ${on}`).join(', ')} on the way`;
}

function filterOf({ element, place, object }: Step): string[] {
  const direction = place.name.endsWith('-out') ? 'egress' : 'ingress';
  if (element === 'security-group') return [`security-group-${direction} ${place.of.key}`];
  return element === 'network-acl' && object !== null ? [`network-acl-${direction} ${object.key}`] : [];
}

function differs(what: string, actual: string, allowed: readonly string[]): string {
  return allowed.includes(actual) ? '' : `${what}: expected ${allowed.join(' or ')} but got ${actual}`;
}
