/** Judges services/kube-proxy.json: one packet through the rules of one node. */
import type { EndpointSlice } from '../engine/cluster/endpointslice.ts';
import type { Service } from '../engine/cluster/service.ts';
import { proxyTable } from '../engine/dataplane/host/proxy-table.ts';
import { type NatConfig, type NatNode, type NatVerdict, natVerdict } from '../engine/dataplane/host/service-nat.ts';
import { proxyRulesOf } from '../engine/hosts/proxy-rules-of.ts';
import { parseAddress } from '../engine/net/address.ts';
import { parseCidr } from '../engine/net/cidr.ts';
import { type Packet, showEndpoint, type TransportProtocol } from '../engine/net/packet.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Case = {
  readonly id: string;
  readonly mode: 'iptables' | 'nftables';
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly node: {
    readonly name: string;
    readonly ips: readonly string[];
    readonly clusterCIDR?: string;
    readonly zone?: string;
    readonly labels?: { readonly [key: string]: string };
  };
  readonly packet: { readonly sourceIP: string; readonly protocol: string; readonly destIP: string; readonly destPort: number };
  readonly proxyConfig?: {
    readonly masqueradeAll?: boolean;
    readonly localDetector?: 'none' | 'clusterCIDR';
    readonly nodePortAddresses?: readonly string[] | null;
    readonly localhostNodePorts?: boolean;
  };
  readonly expect: { readonly output: readonly string[] | string; readonly masquerade: boolean };
};

/** The service ranges of upstream's tests (pkg/proxy/nftables/proxier_test.go); the cases do not repeat them. */
const SERVICE_CIDRS = ['172.30.0.0/16', 'fd00:172:30::/112'].map(parseCidr);

export const adapter: Adapter = {
  area: 'services',
  file: 'kube-proxy.json',
  judge: (file) => (file as { readonly cases: readonly Case[] }).cases.map(judge),
};

function judge(given: Case): Judgement {
  const rules = given.services.flatMap((service) => proxyRulesOf(named(service), slicesOf(given, service)) ?? []);
  const verdict = natVerdict(proxyTable(rules), nodeOf(given), packetOf(given), configOf(given));
  const actual = shown(verdict);
  const ok = sameOutput(actual.output, given.expect.output) && actual.masquerade.every((one) => one === given.expect.masquerade);
  const detail = `expected ${JSON.stringify(given.expect)} but got ${JSON.stringify(actual)}`;
  return { id: given.id, ok, detail: ok ? '' : detail };
}

/** An object without a namespace is in `default`; an absent status is an empty one. */
function named(service: Service): Service {
  return { ...service, metadata: { ...service.metadata, namespace: service.metadata.namespace ?? 'default' }, status: service.status ?? {} };
}

function slicesOf({ endpointSlices }: Case, service: Service): EndpointSlice[] {
  const namespace = service.metadata.namespace ?? 'default';
  return endpointSlices.filter(({ metadata }) => {
    const owner = metadata.labels?.['kubernetes.io/service-name'];
    return owner === service.metadata.name && (metadata.namespace ?? 'default') === namespace;
  });
}

function nodeOf({ node }: Case): NatNode {
  const zone = node.zone ?? node.labels?.['topology.kubernetes.io/zone'] ?? null;
  return { name: node.name, zone, addresses: node.ips.map(parseAddress) };
}

function packetOf({ packet }: Case): Packet {
  return {
    protocol: packet.protocol.toLowerCase() as TransportProtocol,
    source: parseAddress(packet.sourceIP),
    destination: parseAddress(packet.destIP),
    sourcePort: 49152,
    destinationPort: packet.destPort,
    mark: 0,
  };
}

function configOf({ mode, node, proxyConfig = {} }: Case): NatConfig {
  const detects = proxyConfig.localDetector !== 'none' && node.clusterCIDR !== undefined;
  const addresses = proxyConfig.nodePortAddresses ?? null;
  return {
    mode,
    clusterCIDR: detects ? parseCidr(node.clusterCIDR as string) : null,
    masqueradeAll: proxyConfig.masqueradeAll ?? false,
    nodePortAddresses: addresses === null ? null : addresses.map(parseCidr),
    localhostNodePorts: proxyConfig.localhostNodePorts ?? true,
    serviceCIDRs: SERVICE_CIDRS,
  };
}

function shown(verdict: NatVerdict): { readonly output: readonly string[] | string; readonly masquerade: readonly boolean[] } {
  if (verdict.verdict === 'unchanged') return { output: 'unchanged', masquerade: [false] };
  if (verdict.verdict !== 'translate') return { output: verdict.verdict.toUpperCase(), masquerade: [false] };
  const backends = verdict.backends.map(({ endpoint }) => showEndpoint(parseAddress(endpoint.address), endpoint.port));
  return { output: backends, masquerade: verdict.backends.map(({ masquerade }) => masquerade !== null) };
}

function sameOutput(actual: readonly string[] | string, expected: readonly string[] | string): boolean {
  if (typeof actual === 'string' || typeof expected === 'string') return actual === expected;
  return [...actual].sort().join() === [...expected].sort().join();
}
