/**
 * On which ports an ALB listens and for whom, and how the Ingresses of a group agree on it.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_build_listener.go
 */
import { readCidr } from '../../../net/cidr.ts';
import { INGRESS_PREFIX, reader } from './annotations.ts';
import type { Member } from './ingress-object.ts';
import { nameOf } from './model.ts';
import { fail, within } from './model-error.ts';

export type ListenPort = {
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly cidrs: readonly string[];
  readonly prefixLists: readonly string[];
  readonly sslPolicy?: string | undefined;
  readonly certificates: readonly string[];
};

/** What one Ingress wants to listen on. */
export function listenPortsOf({ ingress, params }: Member): ReadonlyMap<number, ListenPort> {
  const { list, text } = reader(INGRESS_PREFIX, ingress.metadata.annotations);
  const explicit = params?.certificateArn ?? list('certificate-arn') ?? [];
  const ports = listenPorts(text('listen-ports'), explicit.length > 0);
  const secure = [...ports.values()].includes('HTTPS');
  const certificates = secure && explicit.length === 0 ? discoveredCertificates({ ingress, params }) : explicit;
  const cidrs = params?.inboundCIDRs ?? list('inbound-cidrs') ?? [];
  for (const cidr of cidrs)
    if (readCidr(cidr) === null) fail(`invalid inbound-cidrs settings on Ingress: ${nameOf(ingress)}: invalid CIDR address: ${cidr}`);
  const prefixLists = params?.PrefixListsIDs ?? params?.prefixListsIDs ?? list('security-group-prefix-lists') ?? [];
  const sslPolicy = params?.sslPolicy ?? text('ssl-policy');
  const each = (protocol: 'HTTP' | 'HTTPS'): ListenPort =>
    protocol === 'HTTPS' ? { protocol, cidrs, prefixLists, sslPolicy, certificates } : { protocol, cidrs, prefixLists, certificates: [] };
  return new Map([...ports].map(([port, protocol]) => [port, each(protocol)]));
}

/** The annotation `[{"HTTP": 80}, {"HTTPS": 443}]`; without it 443 where there is a certificate, else 80. */
export function listenPorts(raw: string | undefined, hasCertificate: boolean): ReadonlyMap<number, 'HTTP' | 'HTTPS'> {
  if (raw === undefined) return hasCertificate ? new Map([[443, 'HTTPS']]) : new Map([[80, 'HTTP']]);
  const entries = parsedEntries(raw);
  if (entries.length === 0) fail(`empty listen-ports configuration: \`${raw}\``);
  const ports = new Map<number, 'HTTP' | 'HTTPS'>();
  for (const [protocol, port] of entries.flatMap((entry) => Object.entries(entry))) {
    if (port < 1 || port > 65535) fail(`listen port must be within [1, 65535]: ${port}`);
    if (protocol !== 'HTTP' && protocol !== 'HTTPS') fail(`listen protocol must be within [HTTP, HTTPS]: ${protocol}`);
    ports.set(port, protocol as 'HTTP' | 'HTTPS');
  }
  return ports;
}

