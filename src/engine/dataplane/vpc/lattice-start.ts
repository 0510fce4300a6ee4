/** Connections that VPC Lattice opens to targets, and how their answers are known. */
import { sourceFor } from '../../aws/lattice/addresses.ts';
import type { Address } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { sha1 } from '../../sha1.ts';
import type { World } from '../../world.ts';
import { atLattice } from '../place.ts';
import { replySession, socketsOf } from '../sessions.ts';
import type { Sessions } from '../step.ts';
import type { Start } from '../trace.ts';

/** The first packet of a connection to a target of the group: from a link-local address, whatever the address of the client. */
export function latticeStart(world: World, group: string, { address, port }: { readonly address: Address; readonly port: number }): Start {
  const digits = sha1(`${world.seed}\0${world.counters.connection}\0${group}`).slice(0, 8);
  const sourcePort = 1024 + (Number.parseInt(digits, 16) % (65536 - 1024));
  const packet: Packet = { protocol: 'tcp', source: sourceFor(group), destination: address, sourcePort, destinationPort: port, mark: 0 };
  return { place: atLattice('lattice-out', { kind: 'LatticeTargetGroup', key: group }), packet };
}

const SOCKETS = socketsOf(atLattice('lattice-in', { kind: 'LatticeTargetGroup', key: '' }));

/** The target group for which VPC Lattice has opened the connection that the packet answers, or null. */
export function openedBy(sessions: Sessions, packet: Packet): string | null {
  const holder = Object.keys(sessions).find((each) => each.startsWith(SOCKETS) && replySession(sessions, each, packet) !== undefined);
  return holder === undefined ? null : holder.slice(SOCKETS.length);
}
