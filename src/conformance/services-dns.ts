/** Judges services/dns.json: answers of the cluster's DNS, search lists, /etc/resolv.conf, forwarding. */
import { answer } from '../engine/dns/answer.ts';
import type { ClusterZone, ZoneEndpoints, ZonePort, ZoneService } from '../engine/dns/cluster-zone.ts';
import { type DnsAnswer, found, fullName, noSuchName, type Query, type ResourceRecord, sameName } from '../engine/dns/message.ts';
import { dnsTypeOf, type KubeletDns, type PodDns, resolvConfOf } from '../engine/dns/resolv-conf.ts';
import { candidates } from '../engine/dns/search-list.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Given = {
  readonly clusterDomain: string;
  readonly namespaces: readonly string[];
  readonly services: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly type: string;
    readonly clusterIPs?: readonly string[];
    readonly externalName?: string;
    readonly ports?: readonly Partial<ZonePort>[];
  }[];
  readonly endpoints: readonly {
    readonly namespace: string;
    readonly service: string;
    readonly addresses: readonly { readonly ip: string; readonly hostname?: string }[];
    readonly ports?: readonly Partial<ZonePort>[];
  }[];
  readonly pods: readonly { readonly namespace: string; readonly ip: string }[];
  readonly external?: { readonly [name: string]: { readonly [type: string]: readonly string[] } };
};
type Options = {
  readonly namespaces?: readonly string[];
  readonly pods?: 'disabled' | 'insecure' | 'verified';
  readonly ignoreEmptyService?: boolean;
  readonly zones?: readonly string[];
};
type Expected = {
  readonly rcode?: string;
  readonly answers?: readonly Partial<ResourceRecord>[];
  readonly additional?: readonly Partial<ResourceRecord>[];
  readonly authoritySOA?: string;
  readonly queriesInOrder?: readonly string[];
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly string[];
  readonly warningEvent?: string;
  readonly dnsType?: string;
  readonly answeredBy?: string;
};
type Case = {
  readonly id: string;
  readonly kind: 'answer' | 'search' | 'resolv.conf' | 'forward';
  readonly state?: string;
  readonly query?: Query;
  readonly serverOptions?: Options;
  readonly searchPath?: readonly string[];
  readonly ndots?: number;
  readonly kubelet?: KubeletDns;
  readonly pod?: PodDns;
  readonly expect: Expected;
};
type File = { readonly states: { readonly [name: string]: Given }; readonly cases: readonly Case[] };

export const adapter: Adapter = {
  area: 'services',
  file: 'dns.json',
  judge: (file) => {
    const { states, cases } = file as File;
    return cases.map((given) => {
      const wrong = judge(given, given.state === undefined ? undefined : states[given.state]);
      return { id: given.id, ok: wrong.length === 0, detail: wrong.join('; ') } satisfies Judgement;
    });
  },
};

function judge(given: Case, state: Given | undefined): string[] {
  if (given.kind === 'resolv.conf') return judgeResolvConf(given);
  if (state === undefined || given.query === undefined) throw new Error(`${given.id} has no state or no query`);
  if (given.kind === 'forward') {
    const by = asked(state, given.query, {}) === null ? 'upstream' : 'cluster-dns';
    return differs('answeredBy', by, given.expect.answeredBy);
  }
  return given.kind === 'search' ? judgeSearch(given, state, given.query) : judgeAnswer(given, state, given.query);
}

function judgeAnswer({ serverOptions = {}, expect }: Case, state: Given, query: Query): string[] {
  const given = asked(state, query, serverOptions) ?? noSuchName();
  const soa = given.authority.find(({ type }) => type === 'SOA')?.name;
  const wrong = [...differs('rcode', given.rcode, expect.rcode), ...sameSet('answers', given.answers, expect.answers ?? [])];
  if (expect.additional !== undefined) wrong.push(...sameSet('additional', given.additional, expect.additional));
  if (expect.authoritySOA !== undefined && !sameName(soa ?? '', expect.authoritySOA)) wrong.push(`SOA of ${soa}, not of ${expect.authoritySOA}`);
  return wrong;
}

function judgeSearch({ searchPath = [], ndots = 1, expect }: Case, state: Given, query: Query): string[] {
  const queries: string[] = [];
  let last = noSuchName();
  for (const name of candidates(query.name, { searches: searchPath, options: [`ndots:${ndots}`] })) {
    queries.push(name);
    last = asked(state, { name, type: query.type }, {}) ?? external(state, { name, type: query.type });
    if (last.answers.length > 0) break;
  }
  return [
    ...differs('queries', queries.join(' '), (expect.queriesInOrder ?? []).join(' ')),
    ...differs('rcode', last.rcode, expect.rcode),
    ...sameSet('answers', last.answers, expect.answers ?? []),
  ];
}

