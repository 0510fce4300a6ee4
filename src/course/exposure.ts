/** What a world shows to the internet, and what else a design is weighed by. */
import { objectsOf } from '../engine/store.ts';
import type { World } from '../engine/world.ts';

const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);
const TCP_PORTS = 65_536;

/** How many TCP ports security groups open to the whole internet, over all interfaces that have a public IPv4 address. */
export function openPorts(world: World): number {
  const rules = new Map<string, (readonly [from: number, to: number])[]>();
  for (const rule of objectsOf(world.aws.SecurityGroupRule)) {
    if (rule.IsEgress || !EVERYWHERE.has(rule.CidrIpv4 ?? rule.CidrIpv6 ?? '')) continue;
    const range = tcpRange(rule.IpProtocol, rule.FromPort, rule.ToPort);
    if (range !== null) rules.set(rule.GroupId, [...(rules.get(rule.GroupId) ?? []), range]);
  }
  return objectsOf(world.aws.NetworkInterface)
    .filter(({ PrivateIpAddresses }) => PrivateIpAddresses.some(({ Association }) => Association?.PublicIp !== undefined))
    .reduce((sum, { Groups }) => sum + covered(Groups.flatMap(({ GroupId }) => rules.get(GroupId) ?? [])), 0);
}

/** How many private IPv4 addresses interfaces hold, a delegated /28 prefix with all of its own. */
export function heldAddresses(world: World): number {
  return objectsOf(world.aws.NetworkInterface).reduce(
    (sum, { PrivateIpAddresses, Ipv4Prefixes = [] }) => sum + PrivateIpAddresses.length + 16 * Ipv4Prefixes.length,
    0,
  );
}

function tcpRange(protocol: string, from: number | undefined, to: number | undefined): readonly [number, number] | null {
  if (protocol === '-1') return [0, TCP_PORTS - 1];
  return protocol === 'tcp' && from !== undefined && to !== undefined ? [from, to] : null;
}

/** The size of the union of ranges. */
function covered(ranges: readonly (readonly [number, number])[]): number {
  let [count, next] = [0, 0];
  for (const [from, to] of [...ranges].sort(([one], [other]) => one - other)) {
    count += Math.max(0, to - Math.max(from, next) + 1);
    next = Math.max(next, to + 1);
  }
  return count;
}
