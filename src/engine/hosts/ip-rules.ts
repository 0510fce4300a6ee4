/**
 * The routing policy of a node: which table a packet is looked up in.
 * Priorities: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go
 */
import { type Address, familyOf, parseAddress, showAddress } from '../net/address.ts';
import { type Cidr, contains, hostCidr, showCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type CniSettings, cniSettings } from './cni-env.ts';
import { deviceHolding, type EniDevice, eniDevices, vlanDevice, vlanTable } from './devices.ts';
import type { Host, Sandbox } from './host.ts';
import { podByDevice, podRouteTo, type Routing, sandboxOfPod, type TableName } from './route-tables.ts';

export type IpRule = {
  readonly priority: number;
  readonly from: Cidr | null;
  readonly to: Cidr | null;
  /** The device that the packet came in by, or null for any. */
  readonly iif: string | null;
  readonly mark: { readonly value: number; readonly mask: number } | null;
  readonly table: TableName;
  /** As `ip rule show` prints it. */
  readonly text: string;
};

/** The rules of an instance in the order in which the kernel tries them. */
export function ipRules(world: World, InstanceId: string, family: 4 | 6 = 4): readonly IpRule[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const devices = eniDevices(world, InstanceId);
  const pods = host?.ipamd ? host.kubelet.sandboxes.flatMap((sandbox) => rulesOfPod(sandbox, devices, family)) : [];
  return ordered([...baseRules(host, family), ...pods, ...eniRules(host, devices, family)]);
}

/** The rules of an instance whose selectors match the packet, in the order in which the kernel tries them. */
export function rulesMatching({ host, interfaces }: Routing, packet: Selected): readonly IpRule[] {
  const four = familyOf(packet.destination) === 4;
  const standing = (four ? standing4 : standing6)(interfaces)(host ?? NO_HOST).filter((rule) => matches(rule, packet));
  if (!host?.ipamd) return standing;
  const rulesOf = (four ? podRules4 : podRules6)(interfaces);
  const own = podsConcerned(host, packet).flatMap((sandbox) => rulesOf(sandbox).filter((rule) => matches(rule, packet)));
  return own.length === 0 ? standing : ordered([...standing, ...own]);
}

/** The rules that no pod has a part in, in their order: worked out once for each version of a host and of its interfaces. */
const standingOf = (family: 4 | 6) =>
  once((devices: readonly EniDevice[]) =>
    once((host: Host | typeof NO_HOST) => {
      const known = host === NO_HOST ? undefined : (host as Host);
      return ordered([...baseRules(known, family), ...eniRules(known, devices, family)]);
    }),
  );
const NO_HOST: object = {};
const standing4 = standingOf(4);
const standing6 = standingOf(6);

/** The rules of one pod, worked out once for each version of it. */
const podRulesOf = (family: 4 | 6) => once((devices: readonly EniDevice[]) => once((sandbox: Sandbox) => rulesOfPod(sandbox, devices, family)));
const podRules4 = podRulesOf(4);
const podRules6 = podRulesOf(6);

/** Those of the rules whose selectors match the packet, in the order in which the kernel tries them. */
export function matching(rules: readonly IpRule[], packet: Selected): readonly IpRule[] {
  return ordered(rules.filter((candidate) => matches(candidate, packet)));
}

export type Selected = { readonly source: Address; readonly destination: Address; readonly mark: number; readonly iif?: string | undefined };

function matches({ from, to, mark, iif }: IpRule, packet: Selected): boolean {
  if (from !== null && !contains(from, packet.source)) return false;
  if (to !== null && !contains(to, packet.destination)) return false;
  if (iif !== null && iif !== packet.iif) return false;
  return mark === null || (packet.mark & mark.mask) === mark.value;
}

/** The pods whose own rules can match: by the address of either end, or by the device that the packet came in by. */
function podsConcerned(host: Host, packet: Selected): readonly Sandbox[] {
  const found: Sandbox[] = [];
  const byAddress = [packet.source, packet.destination].map((address) => podRouteTo(host, address)?.pod);
  for (const name of [...byAddress, packet.iif === undefined ? undefined : podByDevice(host, packet.iif)]) {
    const sandbox = name === undefined || name === null ? undefined : sandboxOfPod(host, name);
    if (sandbox !== undefined && !found.includes(sandbox)) found.push(sandbox);
  }
  return found;
}

function baseRules(host: Host | undefined, family: 4 | 6): IpRule[] {
  const settings = host?.ipamd ? cniSettings(host.ipamd.env) : null;
  // Without `default` in the list of IPv6 (https://man7.org/linux/man-pages/man8/ip-rule.8.html).
  const last = [ipRule(32766, { table: 'main' }), ...(family === 4 ? [ipRule(32767, { table: 'default' })] : [])];
  return [ipRule(localPriority(settings), { table: 'local' }), ...(settings === null ? [] : settingsRules(settings, family)), ...last];
}

