/**
 * The routing policy of a node: which table a packet is looked up in.
 * Priorities: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go
 */
import { type Address, parseAddress, showAddress } from '../net/address.ts';
import { type Cidr, contains, hostCidr, showCidr } from '../net/cidr.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { cniSettings } from './cni-env.ts';
import { type EniDevice, eniDevices } from './devices.ts';
import type { Host } from './host.ts';
import { podRouteTo, type TableName } from './route-tables.ts';

export type IpRule = {
  readonly priority: number;
  readonly from: Cidr | null;
  readonly to: Cidr | null;
  readonly mark: { readonly value: number; readonly mask: number } | null;
  readonly table: TableName;
  /** As `ip rule show` prints it. */
  readonly text: string;
};

/** The mark by which connections that came in, or have to go out, by the primary ENI are kept there. */
export const PRIMARY_MARK = 0x80;

/** The rules of an instance in the order in which the kernel tries them. */
export function ipRules(world: World, InstanceId: string): readonly IpRule[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const devices = eniDevices(world, InstanceId);
  const rules = [rule(0, { table: 'local' }), rule(32766, { table: 'main' }), rule(32767, { table: 'default' })];
  if (host?.ipamd) rules.push(...cniRules(host, devices));
  return rules.sort((one, other) => one.priority - other.priority || order(one) - order(other));
}

/** The rules of an instance whose selectors match the packet, in the order in which the kernel tries them. */
export function rulesMatching(world: World, InstanceId: string, packet: Selected): readonly IpRule[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const devices = eniDevices(world, InstanceId);
  const rules = [rule(0, { table: 'local' }), rule(32766, { table: 'main' }), rule(32767, { table: 'default' })];
  if (host?.ipamd) {
    const pods = [packet.source, packet.destination].filter((address) => podRouteTo(world, InstanceId, address) !== undefined);
    rules.push(...settingsRules(host), ...pods.flatMap((pod) => rulesOfPod(pod, devices)), ...eniRules(devices));
  }
  return rules.filter((candidate) => matches(candidate, packet)).sort((one, other) => one.priority - other.priority);
}

type Selected = { readonly source: Address; readonly destination: Address; readonly mark: number };

function matches({ from, to, mark }: IpRule, packet: Selected): boolean {
  if (from !== null && !contains(from, packet.source)) return false;
  if (to !== null && !contains(to, packet.destination)) return false;
  return mark === null || (packet.mark & mark.mask) === mark.value;
}

function cniRules(host: Host, devices: readonly EniDevice[]): IpRule[] {
  const pods = host.kubelet.sandboxes.filter((sandbox) => sandbox.hostVeth !== null).map((sandbox) => parseAddress(sandbox.address));
  return [...settingsRules(host), ...pods.flatMap((pod) => rulesOfPod(pod, devices)), ...eniRules(devices)];
}

function settingsRules(host: Host): IpRule[] {
  const settings = cniSettings(host.ipamd?.env ?? {});
  const external = settings.externalServiceCidrs.map((to) => rule(1535, { to, table: 'main' }));
  if (!settings.nodePortSupport && settings.externalSnat) return external;
  return [rule(1024, { mark: { value: PRIMARY_MARK, mask: PRIMARY_MARK }, table: 'main' }), ...external];
}

/** A pod on the primary ENI has no rule for what it sends: that leaves by the main table. */
function rulesOfPod(address: Address, devices: readonly EniDevice[]): IpRule[] {
  const pod = hostCidr(address);
  const shownAddress = showAddress(address);
  const device = devices.find(({ eni }) => eni.PrivateIpAddresses.some((held) => held.PrivateIpAddress === shownAddress));
  const inbound = rule(512, { to: pod, table: 'main' });
  return device === undefined || device.table === 'main' ? [inbound] : [inbound, rule(1536, { from: pod, table: device.table })];
}

function eniRules(devices: readonly EniDevice[]): IpRule[] {
  return devices.slice(1).map(({ address, table }) => rule(32765, { from: hostCidr(address), table }));
}

function rule(priority: number, { from = null, to = null, mark = null, table }: Partial<IpRule> & { readonly table: TableName }): IpRule {
  const words = [`from ${from === null ? 'all' : shown(from)}`];
  if (to !== null) words.push(`to ${shown(to)}`);
  if (mark !== null) words.push(`fwmark 0x${mark.value.toString(16)}/0x${mark.mask.toString(16)}`);
  return { priority, from, to, mark, table, text: `${priority}:\t${words.join(' ')} lookup ${table}` };
}

/** `ip rule` leaves /32 out. */
function shown(cidr: Cidr): string {
  return cidr.prefix === 32 ? showAddress(cidr.base) : showCidr(cidr);
}

function order(rule: IpRule): number {
  const base = (rule.to ?? rule.from)?.base;
  return typeof base === 'number' ? base : 0;
}