function parsedEntries(raw: string): readonly Readonly<Record<string, number>>[] {
  const broken = (why: string) => fail(`failed to parse listen-ports configuration: \`${raw}\`: ${why}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch {
    return broken('invalid character in JSON');
  }
  if (!Array.isArray(parsed)) return broken('json: cannot unmarshal into Go value of type []map[string]int32');
  const valid = parsed.every((entry) => typeof entry === 'object' && entry !== null && Object.values(entry).every((port) => Number.isInteger(port)));
  return valid ? (parsed as Readonly<Record<string, number>>[]) : broken('json: cannot unmarshal into Go value of type int32');
}

/** Certificates in ACM for the hosts; this lab keeps none, so that none fits. */
function discoveredCertificates({ ingress: { spec } }: Member): readonly string[] {
  const hosts = [...(spec?.rules ?? []).flatMap(({ host }) => host ?? []), ...(spec?.tls ?? []).flatMap(({ hosts }) => hosts ?? [])].sort();
  const [host] = hosts;
  return host === undefined ? [] : fail(`no certificate found for host: ${host}`);
}

/** The listeners of the group: where several Ingresses use a port they must agree, certificates are put together. */
export function mergedListenPorts(members: readonly Member[], defaultSSLPolicy: string): ReadonlyMap<number, ListenPort> {
  const wanted = new Map<number, (ListenPort & { readonly by: string })[]>();
  for (const member of members) {
    const by = nameOf(member.ingress);
    const ports = within(`ingress: ${by}`, () => listenPortsOf(member));
    for (const [port, config] of ports) wanted.set(port, [...(wanted.get(port) ?? []), { ...config, by }]);
  }
  const numbers = [...wanted.keys()].sort((one, other) => one - other);
  return new Map(
    numbers.map((port) => [
      port,
      within(`failed to merge listenPort config for port: ${port}`, () => merged(wanted.get(port) ?? [], defaultSSLPolicy)),
    ]),
  );
}

function merged(configs: readonly (ListenPort & { readonly by: string })[], defaultSSLPolicy: string): ListenPort {
  const protocol = agreed(configs, 'protocol', (each) => each.protocol) as 'HTTP' | 'HTTPS';
  const cidrs = agreed(configs, 'inbound-cidrs', (each) => sortedSet(each.cidrs))?.split(' ') ?? [];
  const prefixLists = agreed(configs, 'inbound-prefix-lists', (each) => sortedSet(each.prefixLists))?.split(' ') ?? [];
  const sslPolicy = agreed(configs, 'sslPolicy', (each) => each.sslPolicy);
  const everywhere = cidrs.length === 0 && prefixLists.length === 0 ? ['0.0.0.0/0', '::/0'] : cidrs;
  const certificates = [...new Set(configs.flatMap((each) => each.certificates))];
  return { protocol, cidrs: everywhere, prefixLists, certificates, ...(protocol === 'HTTPS' ? { sslPolicy: sslPolicy ?? defaultSSLPolicy } : {}) };
}

function sortedSet(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : [...new Set(values)].sort().join(' ');
}

function agreed<T extends { readonly by: string }>(configs: readonly T[], what: string, of: (config: T) => string | undefined): string | undefined {
  const stated = configs.filter((each) => of(each) !== undefined);
  const [first] = stated;
  const other = stated.find((each) => first !== undefined && of(each) !== of(first));
  if (first !== undefined && other !== undefined) fail(`conflicting ${what}, ${first.by}: ${of(first)} | ${other.by}: ${of(other)}`);
  return first === undefined ? undefined : of(first);
}

/** Where HTTP is sent to HTTPS: the port, agreed on by the group; null when nobody asks for it. */
export function sslRedirect(
  members: readonly Member[],
  protocols: ReadonlyMap<number, string>,
): { readonly port: number; readonly statusCode: string } | null {
  const stated = new Set<number>();
  for (const { ingress, params } of members) {
    if (params?.sslRedirectPort) {
      if (!/^\d+$/.test(params.sslRedirectPort)) return null;
      stated.add(Number(params.sslRedirectPort));
      continue;
    }
    const port = within(`ingress: ${nameOf(ingress)}`, () => reader(INGRESS_PREFIX, ingress.metadata.annotations).number('ssl-redirect'));
    if (port !== undefined) stated.add(port);
  }
  const ports = [...stated].sort((one, other) => one - other);
  const [port] = ports;
  if (port === undefined) return null;
  if (ports.length > 1) fail(`conflicting sslRedirect port: [${ports.join(' ')}]`);
  if (!protocols.has(port)) fail(`listener does not exist for SSLRedirect port: ${port}`);
  if (protocols.get(port) !== 'HTTPS') fail(`listener protocol non-SSL for SSLRedirect port: ${port}`);
  return { port, statusCode: 'HTTP_301' };
}
