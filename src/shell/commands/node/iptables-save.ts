/**
 * `iptables-save` on a node: the chains of kube-proxy and of aws-node, from the same rows that packets are matched with.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (syncProxyRules)
 */

import { endpointChain } from '../../../engine/dataplane/host/chain-name.ts';
import { chooseEndpoints, type EndpointChoice, portOfFamily } from '../../../engine/dataplane/host/endpoint-choice.ts';
import { ipv6Of, kernelOf, primaryAddress } from '../../../engine/dataplane/host/kernel.ts';
import { configOf } from '../../../engine/dataplane/host/node-nat.ts';
import {
  balancingRows,
  endpointRows,
  externalRows,
  firewallRows,
  markRow,
  NODE_PORTS_ROW,
  PORTAL_ROWS,
} from '../../../engine/dataplane/host/proxy-chains.ts';
import { entryRow, filterRow } from '../../../engine/dataplane/host/proxy-row.ts';
import { type Hit, tableOf } from '../../../engine/dataplane/host/proxy-table.ts';
import type { NatConfig } from '../../../engine/dataplane/host/service-nat.ts';
import { cniSettings } from '../../../engine/hosts/cni-env.ts';
import { cniChains, cniRules } from '../../../engine/hosts/cni-iptables.ts';
import { ruleText } from '../../../engine/hosts/iptables-rule.ts';
import { type Address, familyOf, parseAddress } from '../../../engine/net/address.ts';
import type { Packet } from '../../../engine/net/packet.ts';
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
  const given = { ports: portsOf(world, InstanceId, family), family };
  const rules = {
    mangle: cniTexts(world, InstanceId, 'mangle', family),
    nat: natRules(world, InstanceId, given),
    filter: filterRules(world, InstanceId, given),
  };
  const empty = (table: Table): readonly string[] => [
    ...(table === 'nat' && family === 4 ? made(world, InstanceId) : []),
    ...(hasProxy(world, InstanceId) ? CANARIES[table] : []),
  ];
  return tables.map((table) => tableText(table, rules[table], empty(table))).join('');
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

type OfFamily = { readonly ports: readonly Port[]; readonly family: 4 | 6 };

