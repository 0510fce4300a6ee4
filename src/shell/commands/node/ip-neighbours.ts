/** Neighbours as `ip neigh` and `arp` print them. */
import type { Netns } from '../../../engine/hosts/netns.ts';
import { showAddress } from '../../../engine/net/address.ts';
import { output } from '../../print.ts';
import type { IpCall } from './ip.ts';

type Neighbour = Netns['neighbours'][number];

/** The line of `ip neigh` (iproute2, ip/ipneigh.c). */
export function neighbourLine({ address, device, mac, state }: Neighbour): string {
  return `${showAddress(address)} dev ${device} lladdr ${mac} ${state}`;
}

/** `arp` shows the IPv4 neighbours; `-a` in BSD's form (net-tools, arp.c). */
export function arp({ world, netns, words }: IpCall) {
  const shown = netns.neighbours.filter(({ address }) => typeof address === 'number');
  const flag = words.find((word) => word.startsWith('-')) ?? '';
  const bsd = flag.includes('a');
  const lines = bsd ? shown.map(bsdLine) : shown.length === 0 ? [] : [HEAD, ...shown.map(row)];
  return output(world, { kind: 'read', stdout: lines.map((line) => `${line}\n`).join('') });
}

const HEAD = 'Address                  HWtype  HWaddress           Flags Mask            Iface';

function row({ address, device, mac, state }: Neighbour): string {
  const flags = state === 'PERMANENT' ? 'CM' : 'C';
  return `${showAddress(address).padEnd(23)}  ether   ${mac.padEnd(18)}  ${flags.padEnd(21)} ${device}`;
}

function bsdLine({ address, device, mac, state }: Neighbour): string {
  return `? (${showAddress(address)}) at ${mac} [ether]${state === 'PERMANENT' ? ' PERM' : ''} on ${device}`;
}
