/**
 * What a CoreDNS with its Corefile answers: the server block of the longest zone, and in it the plugins in their fixed order.
 * https://github.com/coredns/coredns/blob/master/plugin.cfg (rewrite, hosts, kubernetes, forward)
 */
import { readAddress } from '../net/address.ts';
import { answer, type ServerOptions } from './answer.ts';
import type { ClusterZone } from './cluster-zone.ts';
import { rewritten } from './coredns-rewrite.ts';
import type { Corefile, Directive, ServerBlock } from './corefile.ts';
import { type DnsAnswer, found, fullName, noSuchName, type Query, type Rcode, sameName } from './message.ts';
import { addressOfReverse } from './reverse.ts';

export type Serving = {
  readonly zone: ClusterZone;
  readonly corefile: Corefile;
  /** Asks the servers of a `forward`: addresses, or the name of a file of resolvers. */
  readonly forward: (query: Query, to: readonly string[]) => DnsAnswer;
};

/** "the time to live of records is 3600 seconds" (https://coredns.io/plugins/hosts/). */
const HOSTS_TTL = 3600;

/** The answer to a question that came in by the network. */
export function serve(serving: Serving, query: Query): DnsAnswer {
  const name = fullName(query.name);
  const block = blockFor(serving.corefile, name);
  if (block === null) return failed('REFUSED');
  return rewritten(block.directives, { ...query, name }, (asked) => byPlugins(serving, block, asked));
}

function byPlugins(serving: Serving, block: ServerBlock, query: Query): DnsAnswer {
  const named = (name: string): readonly Directive[] => block.directives.filter((directive) => directive.name === name);
  for (const directive of named('hosts')) {
    const given = hosts(directive, block, query);
    if (given !== null) return given;
  }
  for (const directive of named('kubernetes')) {
    const given = kubernetes(serving, { directive, block }, query);
    if (given !== null) return given;
  }
  const forward = named('forward').find((directive) => forwards(directive, query.name));
  // "no next plugin found" (plugin.NextOrFailure).
  return forward === undefined ? failed('SERVFAIL') : serving.forward(query, forward.args.slice(1));
}

function forwards({ args, body }: Directive, name: string): boolean {
  const except = body.filter((line) => line.name === 'except').flatMap((line) => line.args);
  return lies(name, fullName(args[0] ?? '.')) && !except.some((zone) => lies(name, fullName(zone)));
}

/** Null sends the question to the next plugin. */
function kubernetes(serving: Serving, { directive, block }: { directive: Directive; block: ServerBlock }, query: Query): DnsAnswer | null {
  const said = (name: string): readonly string[] | undefined => directive.body.find((line) => line.name === name)?.args;
  const pods = said('pods')?.[0];
  const namespaces = said('namespaces');
  const options: ServerOptions = {
    ...(namespaces === undefined ? {} : { namespaces }),
    // "pods disabled: Default."
    pods: pods === 'insecure' || pods === 'verified' ? pods : 'disabled',
    ignoreEmptyService: said('ignore')?.[0] === 'empty_service',
    zones: directive.args.length === 0 ? block.zones : directive.args.map(fullName),
    ttl: Number(said('ttl')?.[0] ?? 5),
    upstream: (asked) => serve(serving, asked),
  };
  const given = answer(serving.zone, query, options);
  return given?.rcode === 'NXDOMAIN' && fallsThrough(said('fallthrough'), query.name) ? null : given;
}

function hosts({ args, body }: Directive, block: ServerBlock, { name, type }: Query): DnsAnswer | null {
  const zones = args.slice(args[0]?.startsWith('/') === true ? 1 : 0).map(fullName);
  const served = zones.length === 0 ? block.zones : zones;
  if (type !== 'PTR' && !served.some((zone) => lies(name, zone))) return null;
  const lines = body.filter((line) => readAddress(line.name) !== null);
  const ttl = Number(body.find((line) => line.name === 'ttl')?.args[0] ?? HOSTS_TTL);
  if (type === 'PTR') {
    const address = readAddress(addressOfReverse(name) ?? '');
    const names = lines.filter((line) => readAddress(line.name) === address).flatMap((line) => line.args);
    return names.length === 0 || address === null ? null : found(names.map((data) => ({ name, type, ttl, data: fullName(data) })));
  }
  const known = lines.filter((line) => line.args.some((other) => sameName(other, name))).map((line) => line.name);
  const answers = known.filter((address) => type === (address.includes(':') ? 'AAAA' : 'A')).map((data) => ({ name, type, ttl, data }));
  if (known.length > 0) return found(answers);
  // "because of /etc/hosts' setup we don't have a SOA, so we make it SERVFAIL" (plugin/hosts/hosts.go).
  return fallsThrough(body.find((line) => line.name === 'fallthrough')?.args, name) ? null : failed('SERVFAIL');
}

function fallsThrough(zones: readonly string[] | undefined, name: string): boolean {
  return zones !== undefined && (zones.length === 0 || zones.some((zone) => lies(name, fullName(zone))));
}

function blockFor({ blocks }: Corefile, name: string): ServerBlock | null {
  let best: { readonly block: ServerBlock; readonly length: number } | null = null;
  for (const block of blocks) {
    for (const zone of block.zones) {
      if (lies(name, zone) && (best === null || zone.length > best.length)) best = { block, length: zone.length };
    }
  }
  return best?.block ?? null;
}

function lies(name: string, zone: string): boolean {
  const [lower, suffix] = [name.toLowerCase(), zone.toLowerCase()];
  return suffix === '.' || lower === suffix || lower.endsWith(`.${suffix}`);
}

function failed(rcode: Rcode): DnsAnswer {
  return { ...noSuchName(), rcode };
}
