/**
 * The entries that stand behind a name of the cluster domain, before they become records of a type.
 * https://github.com/coredns/coredns/blob/master/plugin/kubernetes/parse.go and kubernetes.go (findServices, findPods)
 */
import { readAddress } from '../net/address.ts';
import type { ClusterZone, ZonePort, ZoneService } from './cluster-zone.ts';
import { canonical, isReverse } from './reverse.ts';

/** One address or alias, the name that it is known under, and the port (-1 without one). */
export type Entry = { readonly host: string; readonly target: string; readonly port: number };

export type Lookup = {
  /** The zone, as the question spells it. */
  readonly apex: string;
  /** The zone that reverse look-ups answer with. */
  readonly primary: string;
  readonly pods: 'disabled' | 'insecure' | 'verified';
  readonly ignoreEmptyService: boolean;
  /** Whether the server serves the namespace (in lower case). */
  readonly serves: (namespace: string) => boolean;
};

type Asked = {
  readonly kind: 'svc' | 'pod';
  readonly namespace: string;
  readonly name: string;
  readonly endpoint: string;
  readonly port: string;
  readonly protocol: string;
};

/** The entries of a name; empty for a name that exists without records. */
export function lookUpEntries(zone: ClusterZone, name: string, lookup: Lookup): readonly Entry[] | 'no-name' {
  const asked = parse(name.slice(0, name.length - lookup.apex.length).replace(/\.$/, ''));
  if (asked === 'apex') return [];
  if (asked === null || isReverse(name) || !lookup.serves(asked.namespace)) return 'no-name';
  // A namespace alone exists, without records of its own.
  if (asked.name === '') return asked.kind === 'pod' && lookup.pods === 'disabled' ? 'no-name' : [];
  return asked.kind === 'pod' ? podEntries(zone, asked, lookup) : serviceEntries(zone, asked, lookup);
}

/** The names that an address is known under: its Service, else its endpoints. */
export function targetsOfReverse(zone: ClusterZone, address: string, lookup: Lookup): readonly string[] {
  for (const service of zone.services.values()) {
    if (lookup.serves(service.namespace.toLowerCase()) && service.clusterIPs.some((ip) => canonical(ip) === address)) {
      return [`${service.name}.${service.namespace}.svc.${lookup.primary}`];
    }
  }
  const targets = new Set<string>();
  for (const [key, sets] of zone.endpoints) {
    const [namespace = '', name = ''] = key.split('/');
    if (!lookup.serves(namespace.toLowerCase())) continue;
    for (const endpoint of sets.flatMap((set) => set.addresses)) {
      if (canonical(endpoint.ip) === address) targets.add(`${hostnameOf(endpoint)}.${name}.${namespace}.svc.${lookup.primary}`);
    }
  }
  return [...targets];
}

/** `_port._protocol.service.namespace.svc`, `endpoint.service.namespace.svc`, `service.namespace.svc`, `a-b-c-d.namespace.pod`. */
function parse(base: string): Asked | 'apex' | null {
  if (base === '') return 'apex';
  const labels = base.toLowerCase().split('.').reverse();
  const [kind, namespace = '', name = '', first = '', second = '', ...more] = labels;
  if (kind !== 'svc' && kind !== 'pod') return null;
  if (namespace === '') return 'apex';
  if (more.length > 0) return null;
  const bare = (label: string) => label.replace(/^_/, '');
  const service = second === '' ? { endpoint: first, port: '', protocol: '' } : { endpoint: '', protocol: bare(first), port: bare(second) };
  return { kind, namespace, name, ...service };
}

function podEntries(zone: ClusterZone, { namespace, name }: Asked, { pods, apex }: Lookup): readonly Entry[] | 'no-name' {
  if (pods === 'disabled') return 'no-name';
  const isIpv4 = name.split('-').length === 4 && !name.includes('--');
  const host = name.replaceAll('-', isIpv4 ? '.' : ':');
  if (readAddress(host) === null) return 'no-name';
  if (pods === 'verified' && !zone.pods.get(host)?.some((other) => other.toLowerCase() === namespace)) return 'no-name';
  return [{ host, target: `${name}.${namespace}.pod.${apex}`, port: -1 }];
}

function serviceEntries(zone: ClusterZone, asked: Asked, lookup: Lookup): readonly Entry[] | 'no-name' {
  const key = `${asked.namespace}/${asked.name}`;
  const service = zone.services.get(key);
  if (service === undefined) return 'no-name';
  const base = `${service.name}.${service.namespace}.svc.${lookup.apex}`;
  const sets = zone.endpoints.get(key) ?? [];
  if (service.externalName !== null) return alias(service, asked, base);
  const isHeadless = service.clusterIPs.length === 0;
  if (lookup.ignoreEmptyService && !isHeadless && sets.every(({ addresses }) => addresses.length === 0)) return 'no-name';
  const entries =
    isHeadless || asked.endpoint !== ''
      ? sets.flatMap(({ addresses, ports }) =>
          addresses
            .filter((endpoint) => asked.endpoint === '' || hostnameOf(endpoint).toLowerCase() === asked.endpoint)
            .flatMap((endpoint) =>
              portsAsked(ports, asked).map(({ port }) => ({ host: endpoint.ip, target: `${hostnameOf(endpoint)}.${base}`, port })),
            ),
        )
      : portsAsked(service.ports, asked).flatMap(({ port }) => service.clusterIPs.map((host) => ({ host, target: base, port })));
  return entries.length === 0 ? 'no-name' : entries;
}

/** An ExternalName is an alias unless it is spelled like an address; it has neither endpoints nor ports. */
function alias({ externalName }: ZoneService, { endpoint, port, protocol }: Asked, base: string): readonly Entry[] | 'no-name' {
  if (endpoint !== '' || port !== '' || protocol !== '' || externalName === null || externalName === '' || readAddress(externalName) !== null)
    return 'no-name';
  return [{ host: externalName, target: base, port: -1 }];
}

/** The ports that the question asks for; a set without ports still has addresses. */
function portsAsked(ports: readonly ZonePort[], { port, protocol }: Asked): readonly ZonePort[] {
  const declared = ports.length === 0 ? [{ name: '', protocol: '', port: -1 }] : ports;
  return declared.filter((one) => (port === '' || one.name.toLowerCase() === port) && (protocol === '' || one.protocol.toLowerCase() === protocol));
}

function hostnameOf({ ip, hostname }: { readonly ip: string; readonly hostname: string }): string {
  if (hostname !== '') return hostname;
  // A label cannot end with a hyphen: `fd00::` is `fd00--0` (plugin/kubernetes/kubernetes.go, endpointHostname).
  return ip.replaceAll(/[.:]/g, '-').replace(/-$/, '-0');
}
