/** Judges cni/dataplane.json: what the VPC CNI leaves in the kernel of a node and of its pods. */

import { same as equal } from '../engine/canonical.ts';
import { cniSettings, enforcingModeOf, podMtuOf } from '../engine/hosts/cni-env.ts';
import { cniChains, randomizeFlag, rulesOfNetwork } from '../engine/hosts/cni-iptables.ts';
import { refusedSetting } from '../engine/hosts/cni-refusal.ts';
import { hostVethName, hostVethPrefix, IPV6_GATEWAY, routeTableNumber, vlanDevice } from '../engine/hosts/devices.ts';
import { eniRule, hostRules, ipRule, matching, podRules, settingsRules } from '../engine/hosts/ip-rules.ts';
import { marked, walkChain } from '../engine/hosts/iptables-rule.ts';
import { interfaceNetwork } from '../engine/hosts/pod-network.ts';
import { branchRoutes, eniRoutes, routesToPod } from '../engine/hosts/route-tables.ts';
import { addToAddress, familyOf, parseAddress, showAddress } from '../engine/net/address.ts';
import { hostCidr, parseCidr, showCidr } from '../engine/net/cidr.ts';
import type { Adapter, Judgement } from './adapter.ts';
import { holdsAll, shownChains, shownRoute, shownRule } from './cni-notation.ts';

type Row = { readonly id: string; readonly expect: unknown; readonly [name: string]: unknown };
type Fields = { readonly [name: string]: unknown };

export const adapter: Adapter = {
  area: 'cni',
  file: 'dataplane.json',
  judge: (file) =>
    Object.entries(file as { readonly [section: string]: unknown }).flatMap(([section, rows]) => {
      const judge = SECTIONS[section];
      if (judge === undefined) {
        if (section === 'meta' || section === 'facts' || section === 'rulePriorities') return [];
        throw new Error(`Expected sections that are known but found ${section}`);
      }
      return (rows as readonly Row[]).map((row) => judged(row, judge(row)));
    }),
};

function judged({ id, expect }: Row, actual: unknown): Judgement {
  // Lists of routes, rules and neighbours are sets; what a case leaves out is not asked.
  const wanted = expect as Fields | null;
  const ok = isFields(wanted) && isFields(actual) ? Object.keys(wanted).every((key) => same(key, wanted[key], actual[key])) : equal(expect, actual);
  return { id, ok, detail: ok ? '' : `expected ${JSON.stringify(expect)} but got ${JSON.stringify(actual)}` };
}

function same(key: string, wanted: unknown, actual: unknown): boolean {
  // These are said to be there, or to be absent; the others are complete.
  if (key === 'ipRules') return holdsAll(actual as readonly unknown[], wanted as readonly unknown[]);
  if (key === 'removedRoutes' || key === 'removedIpRules')
    return !(wanted as readonly unknown[]).some((one) => holdsAll(actual as readonly unknown[], [one]));
  if (key === 'natContains')
    return Object.entries(wanted as Fields).every(([chain, rules]) =>
      holdsAll((actual as Record<string, unknown[]>)[chain] ?? [], rules as unknown[]),
    );
  if (isFields(wanted) && isFields(actual)) return Object.keys(wanted).every((chain) => sameList(wanted[chain], actual[chain]));
  return sameList(wanted, actual);
}

