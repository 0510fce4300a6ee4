/**
 * What the resolver of a VPC answers from private zones: private hosted zones of Route 53, and those that AWS keeps for the private
 * DNS names of interface endpoints. The most specific zone decides, and what it lacks does not exist: the internet is not asked.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
import type { HostedZone, ResourceRecordSet } from '../aws/route53/hosted-zone.ts';
import type { VpcEndpoint } from '../aws/vpc-endpoint.ts';
import { addressesBehind } from '../aws/vpc-endpoint-names.ts';
import { privateDnsNamesOfService } from '../aws/vpc-endpoint-services.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type DnsAnswer, found, fullName, noSuchName, type Query, type ResourceRecord } from './message.ts';

/** How the resolver goes on with a name that a record leads to. */
export type Onward = (query: Query) => DnsAnswer;

type Zone = { readonly name: string; readonly answer: (query: Query, onward: Onward) => DnsAnswer };

/** A CNAME chain is followed so far. */
const LONGEST_CHAIN = 8;

/** The answer of the most specific private zone that the VPC sees the name in, or null when there is none. */
export function privateAnswer(world: World, VpcId: string, { query, onward }: { readonly query: Query; readonly onward: Onward }): DnsAnswer | null {
  const vpc = objectAt(world.aws.Vpc, VpcId);
  // "To use private hosted zones, you must set enableDnsHostnames and enableDnsSupport to true."
  if (vpc === undefined || !vpc.EnableDnsSupport || !vpc.EnableDnsHostnames) return null;
  const name = fullName(query.name).toLowerCase();
  const zones = [...hostedZones(world, VpcId), ...endpointZones(world, VpcId)].filter((zone) => name === zone.name || name.endsWith(`.${zone.name}`));
  const [nearest] = zones.sort((one, other) => other.name.length - one.name.length);
  return nearest === undefined ? null : nearest.answer({ ...query, name }, onward);
}

/** The name of the most specific private zone that the VPC sees the name in; empty when there is none. */
export function nearestZone(world: World, VpcId: string, name: string): string {
  const vpc = objectAt(world.aws.Vpc, VpcId);
  if (vpc === undefined || !vpc.EnableDnsSupport || !vpc.EnableDnsHostnames) return '';
  const asked = fullName(name).toLowerCase();
  const holding = [...hostedZones(world, VpcId), ...endpointZones(world, VpcId)].filter(
    (zone) => asked === zone.name || asked.endsWith(`.${zone.name}`),
  );
  return holding.map((zone) => zone.name).reduce((longest, each) => (each.length > longest.length ? each : longest), '');
}

/** Whether a private hosted zone of the VPC holds the name. */
function hostedZones(world: World, VpcId: string): readonly Zone[] {
  return lookup(world.aws.HostedZone, 'byVpc', VpcId).map((zone) => ({
    name: zone.Name,
    answer: (query, onward) => answerFrom(zone, query, { onward, left: LONGEST_CHAIN }),
  }));
}

function endpointZones(world: World, VpcId: string): readonly Zone[] {
  return lookup(world.aws.VpcEndpoint, 'byVpc', VpcId).flatMap((endpoint): readonly Zone[] => {
    const serves = endpoint.VpcEndpointType === 'Interface' && endpoint.PrivateDnsEnabled && endpoint.State === 'available';
    if (!serves) return [];
    const zones = new Set(privateDnsNamesOfService(endpoint.ServiceName, world.region).map((name) => name.replace(/^\*\./, '')));
    return [...zones].map((zone) => ({ name: fullName(zone), answer: (query) => endpointAnswer(world, endpoint, query) }));
  });
}

function endpointAnswer(world: World, endpoint: VpcEndpoint, query: Query): DnsAnswer {
  const addresses = addressesBehind(world, endpoint, query.name.replace(/\.$/, ''));
  if (addresses === null) return noSuchName();
  const wanted = addresses.filter((address) => (query.type === 'AAAA') === address.includes(':'));
  return found(query.type === 'A' || query.type === 'AAAA' ? wanted.map((data) => ({ ...query, ttl: 60, data })) : []);
}

type Following = { readonly onward: Onward; readonly left: number };

function answerFrom(zone: HostedZone, query: Query, { onward, left }: Following): DnsAnswer {
  const sets = setsAt(zone, query.name);
  const wanted = sets.find(({ Type }) => Type === query.type);
  if (wanted !== undefined) return wanted.AliasTarget === undefined ? found(recordsOf(wanted, query.name)) : alias(wanted, query, onward);
  const cname = sets.find(({ Type }) => Type === 'CNAME');
  if (cname !== undefined) {
    const chain = recordsOf(cname, query.name);
    const target = cname.AliasTarget?.DNSName ?? chain[0]?.data ?? '';
    if (left === 0 || target === '') return found(chain);
    const inside = target === zone.Name || target.endsWith(`.${zone.Name}`);
    const next = { name: fullName(target), type: query.type };
    const rest = inside ? answerFrom(zone, next, { onward, left: left - 1 }) : onward(next);
    return { ...rest, rcode: rest.rcode, answers: [...chain, ...rest.answers] };
  }
  // A name above another one exists, without records.
  const exists = sets.length > 0 || zone.ResourceRecordSets.some(({ Name }) => Name.endsWith(`.${query.name}`));
  const soa = zone.ResourceRecordSets.filter(({ Type }) => Type === 'SOA').flatMap((set) => recordsOf(set, zone.Name));
  return exists ? { ...found([]), authority: soa } : noSuchName(soa);
}

/** An alias is told as addresses, under the name that was asked for. */
function alias({ AliasTarget }: ResourceRecordSet, query: Query, onward: Onward): DnsAnswer {
  const behind = onward({ name: AliasTarget?.DNSName ?? '', type: query.type });
  const records = behind.answers.filter(({ type }) => type === query.type).map((record) => ({ ...record, name: query.name }));
  return found(records);
}

/** The sets of the name itself, else those of the nearest asterisk above it. */
function setsAt(zone: HostedZone, name: string): readonly ResourceRecordSet[] {
  const own = zone.ResourceRecordSets.filter((set) => set.Name === name);
  if (own.length > 0) return own;
  for (let rest = name; rest.length > zone.Name.length; rest = rest.slice(rest.indexOf('.') + 1)) {
    const above = rest.slice(rest.indexOf('.') + 1);
    const wild = zone.ResourceRecordSets.filter((set) => set.Name === `\\052.${above}`);
    if (wild.length > 0) return wild;
    // A name that exists shuts out the asterisks above it (RFC 4592).
    if (zone.ResourceRecordSets.some((set) => set.Name === above && above !== zone.Name)) return [];
  }
  return [];
}

function recordsOf({ Type, TTL = 60, ResourceRecords = [] }: ResourceRecordSet, name: string): ResourceRecord[] {
  return ResourceRecords.map(({ Value }) => ({ name, type: Type, ttl: TTL, data: Type === 'CNAME' ? fullName(Value) : Value }));
}
