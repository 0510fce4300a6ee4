/** A packet in a host as iptables looks at it: the rules of aws-node that it meets. */
import { type IptablesRule, walkChain } from '../../hosts/iptables-rule.ts';
import type { Packet } from '../../net/packet.ts';
import type { Place } from '../step.ts';
import { isLocal, type Kernel } from './kernel.ts';

export type Passing = { readonly place: Place; readonly packet: Packet; readonly isNew: boolean };

/** The rules of a chain that match the packet, in the order in which it meets them. */
export function metBy(kernel: Kernel, at: Pick<IptablesRule, 'table' | 'chain'>, { place, packet, isNew }: Passing): readonly IptablesRule[] {
  const device = place.device ?? '';
  const [incoming, outgoing] = place.name === 'host-in' ? [device, ''] : ['', device];
  const { source, destination } = packet;
  return walkChain(kernel.rules, at, {
    source,
    destination,
    in: incoming,
    out: outgoing,
    isNew,
    isLocal: (address, on) => isLocal(kernel, address, on),
  });
}
