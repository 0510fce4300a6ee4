/**
 * What CoreDNS's kubernetes plugin answers.
 * https://github.com/coredns/coredns/blob/master/plugin/kubernetes/kubernetes.go
 * https://github.com/kubernetes/dns/blob/master/docs/specification.md
 */
import { familyOf, readAddress } from '../net/address.ts';
import type { ClusterZone } from './cluster-zone.ts';
import { type DnsAnswer, found, fullName, noSuchName, type Query, type ResourceRecord, sameName } from './message.ts';
import { type Entry, type Lookup, lookUpEntries, targetsOfReverse } from './records.ts';
import { addressOfReverse } from './reverse.ts';

/** Settings of the Corefile's `kubernetes` block. */
export type ServerOptions = {
  /** Only these are served; all when absent. */
  readonly namespaces?: readonly string[];
  readonly pods: 'disabled' | 'insecure' | 'verified';
  readonly ignoreEmptyService: boolean;
  /** With final dots; the cluster domain first. */
  readonly zones: readonly string[];
  readonly ttl: number;
  /** Names outside the zones that a CNAME leads to. */
  readonly upstream: (query: Query) => DnsAnswer;
};

/** A CNAME chain is followed so far (plugin/backend_lookup.go). */
const LONGEST_CHAIN = 8;

/** The answer, or null when the name lies in none of the server's zones and the question goes on to the next plugin. */
export function answer(zone: ClusterZone, query: Query, options: ServerOptions): DnsAnswer | null {
  const name = fullName(query.name);
  const apex = zoneOf(name, options.zones);
  if (apex === null) return null;
  const result = recordsOf(zone, { ...query, name }, { options, apex });
  if (result === 'no-name') return noSuchName([soa(apex, options)]);
  const { answers, additional } = result;
  return answers.length > 0 ? found(answers, additional) : { ...found([]), authority: [soa(apex, options)] };
}

type Server = { readonly options: ServerOptions; readonly apex: string };
type Records = { readonly answers: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] };
const NONE: Records = { answers: [], additional: [] };

function recordsOf(zone: ClusterZone, query: Query, server: Server): Records | 'no-name' {
  const { name, type } = query;
  const atApex = sameName(name, server.apex);
  switch (type) {
    case 'A':
    case 'AAAA':
      return addresses(zone, query, server);
    case 'PTR':
      return pointers(zone, query, server);
    case 'TXT':
      return version(zone, query, server);
    case 'SOA':
      if (atApex) return { answers: [soa(server.apex, server.options)], additional: [] };
      return existence(zone, name, server);
    case 'NS':
      if (atApex) return { answers: [record(name, 'NS', `ns.dns.${server.apex}`, server.options.ttl)], additional: [] };
      return existence(zone, name, server);
    default:
      return withEntries(zone, query, server);
  }
}

function withEntries(zone: ClusterZone, { name, type }: Query, server: Server): Records | 'no-name' {
  const entries = entriesOf(zone, name, server);
  if (entries === 'no-name') return 'no-name';
  if (type === 'SRV') return services(entries, { name, ttl: server.options.ttl });
  if (type !== 'CNAME') return NONE;
  const aliases = entries.filter((entry) => readAddress(entry.host) === null);
  return { answers: aliases.slice(0, 1).map(({ host }) => record(name, 'CNAME', fullName(host), server.options.ttl)), additional: [] };
}

function addresses(zone: ClusterZone, query: Query, server: Server): Records | 'no-name' {
  const chain: ResourceRecord[] = [];
  let { name } = query;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    const entries = entriesOf(zone, name, server);
    if (entries === 'no-name') return length === 0 ? 'no-name' : { answers: chain, additional: [] };
    const alias = entries.find((entry) => readAddress(entry.host) === null);
    if (alias === undefined) return { answers: [...chain, ...addressRecords(entries, name, { query, server })], additional: [] };
    const target = fullName(alias.host);
    chain.push(record(name, 'CNAME', target, server.options.ttl));
    if (zoneOf(target, server.options.zones) === null) {
      return { answers: [...chain, ...server.options.upstream({ name: target, type: query.type }).answers], additional: [] };
    }
    name = target;
  }
  return { answers: chain, additional: [] };
}