/** kube-proxy writes each family's table by itself: a Service without an address of the family is not in it. */
function portsOf(world: World, InstanceId: string, family: 4 | 6): Port[] {
  const kernel = kernelOf(world, InstanceId);
  const table = tableOf(world, kernel);
  const node = nodeOf(world, kernel.host?.nodeName ?? '');
  const byPort = new Map<Hit['port'], { hit: Hit; destination: string | null }[]>();
  for (const [key, hit] of [...table.byAddress, ...table.byNodePort]) {
    if (!hit.port.clusterIPs.some((address) => familyOf(parseAddress(address)) === family)) continue;
    const destination = hit.via === 'node-port' ? null : destinationOf(hit, key);
    byPort.set(hit.port, [...(byPort.get(hit.port) ?? []), { hit, destination }]);
  }
  return [...byPort].map(([port, entries]) => {
    const ofFamily = entries.filter(({ destination }) => destination === null || familyOf(parseAddress(destination)) === family);
    const hit = { ...(entries[0] as { hit: Hit }).hit, port: portOfFamily(port, family) };
    return { entries: ofFamily, hit, choice: chooseEndpoints(hit.port, node) };
  });
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

function natRules(world: World, InstanceId: string, { ports, family }: OfFamily): string[] {
  const cni = cniTexts(world, InstanceId, 'nat', family);
  if (!hasProxy(world, InstanceId)) return cni;
  const kernel = kernelOf(world, InstanceId);
  const written = { config: configOf(kernel), own: family === 4 ? (primaryAddress(kernel) ?? undefined) : ipv6Of(kernel)?.address };
  const served = ports.filter(({ choice }) => choice.any);
  const entries = served.flatMap(({ entries: list }) => list.map(({ hit, destination }) => entryRow(hit, packetTo(destination)).text));
  const portals = Object.values(PORTAL_ROWS).map(({ text }) => text);
  return [...portals, POSTROUTING_JUMP, ...cni, ...entries, NODE_PORTS_ROW.text, ...served.flatMap((port) => chainsOf(port, written)), ...MASQUERADE];
}

type Written = { readonly config: NatConfig; readonly own: Address | undefined };

function chainsOf({ hit, entries, choice }: Port, { config, own }: Written): string[] {
  const { cluster, local } = choice;
  const isExternal = entries.some(({ hit: { via } }) => via !== 'cluster-ip');
  const guarded = hit.port.loadBalancerSourceRanges.length > 0 && entries.some(({ hit: { via } }) => via === 'load-balancer-ip');
  const marks = entries.flatMap((entry) =>
    entry.hit.via === 'cluster-ip' && entry.destination !== null ? markRow(hit, parseAddress(entry.destination), config) : [],
  );
  const used = new Map([...cluster, ...local].map((endpoint) => [endpointChain(hit, endpoint), endpoint]));
  const rows = [
    ...(guarded ? firewallRows(hit, own).map(({ row }) => row) : []),
    ...(isExternal ? externalRows(hit, config) : []),
    ...marks,
    ...balancingRows(hit, 'Cluster', cluster),
    ...balancingRows(hit, 'Local', local),
    ...[...used.values()].flatMap((endpoint) => endpointRows(hit, endpoint)),
  ];
  return rows.map(({ text }) => text);
}

function filterRules(world: World, InstanceId: string, { ports, family }: OfFamily): string[] {
  const blocks = cniTexts(world, InstanceId, 'filter', family);
  if (!hasProxy(world, InstanceId)) return blocks;
  const refused = ports.flatMap(({ entries, choice }) =>
    entries.flatMap(({ hit, destination }) => {
      const isLocal = (hit.via === 'cluster-ip' ? hit.port.internalTrafficPolicy : hit.port.externalTrafficPolicy) === 'Local';
      if (!choice.any) return [filterRow(hit, packetTo(destination), 'no-endpoints').text];
      const guarded = hit.via === 'load-balancer-ip' && hit.port.loadBalancerSourceRanges.length > 0;
      return [
        ...(guarded ? [filterRow(hit, packetTo(destination), 'source-ranges').text] : []),
        ...(isLocal && choice.local.length === 0 ? [filterRow(hit, packetTo(destination), 'no-local-endpoints').text] : []),
      ];
    }),
  );
  const health = new Map(
    ports.flatMap(({ hit }) => (hit.port.healthCheckNodePort === null ? [] : [[hit.service, hit.port.healthCheckNodePort] as const])),
  );
  return [...blocks, ...FILTER_JUMPS, ...refused, ...[...health].map(healthCheckRule), ...FORWARDING, ...LOCALNET];
}

function healthCheckRule([service, port]: readonly [string, number]): string {
  return `-A KUBE-NODEPORTS -p tcp -m comment --comment "${service} health check node port" -m tcp --dport ${port} -j ACCEPT`;
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

const POSTROUTING_JUMP = '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING';
const MASQUERADE = [
  '-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000',
  '-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN',
  '-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0',
  '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
];
const NEW = '-m conntrack --ctstate NEW';
const FIREWALL = `${NEW} -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL`;
const PORTALS = '-m comment --comment "kubernetes service portals"';
const EXTERNAL = `${NEW} -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES`;
/** In the order in which they stand: kube-proxy puts each of its jumps before the others (iptablesJumpChains), the kubelet's comes behind. */
const FILTER_JUMPS = [
  `-A INPUT ${FIREWALL}`,
  '-A INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS',
  `-A INPUT ${EXTERNAL}`,
  '-A INPUT -j KUBE-FIREWALL',
  `-A FORWARD ${FIREWALL}`,
  '-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD',
  `-A FORWARD ${NEW} ${PORTALS} -j KUBE-SERVICES`,
  `-A FORWARD ${EXTERNAL}`,
  `-A OUTPUT ${FIREWALL}`,
  `-A OUTPUT ${NEW} ${PORTALS} -j KUBE-SERVICES`,
  '-A OUTPUT -j KUBE-FIREWALL',
];
const FORWARDING = [
  '-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP',
  '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT',
  '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
];
/** The kubelet's rule: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_network_linux.go */
const LOCALNET = [
  '-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP',
];
/** Chains without rules by which kubelet and kube-proxy notice that somebody has flushed a table. */
const CANARIES: { readonly [T in Table]: readonly string[] } = {
  mangle: ['KUBE-IPTABLES-HINT', 'KUBE-KUBELET-CANARY', 'KUBE-PROXY-CANARY'],
  nat: ['KUBE-KUBELET-CANARY', 'KUBE-NODEPORTS', 'KUBE-PROXY-CANARY'],
  filter: ['KUBE-EXTERNAL-SERVICES', 'KUBE-KUBELET-CANARY', 'KUBE-NODEPORTS', 'KUBE-PROXY-CANARY', 'KUBE-PROXY-FIREWALL', 'KUBE-SERVICES'],
};
