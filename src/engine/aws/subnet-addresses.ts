/** Which addresses of a subnet are taken: by AWS itself, and by the network interfaces in it. */
import { type Address, parseAddress } from '../net/address.ts';
import { addressAt, type Cidr, lastAddress, parseCidr, sizeOf } from '../net/cidr.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';

/**
 * The first four addresses and the last one of a subnet cannot be given to an interface.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const RESERVED = 5;
/** A delegated prefix is a /28: 16 addresses. */
const PREFIX_SIZE = 16;

type Part = { readonly SubnetId: string; readonly CidrBlock: string };

/** Whether AWS keeps the address of this block for itself: network, router, DNS, future use, broadcast. */
export function isReserved(block: Cidr, address: Address): boolean {
  const offset = Number(address) - Number(block.base);
  return (offset >= 0 && offset < RESERVED - 1) || address === lastAddress(block);
}

/** How many addresses of the subnet are free, as `AvailableIpAddressCount` says. */
export function freeAddressCount(world: World, subnet: Part): number {
  let used = RESERVED;
  for (const eni of lookup(world.aws.NetworkInterface, 'bySubnet', subnet.SubnetId)) {
    used += eni.PrivateIpAddresses.length + eni.Ipv4Prefixes.length * PREFIX_SIZE;
  }
  return sizeOf(parseCidr(subnet.CidrBlock)) - used;
}

/** Every address of the subnet that an interface holds, those of delegated prefixes included. */
export function usedAddresses(world: World, SubnetId: string): ReadonlySet<Address> {
  const used = new Set<Address>();
  for (const eni of lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId)) {
    for (const { PrivateIpAddress } of eni.PrivateIpAddresses) used.add(parseAddress(PrivateIpAddress));
    for (const { Ipv4Prefix } of eni.Ipv4Prefixes) {
      const block = parseCidr(Ipv4Prefix);
      for (let index = 0; index < PREFIX_SIZE; index++) used.add(addressAt(block, index));
    }
  }
  return used;
}

/** Every address that EC2 does not hand out by itself: the used ones and those that reservations keep. */
export function takenAddresses(world: World, SubnetId: string): ReadonlySet<Address> {
  const taken = new Set(usedAddresses(world, SubnetId));
  for (const { Cidr } of lookup(world.aws.SubnetCidrReservation, 'bySubnet', SubnetId)) {
    const block = parseCidr(Cidr);
    for (let index = 0; index < sizeOf(block); index++) taken.add(addressAt(block, index));
  }
  return taken;
}
