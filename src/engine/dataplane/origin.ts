/** Where connections start: the place and the packet that an origin makes. */
import { same } from '../canonical.ts';
import type { Origin } from '../connection.ts';
import { podAddresses } from '../hosts/pod-network.ts';
import { type Address, familyOf, parseAddress, readAddress, showAddress } from '../net/address.ts';
import type { Packet, Protocol } from '../net/packet.ts';
import { part } from '../reads.ts';
import { sha1 } from '../sha1.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { ipv6Of, isLocal, isLoopback, type Kernel, kernelOf, primaryAddress, sandboxAt } from './host/kernel.ts';
import { outsidePlace } from './outside.ts';
import { atEni, atHost, atPod } from './place.ts';
import type { Start } from './trace.ts';

export type Destination = { readonly address: Address; readonly port: number; readonly protocol: Protocol };

/** The unspecified address: what a sender without any address would send from. */
const NO_ADDRESS = parseAddress('0.0.0.0');
const NO_IPV6_ADDRESS = parseAddress('::');

/** The first packet of a connection from the origin, and where it is made. */
export function startOf(world: World, from: Origin, to: Destination): Start {
  return part(world, (inWorld) => startIn(inWorld, from, to), same);
}

function startIn(world: World, from: Origin, to: Destination): Start {
  if (from.from === 'pod') {
    const found = sandboxAt(world, from.pod);
    if (found?.sandbox.hostNetwork) return fromHost(world, found.kernel, to);
    const family = familyOf(to.address);
    const own = found === null ? [] : podAddresses(found.sandbox);
    const source = own.find((address) => familyOf(address) === family) ?? (family === 6 ? NO_IPV6_ADDRESS : NO_ADDRESS);
    return { place: atPod('pod-out', from.pod), packet: packetOf(world, isLoopback(to.address) ? to.address : source, to) };
  }
  if (from.from === 'outside') {
    const address = outsideAddress(world, from.address);
    return { place: outsidePlace(world, address), packet: packetOf(world, address, to) };
  }
  if (from.from === 'interface') return fromInterface(world, from.NetworkInterfaceId, to);
  return fromHost(world, kernelOf(world, instanceOf(world, from)), to);
}

/** The families of the origin's own addresses, loopback apart; IPv4 where it has none. */
export function ownFamilies(world: World, from: Origin): readonly (4 | 6)[] {
  return part(world, (inWorld) => familiesIn(inWorld, from), same);
}

function familiesIn(world: World, from: Origin): readonly (4 | 6)[] {
  if (from.from === 'interface') return [4];
  if (from.from === 'outside') return [familyOf(outsideAddress(world, from.address))];
  const found = from.from === 'pod' ? sandboxAt(world, from.pod) : null;
  const ownNetwork = found !== null && !found.sandbox.hostNetwork;
  const kernel = from.from === 'pod' ? found?.kernel : kernelOf(world, instanceOf(world, from));
  const own = ownNetwork ? podAddresses(found.sandbox) : kernel === undefined ? [] : [primaryAddress(kernel), ipv6Of(kernel)?.address ?? null];
  const families = ([4, 6] as const).filter((family) => own.some((address) => address !== null && familyOf(address) === family));
  return families.length === 0 ? [4] : families;
}

function fromInterface(world: World, NetworkInterfaceId: string, to: Destination): Start {
  const eni = objectAt(world.aws.NetworkInterface, NetworkInterfaceId);
  const six = familyOf(to.address) === 6;
  const own = six ? eni?.Ipv6Addresses[0]?.Ipv6Address : eni?.PrivateIpAddresses[0]?.PrivateIpAddress;
  const source = readAddress(own ?? '') ?? (six ? NO_IPV6_ADDRESS : NO_ADDRESS);
  return { place: atEni('eni-out', NetworkInterfaceId), packet: packetOf(world, source, to) };
}

/** The instance that an origin of a host names. */
function instanceOf(world: World, from: Extract<Origin, { from: 'node' | 'instance' }>): string {
  if (from.from === 'instance') return from.InstanceId;
  return lookup(world.hosts.Host, 'byNode', from.node)[0]?.InstanceId ?? from.node;
}

function fromHost(world: World, kernel: Kernel, to: Destination): Start {
  const outward = familyOf(to.address) === 6 ? (ipv6Of(kernel)?.address ?? NO_IPV6_ADDRESS) : (primaryAddress(kernel) ?? NO_ADDRESS);
  const own = isLocal(kernel, to.address) ? to.address : outward;
  return { place: atHost('process-out', kernel.InstanceId), packet: packetOf(world, own, to) };
}

function outsideAddress(world: World, text: string): Address {
  const named = world.outside.hosts.find((host) => host.name === text || host.address === text);
  return parseAddress(named?.address ?? text.replace(/^\[(.*)\]$/, '$1'));
}

/** Linux takes client ports from 32768-60999 (net.ipv4.ip_local_port_range); here seed and connection number give it. */
function packetOf(world: World, source: Address, { address, port, protocol }: Destination): Packet {
  const digits = sha1(`${world.seed}\0${world.counters.connection}\0${showAddress(source)}`).slice(0, 8);
  const sourcePort = protocol === 'icmp' ? 0 : 32768 + (Number.parseInt(digits, 16) % (61000 - 32768));
  return { protocol, source, destination: address, sourcePort, destinationPort: protocol === 'icmp' ? 0 : port, mark: 0 };
}
