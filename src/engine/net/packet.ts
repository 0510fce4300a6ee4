/** A packet as the filters and translators of the path see it: the five-tuple and the marks the kernel puts on it. */
import { type Address, showAddress } from './address.ts';

export type TransportProtocol = 'tcp' | 'udp' | 'sctp';
export type Protocol = TransportProtocol | 'icmp';

export type Packet = {
  readonly protocol: Protocol;
  readonly source: Address;
  readonly destination: Address;
  /** 0 for ICMP. */
  readonly sourcePort: number;
  /** 0 for ICMP. */
  readonly destinationPort: number;
  /** The netfilter mark (`skb->mark`), which exists only while the packet is inside one host. */
  readonly mark: number;
  /**
   * An ICMP error about the connection whose reply would have this five-tuple. Connection tracking knows it by the packet that it
   * quotes (RELATED) and translates it like the reply; whoever keeps no state sees a packet of ICMP (RFC 792, type 3, code 3).
   */
  readonly error?: 'port-unreachable';
};

/** The packet that answers this one: ends swapped, no mark. */
export function replyTo(packet: Packet): Packet {
  return {
    protocol: packet.protocol,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
    mark: 0,
  };
}

/** Whether two packets carry the same five-tuple; marks do not count. */
export function sameTuple(one: Packet, other: Packet): boolean {
  return (
    one.protocol === other.protocol &&
    one.source === other.source &&
    one.destination === other.destination &&
    one.sourcePort === other.sourcePort &&
    one.destinationPort === other.destinationPort
  );
}

/** The five-tuple as a key: what connection tracking looks connections up by. */
export function tupleKey(packet: Packet): string {
  return `${packet.protocol} ${packet.source}:${packet.sourcePort} ${packet.destination}:${packet.destinationPort}`;
}

/** `192.0.2.1:80`, `[2001:db8::1]:80`, or the bare address when there is no port. */
export function showEndpoint(address: Address, port: number): string {
  const shown = showAddress(address);
  if (port === 0) return shown;
  return typeof address === 'number' ? `${shown}:${port}` : `[${shown}]:${port}`;
}

/** `203.0.113.9:51514 → 192.168.64.8:32001 tcp`. */
export function showPacket(packet: Packet): string {
  if (packet.error !== undefined) return `${showAddress(packet.source)} → ${showAddress(packet.destination)} icmp ${packet.error}`;
  const from = showEndpoint(packet.source, packet.sourcePort);
  const to = showEndpoint(packet.destination, packet.destinationPort);
  return `${from} → ${to} ${packet.protocol}`;
}
