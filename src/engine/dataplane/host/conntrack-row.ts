/** An entry of connection tracking as `conntrack -L` prints its two directions. https://man7.org/linux/man-pages/man8/conntrack.8.html */
import { showAddress } from '../../net/address.ts';
import { type Packet, replyTo } from '../../net/packet.ts';
import type { Row, Session } from '../step.ts';

/** The entry as a row: what came in first, and what is waited for as the answer. */
export function entryRow({ original, translated }: Pick<Session, 'original' | 'translated'>): Row {
  return { table: 'conntrack', text: `${tupleText(original)} ${tupleText(replyTo(translated))}` };
}

/** One direction of an entry. */
export function tupleText({ source, destination, sourcePort, destinationPort, protocol }: Packet): string {
  const ports = protocol === 'icmp' ? 'type=8 code=0 id=1' : `sport=${sourcePort} dport=${destinationPort}`;
  return `src=${showAddress(source)} dst=${showAddress(destination)} ${ports}`;
}