/** With strict enforcing what comes by a VLAN device or from such a pod is routed before the host looks for itself. */
function localPriority(settings: CniSettings | null): number {
  return settings?.podEni === true && settings.enforcingMode === 'strict' ? 20 : 0;
}

/** What the settings of aws-node alone give. */
export function settingsRules(settings: CniSettings, family: 4 | 6): IpRule[] {
  const external = family === 6 ? [] : settings.externalServiceCidrs.map((to) => ipRule(1535, { to, table: 'main' }));
  // SetupHostNetwork adds the rule for one family only, the one that pods have.
  if ((settings.ipv6 ? 6 : 4) !== family || (!settings.nodePortSupport && settings.externalSnat)) return external;
  return [ipRule(1024, { mark: { value: settings.connmark, mask: settings.connmark }, table: 'main' }), ...external];
}

/** All that the settings give, with the place of the local table: 0, or 20 with strict enforcing. */
export function hostRules(settings: CniSettings, family: 4 | 6): readonly IpRule[] {
  return ordered([ipRule(localPriority(settings), { table: 'local' }), ...settingsRules(settings, family)]);
}

/** A pod as far as the rules about it go. */
export type RuledPod = Pick<Sandbox, 'address' | 'hostVeth' | 'branch'>;

function rulesOfPod(sandbox: RuledPod, devices: readonly EniDevice[], family: 4 | 6): IpRule[] {
  const { address, hostVeth, branch } = sandbox;
  if (hostVeth === null || familyOf(parseAddress(address)) !== family) return [];
  const device = branch === undefined ? deviceHolding(devices, parseAddress(address)) : undefined;
  return podRules(sandbox, device?.table ?? 'main');
}

/**
 * The rules about one pod. One on the primary ENI has no rule for what it sends: that leaves by the main table; a strict branch
 * ENI is told by the devices alone (driver.go, setupIPBasedContainerRouteRules and setupIIFBasedContainerRouteRules).
 */
export function podRules({ address, hostVeth, branch }: RuledPod, table: TableName): IpRule[] {
  const pod = hostCidr(parseAddress(address));
  if (branch?.mode === 'strict') {
    const own = vlanTable(branch.vlanId);
    return [ipRule(10, { iif: vlanDevice(branch.vlanId), table: own }), ipRule(10, { iif: hostVeth, table: own })];
  }
  const outbound = branch === undefined ? table : vlanTable(branch.vlanId);
  const inbound = ipRule(512, { to: pod, table: 'main' });
  return outbound === 'main' ? [inbound] : [inbound, ipRule(1536, { from: pod, table: outbound })];
}

function eniRules(host: Host | undefined, devices: readonly EniDevice[], family: 4 | 6): IpRule[] {
  return host?.ipamd && family === 4 ? devices.slice(1).flatMap(eniRule) : [];
}

/** What carries the primary address of a secondary ENI leaves by it; a trunk has no such rule (network.go, setupENINetwork). */
export function eniRule({
  address,
  table,
  eni,
}: Pick<EniDevice, 'address' | 'table'> & { readonly eni: Pick<EniDevice['eni'], 'InterfaceType'> }): IpRule[] {
  return eni.InterfaceType === 'trunk' ? [] : [ipRule(32765, { from: hostCidr(address), table })];
}

/** One rule, with its text. */
export function ipRule(priority: number, rule: Partial<IpRule> & { readonly table: TableName }): IpRule {
  const { from = null, to = null, iif = null, mark = null, table } = rule;
  const words = [`from ${from === null ? 'all' : shown(from)}`];
  if (to !== null) words.push(`to ${shown(to)}`);
  if (mark !== null) words.push(`fwmark 0x${mark.value.toString(16)}/0x${mark.mask.toString(16)}`);
  if (iif !== null) words.push(`iif ${iif}`);
  return { priority, from, to, iif, mark, table, text: `${priority}:\t${words.join(' ')} lookup ${table}` };
}

/** `ip rule` leaves /32 and /128 out. */
function shown(cidr: Cidr): string {
  return cidr.prefix === (typeof cidr.base === 'number' ? 32 : 128) ? showAddress(cidr.base) : showCidr(cidr);
}

function ordered(rules: readonly IpRule[]): IpRule[] {
  return [...rules].sort((one, other) => one.priority - other.priority || compare(one, other));
}

function compare(one: IpRule, other: IpRule): number {
  const [first, second] = [one, other].map((rule) => (rule.to ?? rule.from)?.base ?? 0) as [Address, Address];
  return first < second ? -1 : first > second ? 1 : 0;
}