function judgeResolvConf({ kubelet, pod, expect }: Case): string[] {
  if (kubelet === undefined || pod === undefined) throw new Error('A resolv.conf case needs kubelet and pod');
  const given = resolvConfOf(kubelet, pod);
  const wrong: string[] = [];
  if (expect.dnsType !== undefined) wrong.push(...differs('type', dnsTypeOf(pod), expect.dnsType));
  if (expect.nameservers !== undefined) wrong.push(...differs('nameservers', given.nameservers.join(' '), expect.nameservers.join(' ')));
  if (expect.searches !== undefined) wrong.push(...differs('searches', given.searches.join(' '), expect.searches.join(' ')));
  if (expect.options !== undefined) wrong.push(...differs('options', [...given.options].sort().join(' '), [...expect.options].sort().join(' ')));
  if (expect.warningEvent !== undefined) wrong.push(...differs('event', given.truncated ? 'DNSConfigForming' : '', expect.warningEvent));
  return wrong;
}

function asked(state: Given, query: Query, options: Options): DnsAnswer | null {
  return answer(zoneOf(state), query, {
    ...(options.namespaces === undefined ? {} : { namespaces: options.namespaces }),
    pods: options.pods ?? 'insecure',
    ignoreEmptyService: options.ignoreEmptyService ?? false,
    zones: options.zones ?? [`${state.clusterDomain}.`, 'in-addr.arpa.', 'ip6.arpa.'],
    ttl: 5,
    upstream: (outside) => external(state, outside),
  });
}

function external(state: Given, { name, type }: Query): DnsAnswer {
  const entry = Object.entries(state.external ?? {}).find(([known]) => sameName(known, name))?.[1];
  if (entry === undefined) return noSuchName();
  return found((entry[type] ?? []).map((data) => ({ name: fullName(name), type, ttl: 60, data })));
}

function zoneOf(state: Given): ClusterZone {
  const endpoints = new Map<string, ZoneEndpoints[]>();
  for (const { namespace, service, addresses, ports } of state.endpoints) {
    const key = `${namespace}/${service}`;
    const set = { addresses: addresses.map(({ ip, hostname = '' }) => ({ ip, hostname })), ports: portsOf(ports) };
    endpoints.set(key, [...(endpoints.get(key) ?? []), set]);
  }
  const services = state.services.map(({ namespace, name, type, clusterIPs = [], externalName = '', ports }): [string, ZoneService] => [
    `${namespace}/${name}`,
    {
      namespace,
      name,
      clusterIPs: clusterIPs.filter((address) => address !== 'None'),
      externalName: type === 'ExternalName' ? externalName : null,
      ports: portsOf(ports),
    },
  ]);
  const pods = new Map<string, string[]>();
  for (const { namespace, ip } of state.pods) pods.set(ip, [...(pods.get(ip) ?? []), namespace]);
  return { clusterDomain: state.clusterDomain, namespaces: new Set(state.namespaces), services: new Map(services), endpoints, pods };
}

function portsOf(ports: readonly Partial<ZonePort>[] = []): ZonePort[] {
  return ports.map(({ name = '', protocol = 'TCP', port = -1 }) => ({ name, protocol, port }));
}

function differs(what: string, actual: string, expected: string | undefined): string[] {
  return actual === (expected ?? '') ? [] : [`${what}: expected ${expected} but got ${actual}`];
}

/** As sets; names compare without case, `*` matches anything, fields that are absent are not compared. */
function sameSet(what: string, actual: readonly ResourceRecord[], expected: readonly Partial<ResourceRecord>[]): string[] {
  const left = [...actual];
  for (const wanted of expected) {
    const index = left.findIndex((record) => matches(record, wanted));
    if (index < 0) return [`${what}: expected ${JSON.stringify(expected)} but got ${JSON.stringify(actual)}`];
    left.splice(index, 1);
  }
  return left.length === 0 ? [] : [`${what}: did not expect ${JSON.stringify(left)}`];
}

function matches(record: ResourceRecord, { name, type, ttl, data }: Partial<ResourceRecord>): boolean {
  if (name !== undefined && !sameName(record.name, name)) return false;
  if (type !== undefined && record.type !== type) return false;
  if (ttl !== undefined && record.ttl !== ttl) return false;
  if (data === undefined) return true;
  const [given, wanted] = [record.data.toLowerCase().split(' '), data.toLowerCase().split(' ')];
  return given.length === wanted.length && wanted.every((part, index) => part === '*' || part === given[index]);
}
