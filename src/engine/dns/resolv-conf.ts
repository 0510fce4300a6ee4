/**
 * /etc/resolv.conf of pods and nodes.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/network/dns/dns.go
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */

export type ResolvConf = {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** `ndots:5`, `edns0`. */
  readonly options: readonly string[];
};

export type KubeletDns = {
  readonly clusterDNS: readonly string[];
  readonly clusterDomain: string;
  /** The node's own file. */
  readonly node: Pick<ResolvConf, 'nameservers' | 'searches'>;
};

export type PodDns = {
  readonly namespace: string;
  readonly dnsPolicy?: string;
  readonly hostNetwork?: boolean;
  readonly dnsConfig?: {
    readonly nameservers?: readonly string[];
    readonly searches?: readonly string[];
    readonly options?: readonly { readonly name?: string; readonly value?: string }[];
  };
};

/** "The maximum number of DNS nameservers", of search domains and of their characters (pkg/apis/core/validation). */
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;
/** A longer one would abort the look-ups of some C libraries, so the kubelet leaves it out (formDNSSearchFitsLimits). */
const LONGEST_DOMAIN = 253;

/** Where the pod's look-ups go: to the cluster's DNS, to the node's, or where its own dnsConfig says. */
export function dnsTypeOf({ dnsPolicy = 'ClusterFirst', hostNetwork = false }: PodDns): 'cluster' | 'host' | 'none' {
  if (dnsPolicy === 'None') return 'none';
  if (dnsPolicy === 'ClusterFirstWithHostNet') return 'cluster';
  // On the host network ClusterFirst falls back to Default.
  return dnsPolicy === 'ClusterFirst' && !hostNetwork ? 'cluster' : 'host';
}

/** The file that the kubelet writes for the pod, and whether it had to cut something off (event DNSConfigForming). */
export function resolvConfOf(kubelet: KubeletDns, pod: PodDns): ResolvConf & { readonly truncated: boolean } {
  const base = baseOf(kubelet, pod);
  const { nameservers = [], searches = [], options = [] } = pod.dnsConfig ?? {};
  const servers = distinct([...base.nameservers, ...nameservers]);
  const domains = distinct([...base.searches, ...searches]);
  const kept = domains.slice(0, MOST_SEARCHES).filter((domain) => domain.length <= LONGEST_DOMAIN);
  while (kept.join(' ').length > MOST_SEARCH_CHARACTERS) kept.pop();
  return {
    nameservers: servers.slice(0, MOST_NAMESERVERS),
    searches: kept,
    options: mergeOptions(base.options, options),
    truncated: servers.length > MOST_NAMESERVERS || kept.length < domains.length,
  };
}

function baseOf({ clusterDNS, clusterDomain, node }: KubeletDns, pod: PodDns): ResolvConf {
  const type = dnsTypeOf(pod);
  if (type === 'none') return { nameservers: [], searches: [], options: [] };
  if (type === 'host' || clusterDNS.length === 0) return { ...node, options: [] };
  // "if c.ClusterDomain == "" { return hostSearch }" (generateSearchesForDNSClusterFirst).
  const domains = clusterDomain === '' ? [] : [`${pod.namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
  return { nameservers: clusterDNS, searches: distinct([...domains, ...node.searches]), options: ['ndots:5'] };
}

/** Options of the pod's dnsConfig replace those of the same name. */
function mergeOptions(base: readonly string[], own: NonNullable<NonNullable<PodDns['dnsConfig']>['options']>): string[] {
  const merged = new Map(base.map((option) => [option.split(':')[0] as string, option] as const));
  for (const { name = '', value } of own) merged.set(name, value === undefined || value === '' ? name : `${name}:${value}`);
  return [...merged.values()];
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)];
}
