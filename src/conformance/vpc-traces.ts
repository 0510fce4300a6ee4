/** Judges vpc/traces.json: packets through whole networks. Upstream's routers are dropped; instances and gateways are compared. */
import { startOf } from '../engine/dataplane/origin.ts';
import { atSubnet } from '../engine/dataplane/place.ts';
import type { Branch, Step } from '../engine/dataplane/step.ts';
import { type Start, trace } from '../engine/dataplane/trace.ts';
import { parseAddress } from '../engine/net/address.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { objectAt } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
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
};
type Case = {
  readonly id: string;
  readonly snapshot: { readonly [list: string]: readonly object[] };
  readonly trace: Sent & {
    readonly from: { readonly instance?: string; readonly internet?: string; readonly subnetRouter?: string; readonly ip?: string };
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

function judge({ snapshot, trace: given, expect }: Case): string {
  const sent = given.concrete ?? given;
  const world = worldFrom(snapshot, given.to.ip, sent);
  const start = startFrom(world, given, sent);
  if (start === null) return `not simulated: a packet from ${JSON.stringify(given.from)}`;
  const branch = trace(world, start)[0] as Branch;
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
function worldFrom(snapshot: Case['snapshot'], ip: string, { dstPort = 0 }: Sent): World {
  const hosts = [{ name: ip, address: ip, listeners: [{ protocol: 'tcp', port: dstPort, serves: 'nothing' } as const] }];
  return worldOf(
    { aws: snapshot, outside: { hosts: hosts.filter(({ address }) => !isPrivate(address)), names: [] } },
    { admit: false, settle: false },
  ).world;
}

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
  if (from.subnetRouter === undefined || from.ip === undefined) return null;
  const ports = { sourcePort: sent.srcPort ?? 49152, destinationPort: destination.port };
  const packet = { protocol, source: parseAddress(from.ip), destination: destination.address, ...ports, mark: 0 };
  return { place: atSubnet('subnet-out', from.subnetRouter), packet };
}

const DISPOSITIONS: { readonly [because: string]: string } = {
  ENI_SG_RULES_MISMATCH: 'denied',
  ENI_SG_EGRESS_RULES_MISMATCH: 'denied',
  SUBNET_ACL_RESTRICTION: 'denied',
  SUBNET_ACL_EGRESS_RESTRICTION: 'denied',
  SUBNET_ACL_RESTRICTS_REPLY: 'denied',
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: 'denied',
  NO_ROUTE_TO_DESTINATION: 'no-route',
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
  if (end !== undefined && end.place.of.kind === 'Host') return 'accepted';
  return DISPOSITIONS[end?.because ?? ''] ?? `not simulated: ${end?.because}`;
}

/** The instances and gateways on the way, in order, each once. */
function hopsOf(world: World, steps: readonly Step[]): string[] {
  const hops: string[] = [];
  for (const { place } of steps) {
    const hop = hopOf(world, place);
    if (hop !== null && hop !== hops.at(-1)) hops.push(hop);
  }
  return hops;
}

function hopOf(world: World, { name, of }: Step['place']): string | null {
  if (of.kind === 'Host') return of.key;
  if (of.kind === 'InternetGateway') return of.key;
  if (of.kind !== 'NetworkInterface' || name === 'eni-out') return null;
  return objectAt(world.aws.NetworkInterface, of.key)?.Attachment?.InstanceId ?? of.key;
}

function pathDiffers(world: World, steps: readonly Step[], path: readonly string[]): string {
  const isRouter = (hop: string) => /^(subnet-|vpc-|internet$|aws-backbone$|aws-services$)/.test(hop);
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
