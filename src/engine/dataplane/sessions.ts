/** Connection state: what conntrack, security groups and sockets remember of the packets that have passed. */
import { type Packet, sameTuple, tupleKey } from '../net/packet.ts';
import type { Place, Session, Sessions } from './step.ts';

export const NO_SESSIONS: Sessions = {};
const NONE: readonly Session[] = [];

/** Names of holders, made once: a packet asks for the same one at every element. */
function named(what: string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    let name = known.get(key);
    if (name === undefined) {
      name = `${what} ${key}`;
      if (known.size >= MOST_NAMES) known.clear();
      known.set(key, name);
    }
    return name;
  };
}

const MOST_NAMES = 10_000;
const [hostName, policyName, eniName, natName, egressName] = ['host', 'policy', 'eni', 'nat', 'egress'].map(named) as [
  Named,
  Named,
  Named,
  Named,
  Named,
];
type Named = ReturnType<typeof named>;

/** Who holds a host's connection tracking table. */
export function conntrackOf(place: Place): string {
  return hostName(place.of.key);
}

/** Who holds the connections that the network policies of a pod let through. */
export function enforcedAt(pod: string): string {
  return policyName(pod);
}

/** Who holds the flow state of an interface's security groups. */
export function flowsOf(place: Place): string {
  return eniName(place.of.key);
}

/** Who holds the translations of a NAT gateway. */
export function natOf(place: Place): string {
  return natName(place.of.key);
}

/** Who holds the connections that an egress-only internet gateway let out. */
export function egressOf(place: Place): string {
  return egressName(place.of.key);
}

/** Who holds the connections that a load balancer forwarded by an interface of its own. */
export function forwardedBy(NetworkInterfaceId: string): string {
  return `load balancer ${NetworkInterfaceId}`;
}

/** Under which holder a load balancer leaves word that the packet, an answer of a target, is to come back to it. */
export function returning(packet: Packet): string {
  return `returning ${tupleKey(packet)}`;
}

/** Who holds the sockets of a network namespace: a pod's, a host's, an outside host's. */
export function socketsOf(place: Place): string {
  return `sockets ${place.of.kind} ${place.of.key}`;
}

/** The state with one more connection, first seen as this packet. */
export function remember(sessions: Sessions, holder: string, packet: Packet): Sessions {
  const known = sessions[holder] ?? [];
  return { ...sessions, [holder]: [...known, { original: packet, translated: packet, mark: 0, state: 'new' }] };
}

/** The state with one more connection, and as what it goes on. */
export function rememberAs(sessions: Sessions, holder: string, { original, translated }: Pick<Session, 'original' | 'translated'>): Sessions {
  return { ...sessions, [holder]: [...(sessions[holder] ?? []), { original, translated, mark: 0, state: 'new' }] };
}

/** The state of earlier packets, whose translations hold for every packet that follows. */
export function known(sessions: Sessions): Sessions {
  if (sessions === NO_SESSIONS) return sessions;
  const settled = (held: readonly Session[]) => held.map((session): Session => ({ ...session, state: 'established' }));
  return Object.fromEntries(Object.entries(sessions).map(([holder, held]) => [holder, settled(held)]));
}

/** The connection whose request this packet is, as it stands now on its way through the holder. */
export function requestSession(sessions: Sessions, holder: string, packet: Packet): Session | undefined {
  for (const session of sessions[holder] ?? NONE) if (sameTuple(session.translated, packet) || isRequest(session, packet)) return session;
  return undefined;
}

/** Whether the packet is the first one as it came in, or with its destination translated. */
function isRequest({ original, translated }: Session, { protocol, source, sourcePort, destination, destinationPort }: Packet): boolean {
  if (original.protocol !== protocol || original.source !== source || original.sourcePort !== sourcePort) return false;
  if (original.destination === destination && original.destinationPort === destinationPort) return true;
  return translated.destination === destination && translated.destinationPort === destinationPort;
}

/** The state in which the connection of the packet has changed. */
export function amend(sessions: Sessions, holder: string, session: Session, amended: Session): Sessions {
  return { ...sessions, [holder]: (sessions[holder] ?? []).map((known) => (known === session ? amended : known)) };
}

/**
 * The connection that this packet replies to. Its destination is put back before routing and its source after it, so in
 * between it answers the translated packet with the original's source.
 */
export function replySession(sessions: Sessions, holder: string, packet: Packet): Session | undefined {
  for (const session of sessions[holder] ?? NONE)
    if (isReply(session.translated, session.translated, packet) || isReply(session.translated, session.original, packet)) return session;
  return undefined;
}

/** Whether the packet answers the one, at the source of the other. */
function isReply(answered: Packet, at: Packet, { protocol, source, sourcePort, destination, destinationPort }: Packet): boolean {
  if (answered.protocol !== protocol || answered.destination !== source || answered.destinationPort !== sourcePort) return false;
  return at.source === destination && at.sourcePort === destinationPort;
}

/** The entry of connection tracking that this packet belongs to as it comes in: the one whose first packet looked the same. */
export function entryOf(sessions: Sessions, holder: string, packet: Packet): Session | undefined {
  for (const session of sessions[holder] ?? NONE) if (sameTuple(session.original, packet)) return session;
  return undefined;
}

/** The entry that this packet, as it comes in, is the reply of. */
export function entryAnswered(sessions: Sessions, holder: string, packet: Packet): Session | undefined {
  for (const session of sessions[holder] ?? NONE) if (isReply(session.translated, session.translated, packet)) return session;
  return undefined;
}

/** Whether a connection of the holder went on as this packet. */
export function hasPassed(sessions: Sessions, holder: string, packet: Packet): boolean {
  for (const { translated } of sessions[holder] ?? NONE) if (sameTuple(translated, packet)) return true;
  return false;
}

/** The state with one more entry, before the others: the packet carries its entry with it through the host. */
export function track(sessions: Sessions, holder: string, packet: Packet, device: string | undefined): Sessions {
  const entry: Session = { original: packet, translated: packet, mark: 0, state: 'new', ...(device === undefined ? {} : { in: device }) };
  return { ...sessions, [holder]: [entry, ...(sessions[holder] ?? [])] };
}

/** The state in which the entry has changed and stands before the others. */
export function first(sessions: Sessions, holder: string, entry: Session, amended: Session): Sessions {
  return { ...sessions, [holder]: [amended, ...(sessions[holder] ?? []).filter((other) => other !== entry)] };
}
