/** Devices and their addresses, as `ip link` and `ip addr` print them (iproute2, ip/ipaddress.c). */
import type { Link, LinkAddress } from '../../../engine/hosts/links.ts';
import { showAddress } from '../../../engine/net/address.ts';
import { lastAddress, parseCidr } from '../../../engine/net/cidr.ts';

export type LinkView = { readonly withAddresses: boolean; readonly family: 4 | 6 | null; readonly details?: boolean };

/** The lines of one device. */
export function linkLines(link: Link, { withAddresses, family, details = false }: LinkView): string[] {
  const { index, kind, mtu, mac, netns } = link;
  const loopback = kind === 'loopback';
  const queue = { loopback: 'noqueue', eni: 'mq', veth: 'noqueue', vlan: 'noqueue' }[kind];
  const length = kind === 'veth' ? '' : ' qlen 1000';
  const mode = withAddresses ? '' : ' mode DEFAULT';
  const head = `${index}: ${nameOf(link)}: <${flagsOf(link)}> mtu ${mtu} qdisc ${queue} state ${stateOf(link)}${mode} group default${length}`;
  if (withAddresses && family !== null && !link.addresses.some((address) => address.family === family)) return [];
  const other = netns !== undefined ? ` link-netns ${netns}` : kind === 'veth' ? ' link-netnsid 0' : '';
  const extra = details
    ? ` promiscuity 0 minmtu ${loopback ? 0 : kind === 'eni' ? 128 : 68} maxmtu ${kind === 'eni' ? 9216 : loopback ? 0 : 65_535}`
    : '';
  const brd = loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  const lines = [head];
  // `ip -4 addr` leaves the line of the hardware address out.
  if (!withAddresses || family === null) lines.push(`    link/${loopback ? 'loopback' : 'ether'} ${mac} brd ${brd}${other}${extra}`);
  if (details) lines.push(...detailLine(link));
  if (withAddresses) lines.push(...shownAddresses(link, family).flatMap((address) => addressLines(link, address)));
  return lines;
}

/** One line of `ip -br`. */
export function briefLink(link: Link, { withAddresses, family }: LinkView): string {
  const state = stateOf(link).padEnd(14);
  const tail = withAddresses ? shownAddresses(link, family).map(({ text }) => text) : [link.mac, `<${flagsOf(link)}>`];
  return `${nameOf(link).padEnd(16)} ${state} ${tail.join(' ')} `;
}

function detailLine({ kind, vlanId }: Link): string[] {
  const queues = 'numtxqueues 1 numrxqueues 1 gso_max_size 65536 gso_max_segs 65535';
  if (kind === 'vlan') return [`    vlan protocol 802.1Q id ${vlanId} <REORDER_HDR> addrgenmode eui64 ${queues}`];
  return kind === 'veth' ? [`    veth addrgenmode eui64 ${queues}`] : [];
}

function addressLines({ kind, name }: Link, { text, family, scope }: LinkAddress): string[] {
  const lifetime = '       valid_lft forever preferred_lft forever';
  if (family === 6) return [`    inet6 ${text} scope ${scope}`, lifetime];
  const block = parseCidr(text);
  const brd = kind === 'eni' ? ` brd ${showAddress(lastAddress(block))}` : '';
  return [`    inet ${text}${brd} scope ${scope} ${name}`, lifetime];
}

function shownAddresses({ addresses }: Link, family: 4 | 6 | null): readonly LinkAddress[] {
  const fitting = addresses.filter((address) => family === null || address.family === family);
  return [...fitting].sort((one, other) => one.family - other.family);
}

function nameOf({ name, peer }: Link): string {
  return peer === null ? name : `${name}@${peer}`;
}

function stateOf({ kind }: Link): string {
  return kind === 'loopback' ? 'UNKNOWN' : 'UP';
}

function flagsOf({ kind }: Link): string {
  return kind === 'loopback' ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP';
}
