/**
 * `iptables-save` on a node: the chains of kube-proxy and of aws-node, from the same rows that packets are matched with.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (syncProxyRules)
 */

import { endpointChain, portHash, portNameOf } from '../../../engine/dataplane/host/chain-name.ts';
import { chooseEndpoints, type EndpointChoice } from '../../../engine/dataplane/host/endpoint-choice.ts';
import { kernelOf } from '../../../engine/dataplane/host/kernel.ts';
import { backendRow, entryRow, filterRow } from '../../../engine/dataplane/host/proxy-row.ts';
import { type Hit, tableOf } from '../../../engine/dataplane/host/proxy-table.ts';
import { cniSettings } from '../../../engine/hosts/cni-env.ts';
import { cniChains, cniRules } from '../../../engine/hosts/cni-iptables.ts';
import { ruleText } from '../../../engine/hosts/iptables-rule.ts';
import type { ProxyEndpoint } from '../../../engine/hosts/proxy-rules.ts';
import { parseAddress } from '../../../engine/net/address.ts';
import { type Packet, showEndpoint } from '../../../engine/net/packet.ts';
import { objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';

export const TABLES = ['mangle', 'nat', 'filter'] as const;
export type Table = (typeof TABLES)[number];
export type Shown = { readonly tables?: readonly Table[]; readonly family?: 4 | 6 };

const BUILT_IN: { readonly [T in Table]: readonly string[] } = {
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
};

/** The tables of the instance's kernel as `iptables-save` prints them, without counters' values. */
export function iptablesSave(world: World, InstanceId: string, { tables = TABLES, family = 4 }: Shown = {}): string {
  if (family === 6) return tables.map((table) => tableText(table, cniTexts(world, InstanceId, table, 6))).join('');
  const ports = portsOf(world, InstanceId);
  const rules = {
    mangle: cniTexts(world, InstanceId, 'mangle'),
    nat: natRules(world, InstanceId, ports),
    filter: filterRules(world, InstanceId, ports),
  };
  return tables.map((table) => tableText(table, rules[table], table === 'nat' ? made(world, InstanceId) : [])).join('');
}

/** aws-node makes its chains even where it writes nothing into them. */
function made(world: World, InstanceId: string): readonly string[] {
  const ipamd = objectAt(world.hosts.Host, InstanceId)?.ipamd ?? null;
  return ipamd === null ? [] : cniChains(cniSettings(ipamd.env));
}

function tableText(table: Table, rules: readonly string[], empty: readonly string[] = []): string {
  const chainOf = (rule: string): string => rule.split(' ')[1] as string;
  // A chain that is jumped to exists even when it holds no rule.
  const jumpedTo = rules.flatMap((rule) => / -j ((?:KUBE|AWS|CNI)-\S+)/.exec(rule)?.[1] ?? []);
  const own = [...new Set([...rules.map(chainOf), ...jumpedTo, ...empty])].filter((chain) => !BUILT_IN[table].includes(chain)).sort();
  const declared = [...BUILT_IN[table].map((chain) => `:${chain} ACCEPT [0:0]`), ...own.map((chain) => `:${chain} - [0:0]`)];
  const ordered = [...BUILT_IN[table], ...own].flatMap((chain) => rules.filter((rule) => chainOf(rule) === chain));
  return `${[`*${table}`, ...declared, ...ordered, 'COMMIT'].join('\n')}\n`;
}

/** One Service port with every way by which it is entered, and the endpoints that this node uses. */
type Port = {
  readonly entries: readonly { readonly hit: Hit; readonly destination: string | null }[];
  readonly hit: Hit;
  readonly choice: EndpointChoice;
};

function portsOf(world: World, InstanceId: string): Port[] {
  const kernel = kernelOf(world, InstanceId);
  const table = tableOf(world, kernel);
  const node = nodeOf(world, kernel.host?.nodeName ?? '');
  const byPort = new Map<Hit['port'], { hit: Hit; destination: string | null }[]>();
  for (const [key, hit] of [...table.byAddress, ...table.byNodePort]) {
    const destination = hit.via === 'node-port' ? null : destinationOf(hit, key);
    byPort.set(hit.port, [...(byPort.get(hit.port) ?? []), { hit, destination }]);
  }
  return [...byPort].map(([port, entries]) => ({ entries, hit: (entries[0] as { hit: Hit }).hit, choice: chooseEndpoints(port, node) }));
}

/** The address by which the port was found: the key of the table names it by number. */
function destinationOf({ port, via }: Hit, key: string): string | null {
  const addresses = { 'cluster-ip': port.clusterIPs, 'external-ip': port.externalIPs, 'load-balancer-ip': port.loadBalancerIPs, 'node-port': [] }[
    via
  ];
  return addresses.find((address) => key.includes(` ${parseAddress(address)}:`)) ?? null;
}

function nodeOf(world: World, name: string): { readonly name: string; readonly zone: string | null } {
  const labels = objectAt(world.cluster.Node, name)?.metadata.labels;
  return { name, zone: labels?.['topology.kubernetes.io/zone'] ?? null };
}

function natRules(world: World, InstanceId: string, ports: readonly Port[]): string[] {
  const cni = cniTexts(world, InstanceId, 'nat');
  if (!hasProxy(world, InstanceId)) return cni;
  const served = ports.filter(({ choice }) => choice.any);
  const entries = served.flatMap(({ entries: list }) => list.map(({ hit, destination }) => entryRow(hit, packetTo(destination)).text));
  return [...PROXY_JUMPS, ...cni, ...entries, NODE_PORTS_JUMP, ...served.flatMap(chainsOf), ...MASQUERADE];
}

function chainsOf({ hit, entries, choice }: Port): string[] {
  const { cluster, local } = choice;
  const external = entries.some(({ hit: { via } }) => via !== 'cluster-ip') ? externalChain(hit) : [];
  const used = new Map([...cluster, ...local].map((endpoint) => [endpointChain(hit, endpoint), endpoint]));
  const backends = (list: readonly ProxyEndpoint[]) => list.map((endpoint) => ({ endpoint, masquerade: null }));
  const rows = (policy: 'Cluster' | 'Local', list: readonly ProxyEndpoint[]) =>
    list.map((_, index) => backendRow(hit, policy, backends(list), index).text);
  return [
    ...external,
    ...rows('Cluster', cluster),
    ...rows('Local', local),
    ...[...used].flatMap(([chain, endpoint]) => endpointRows(hit, chain, endpoint)),
  ];
}

function externalChain(hit: Hit): string[] {
  const [hash, name] = [portHash(hit), portNameOf(hit)];
  const chain = `KUBE-EXT-${hash}`;
  const row = (comment: string, match: string, target: string): string =>
    `-A ${chain} -m comment --comment "${comment} for ${name} external destinations"${match} -j ${target}`;
  if (hit.port.externalTrafficPolicy === 'Cluster') return [row('masquerade traffic', '', 'KUBE-MARK-MASQ'), `-A ${chain} -j KUBE-SVC-${hash}`];
  const own = ' -m addrtype --src-type LOCAL';
  return [
    row('masquerade LOCAL traffic', own, 'KUBE-MARK-MASQ'),
    row('route LOCAL traffic', own, `KUBE-SVC-${hash}`),
    `-A ${chain} -j KUBE-SVL-${hash}`,
  ];
}

function endpointRows(hit: Hit, chain: string, { address, port }: ProxyEndpoint): string[] {
  const [name, protocol] = [portNameOf(hit), hit.port.protocol.toLowerCase()];
  const to = showEndpoint(parseAddress(address), port);
  return [
    `-A ${chain} -s ${address}/32 -m comment --comment "${name}" -j KUBE-MARK-MASQ`,
    `-A ${chain} -p ${protocol} -m comment --comment "${name}" -m ${protocol} -j DNAT --to-destination ${to}`,
  ];
}

function filterRules(world: World, InstanceId: string, ports: readonly Port[]): string[] {
  const blocks = cniTexts(world, InstanceId, 'filter');
  if (!hasProxy(world, InstanceId)) return blocks;
  const refused = ports.flatMap(({ entries, choice }) =>
    entries.flatMap(({ hit, destination }) => {
      const isLocal = (hit.via === 'cluster-ip' ? hit.port.internalTrafficPolicy : hit.port.externalTrafficPolicy) === 'Local';
      if (!choice.any) return [filterRow(hit, packetTo(destination), 'no-endpoints').text];
      return isLocal && choice.local.length === 0 ? [filterRow(hit, packetTo(destination), 'no-local-endpoints').text] : [];
    }),
  );
  return [...blocks, ...FILTER_JUMPS, ...refused, ...FORWARDING];
}

function cniTexts(world: World, InstanceId: string, table: Table, family: 4 | 6 = 4): string[] {
  return cniRules(world, InstanceId)
    .filter((rule) => rule.table === table && rule.family === family)
    .map(ruleText);
}

function hasProxy(world: World, InstanceId: string): boolean {
  return (kernelOf(world, InstanceId).host?.kubeProxy.state ?? 'absent') !== 'absent';
}

/** A row prints only the destination of the packet that it matches. */
function packetTo(destination: string | null): Packet {
  const nowhere = parseAddress('0.0.0.0');
  return {
    protocol: 'tcp',
    source: nowhere,
    destination: destination === null ? nowhere : parseAddress(destination),
    sourcePort: 0,
    destinationPort: 0,
    mark: 0,
  };
}

const PORTALS = '-m comment --comment "kubernetes service portals"';
const PROXY_JUMPS = [
  `-A PREROUTING ${PORTALS} -j KUBE-SERVICES`,
  `-A OUTPUT ${PORTALS} -j KUBE-SERVICES`,
  '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
];
const NODE_PORTS_JUMP =
  '-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS';
const MASQUERADE = [
  '-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000',
  '-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN',
  '-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0',
  '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
];
const FILTER_JUMPS = ['INPUT', 'FORWARD', 'OUTPUT'].flatMap((chain) => [
  ...(chain === 'OUTPUT'
    ? []
    : [`-A ${chain} -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES`]),
  ...(chain === 'INPUT' ? [] : [`-A ${chain} -m conntrack --ctstate NEW ${PORTALS} -j KUBE-SERVICES`]),
  ...(chain === 'FORWARD' ? ['-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD'] : []),
]);
const FORWARDING = [
  '-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP',
  '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT',
  '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
];
