/** Which addresses of each subnet interfaces hold. Kept from one version of the interfaces to the next, so that a call costs what it changes. */
import { type Address, parseAddress } from '../net/address.ts';
import { addressAt, parseCidr } from '../net/cidr.ts';
import { differences, type PersistentMap } from '../persistent-map.ts';
import type { Entry } from '../store.ts';
import type { World } from '../world.ts';
import type { NetworkInterface } from './network-interface.ts';

/** A delegated prefix is a /28: 16 addresses. */
export const PREFIX_SIZE = 16;

type Interfaces = PersistentMap<Entry<NetworkInterface>>;
type Usage = Map<string, Set<Address>>;

/** The last version that was asked about. It is only a shortcut: the usage of a version is the same however it was found. */
let last: { readonly interfaces: Interfaces; readonly usage: Usage } = { interfaces: null, usage: new Map() };

const NONE: ReadonlySet<Address> = new Set();

/** The addresses of the subnet that interfaces hold; to be read before the world changes. */
export function usageOf(world: World, SubnetId: string): ReadonlySet<Address> {
  const interfaces = world.aws.NetworkInterface.entries;
  if (last.interfaces !== interfaces) {
    const changed = differences(last.interfaces, interfaces);
    // What one gives up another may take within one version: all is given up first.
    for (const { before } of changed) if (before !== undefined) each(last.usage, before.object, (used, address) => used.delete(address));
    for (const { after } of changed) if (after !== undefined) each(last.usage, after.object, (used, address) => used.add(address));
    last = { interfaces, usage: last.usage };
  }
  return last.usage.get(SubnetId) ?? NONE;
}

function each(usage: Usage, eni: NetworkInterface, take: (used: Set<Address>, address: Address) => void): void {
  let used = usage.get(eni.SubnetId);
  if (used === undefined) {
    used = new Set();
    usage.set(eni.SubnetId, used);
  }
  for (const { PrivateIpAddress } of eni.PrivateIpAddresses) take(used, parseAddress(PrivateIpAddress));
  for (const { Ipv4Prefix } of eni.Ipv4Prefixes) {
    const block = parseCidr(Ipv4Prefix);
    for (let index = 0; index < PREFIX_SIZE; index++) take(used, addressAt(block, index));
  }
}