function sameList(wanted: unknown, actual: unknown): boolean {
  if (!Array.isArray(wanted) || !Array.isArray(actual)) return equal(wanted, actual);
  return wanted.length === actual.length && holdsAll(actual, wanted);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = (value: unknown): string | undefined => (value === null || value === undefined ? undefined : String(value));

const SECTIONS: { readonly [section: string]: (row: Row) => unknown } = {
  hostVethNames: ({ prefix, namespace, pod, interfaceIndex }) => hostVethName(String(prefix), String(namespace), String(pod), Number(interfaceIndex)),
  hostVethPrefixByMode: ({ configured, mode }) => hostVethPrefix(String(configured), enforcingModeOf(text(mode))),
  enforcingMode: ({ value }) => enforcingModeOf(text(value)),
  vethPrefixValidity: ({ value }) => ({ valid: refusedSetting({ AWS_VPC_K8S_CNI_VETHPREFIX: String(value) }) === null }),
  routeTables: ({ deviceNumber, networkCard }) => routeTableNumber(Number(deviceNumber), Number(networkCard)),
  podArtefacts: (row) => (row.vlan === undefined ? podArtefacts(row.pod as Fields) : vlanArtefacts(row.vlan as Fields)),
  eniArtefacts: ({ eni }) => eniArtefacts(eni as Fields),
  hostArtefacts: ({ config }) => hostArtefacts(config as Fields),
  snatDecisions: ({ config, packet }) => snatDecision(config as Fields, packet as Fields),
  randomizeSnat: ({ value }) => randomizeFlag(cniSettings({ AWS_VPC_K8S_CNI_RANDOMIZESNAT: String(value) })),
  mtu,
  cidrListParsing: ({ value }) => cniSettings({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: String(value) }).excludeSnatCidrs.map(showCidr),
  externalServiceRules: ({ cidrs }) => {
    const settings = cniSettings({ AWS_EXTERNAL_SERVICE_CIDRS: (cidrs as string[]).join(',') });
    return {
      rules: settingsRules(settings, 4)
        .filter(({ priority }) => priority === 1535)
        .map(shownRule),
    };
  },
};

function mtu({ question, env, podMtu, value, ipv6 }: Row): unknown {
  if (question === 'eni-mtu') return { eniMtu: cniSettings(env as { [name: string]: string }).eniMtu };
  if (question === 'pod-mtu') return { podMtu: podMtuOf(text(podMtu)) };
  return { valid: refusedSetting({ AWS_VPC_ENI_MTU: String(value), ENABLE_IPv6: String(ipv6 === true) }) === null };
}

function podArtefacts(pod: Fields): unknown {
  const address = parseAddress(String(pod.ip));
  if (pod.hostVeth === undefined) {
    const { routes, rules, neighbours } = interfaceNetwork({ address, hostMac: 'MAC of the host veth', index: Number(pod.interfaceIndex) });
    return {
      address: `${showCidr(hostCidr(address))} dev eth0`,
      routes: routes.map(shownRoute),
      rules: rules.map(shownRule),
      neighbours: neighbours.map(({ address: ip, mac, state }) => ({ ip: showAddress(ip), lladdr: mac, state: state.toLowerCase() })),
    };
  }
  const vlanId = Number(pod.vlanId);
  const link = {
    NetworkInterfaceId: 'eni-1',
    vlanId,
    mac: String(pod.branchMac),
    gateway: String(pod.subnetGateway),
    mode: enforcingModeOf(text(pod.mode)),
  };
  const branch = pod.vlanId === undefined ? {} : { branch: link };
  const sandbox = { address: String(pod.ip), hostVeth: String(pod.hostVeth), pod: 'default/pod', uid: 'uid', ...branch };
  const table = pod.eniDevice === undefined ? 'main' : routeTableNumber(Number(pod.eniDevice), Number(pod.networkCard ?? 0));
  const routes = [...routesToPod(sandbox), ...(pod.vlanId === undefined ? [] : branchRoutes(link, familyOf(address)))];
  return { vlanLink: vlanDevice(vlanId), routes: routes.map(shownRoute), rules: podRules(sandbox, table).map(shownRule) };
}

function vlanArtefacts(vlan: Fields): unknown {
  const routes = vlan.gateway === undefined ? [] : branchRoutes({ vlanId: Number(vlan.id), gateway: String(vlan.gateway) }, 4);
  return { vlanLink: vlanDevice(Number(vlan.id)), routes: routes.map(shownRoute) };
}

function eniArtefacts(eni: Fields): unknown {
  const subnet = parseCidr(String(eni.subnet));
  if (familyOf(subnet.base) === 6) return { gateway: showAddress(IPV6_GATEWAY) };
  const address = parseAddress(String(eni.ip));
  const table = routeTableNumber(Number(eni.deviceNumber), Number(eni.networkCard ?? 0));
  const routes = eniRoutes({ device: `eth${eni.deviceNumber}`, gateway: addToAddress(subnet.base, 1), table });
  const shown = routes.map(shownRoute);
  const rules = eniRule({ address, table, eni: { InterfaceType: eni.trunk === true ? 'trunk' : 'interface' } }).map(shownRule);
  return { mtu: cniSettings({}).eniMtu, address: `${eni.ip}/${subnet.prefix}`, routes: shown, removedRoutes: shown, rules };
}

function settingsOf(config: Fields) {
  return cniSettings({
    AWS_VPC_K8S_CNI_EXTERNALSNAT: String(config.externalSnat ?? false),
    AWS_VPC_CNI_NODE_PORT_SUPPORT: String(config.nodePort ?? true),
    AWS_VPC_K8S_CNI_VETHPREFIX: text(config.vethPrefix) ?? 'eni',
    AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: ((config.excludeSnatCidrs as string[]) ?? []).join(','),
    AWS_VPC_K8S_CNI_RANDOMIZESNAT: text(config.randomizeSnat) ?? 'prng',
    ENABLE_IPv6: String(config.ipv6 ?? false),
    ENABLE_V6_EGRESS: String(config.ipv6Egress ?? false),
    ENABLE_POD_ENI: String(config.podEni ?? false),
    POD_SECURITY_GROUP_ENFORCING_MODE: text(config.mode) ?? '',
  });
}

function networkOf(config: Fields) {
  const settings = settingsOf(config);
  const primary = parseAddress(String(config.primaryIp ?? config.nodePrimaryIp));
  const egress = settings.ipv6 && settings.v4Egress ? [{ address: parseAddress('169.254.172.2'), uid: 'uid' }] : [];
  return { settings, vpcCidrs: (config.vpcCidrs as string[]).map(parseCidr), primary, device: 'primary', egress };
}

function hostArtefacts(config: Fields): unknown {
  const network = networkOf(config);
  const family = network.settings.ipv6 ? 6 : 4;
  const ipRules = hostRules(network.settings, family).map(shownRule);
  const chains = shownChains(rulesOfNetwork(network), cniChains(network.settings));
  return { ipRules, removedIpRules: ipRules, nat: chains.nat, natContains: chains.nat, mangle: chains.mangle, filter: chains.filter };
}

/** The first packet of a connection that a pod opens, through the rules: marked, routed, translated. */
function snatDecision(config: Fields, packet: Fields): unknown {
  const network = networkOf(config);
  const rules = rulesOfNetwork(network);
  const isBranch = String(packet.podEni).startsWith('branch');
  const branch = { NetworkInterfaceId: 'eni-1', vlanId: 1, mac: '', gateway: '10.0.0.1', mode: 'standard' } as const;
  const pod = { address: '10.0.0.77', hostVeth: 'eni0123456789a', ...(isBranch ? { branch } : {}) };
  const [source, destination] = [network.egress[0]?.address ?? parseAddress(pod.address), parseAddress(String(packet.dst))];
  const asked = { source, destination, isNew: true, isLocal: () => false };
  const before = walkChain(rules, { table: 'nat', chain: 'PREROUTING' }, { ...asked, in: pod.hostVeth, out: '' });
  const { packet: mark } = marked(before, { packet: 0, connection: 0 });
  const all = [...settingsRules(network.settings, 4), ...podRules(pod, packet.podEni === 'secondary' ? 2 : 'main'), ipRule(32766, { table: 'main' })];
  const table = matching(all, { source, destination, mark })[0]?.table;
  const after = walkChain(rules, { table: 'nat', chain: 'POSTROUTING' }, { ...asked, in: '', out: table === 'main' ? network.device : 'eth1' });
  const snatToPrimaryIp = after.some(({ target }) => target.kind === 'SNAT' && target.toSource === network.primary);
  return { snatToPrimaryIp, egress: table === 'main' ? 'primary ENI' : 'own ENI' };
}