function addressRecords(entries: readonly Entry[], name: string, { query, server }: { query: Query; server: Server }): ResourceRecord[] {
  const family = query.type === 'A' ? 4 : 6;
  const hosts = new Set(entries.map(({ host }) => host));
  const wanted = [...hosts].filter((host) => {
    const address = readAddress(host);
    return address !== null && familyOf(address) === family;
  });
  return wanted.map((host) => record(name, query.type, host, server.options.ttl));
}

/** "0 WEIGHT PORT TARGET": the weight is 100 divided by the number of entries, rounded down. */
function services(entries: readonly Entry[], { name, ttl }: { name: string; ttl: number }): Records {
  const reachable = entries.filter(({ host }) => readAddress(host) !== null);
  const weight = Math.max(1, Math.floor(100 / reachable.length));
  const answers = new Map<string, ResourceRecord>();
  const additional = new Map<string, ResourceRecord>();
  for (const { host, target, port } of reachable) {
    if (port === -1) continue;
    const data = `0 ${weight} ${port} ${target}`;
    answers.set(data, record(name, 'SRV', data, ttl));
    const type = host.includes(':') ? 'AAAA' : 'A';
    additional.set(`${target} ${host}`, record(target, type, host, ttl));
  }
  return { answers: [...answers.values()], additional: [...additional.values()] };
}

function pointers(zone: ClusterZone, { name }: Query, server: Server): Records | 'no-name' {
  const address = addressOfReverse(name);
  if (address === null) return existence(zone, name, server);
  const targets = targetsOfReverse(zone, address, lookupOf(zone, server));
  return targets.length === 0 ? 'no-name' : { answers: targets.map((target) => record(name, 'PTR', target, server.options.ttl)), additional: [] };
}

/** The version of the DNS schema that is served, under `dns-version`. */
function version(zone: ClusterZone, { name }: Query, server: Server): Records | 'no-name' {
  if (sameName(name, `dns-version.${server.apex}`)) return { answers: [record(name, 'TXT', '1.1.0', 28_800)], additional: [] };
  const entries = entriesOf(zone, name, server);
  return entries === 'no-name' || entries.length === 0 ? 'no-name' : NONE;
}

/** Only whether the name exists. */
function existence(zone: ClusterZone, name: string, server: Server): Records | 'no-name' {
  return entriesOf(zone, name, server) === 'no-name' ? 'no-name' : NONE;
}

function entriesOf(zone: ClusterZone, name: string, server: Server): readonly Entry[] | 'no-name' {
  const apex = zoneOf(name, server.options.zones) ?? server.apex;
  return lookUpEntries(zone, name, lookupOf(zone, { ...server, apex }));
}

function lookupOf(zone: ClusterZone, { options, apex }: Server): Lookup {
  const served = options.namespaces?.map((namespace) => namespace.toLowerCase());
  const serves = (namespace: string) => zone.namespaces.has(namespace) && (served === undefined || served.includes(namespace));
  return { apex, pods: options.pods, ignoreEmptyService: options.ignoreEmptyService, serves, primary: options.zones[0] ?? apex };
}

/** The longest zone that the name lies in, as the name itself spells it. */
function zoneOf(name: string, zones: readonly string[]): string | null {
  let best: string | null = null;
  for (const zone of zones) {
    const [lower, suffix] = [name.toLowerCase(), fullName(zone).toLowerCase()];
    if (lower !== suffix && !lower.endsWith(`.${suffix}`)) continue;
    if (best === null || suffix.length > best.length) best = name.slice(name.length - suffix.length);
  }
  return best;
}

function record(name: string, type: string, data: string, ttl: number): ResourceRecord {
  return { name, type, ttl, data };
}

function soa(apex: string, { ttl }: ServerOptions): ResourceRecord {
  return record(apex, 'SOA', `ns.dns.${apex} hostmaster.${apex} 1 7200 1800 86400 ${ttl}`, ttl);
}
