/** Which addresses of a subnet are taken: by AWS itself, and by the network interfaces in it. */
import type { Address } from '../net/address.ts';
import { type Cidr, contains, lastAddress, parseCidr, sizeOf } from '../net/cidr.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { PREFIX_SIZE, usageOf } from './subnet-usage.ts';

/**
 * The first four addresses and the last one of a subnet cannot be given to an interface.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const RESERVED = 5;

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

/** Addresses that are not to be had. */
export type AddressSet = { readonly has: (address: Address) => boolean };

/** Every address of the subnet that an interface holds, those of delegated prefixes included. */
export function usedAddresses(world: World, SubnetId: string): AddressSet {
  return usageOf(world, SubnetId);
}

/** Every address that EC2 does not hand out by itself: the used ones and those that reservations keep. */
export function takenAddresses(world: World, SubnetId: string): AddressSet {
  const used = usageOf(world, SubnetId);
  const kept = lookup(world.aws.SubnetCidrReservation, 'bySubnet', SubnetId).map(({ Cidr }) => parseCidr(Cidr));
  return kept.length === 0 ? used : { has: (address) => used.has(address) || kept.some((block) => contains(block, address)) };
}
