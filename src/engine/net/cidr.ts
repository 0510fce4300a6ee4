/** CIDR blocks as exact values: the network address and the prefix length. */
import { type Address, addToAddress, familyOf, type Ipv4, readAddress, showAddress } from './address.ts';

export type Cidr = { readonly base: Address; readonly prefix: number };

/** The block that a text names, host bits kept out of it, or null. `10.0.0.1/24` gives 10.0.0.0/24; see `hasHostBits`. */
export function readCidr(text: string): Cidr | null {
  const slash = text.indexOf('/');
  if (slash < 0) return null;
  const address = readAddress(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  if (address === null || !/^(0|[1-9][0-9]{0,2})$/.test(bits)) return null;
  const prefix = Number(bits);
  return prefix > widthOf(address) ? null : { base: networkOf(address, prefix), prefix };
}

/** The block that a text names. Throws on anything else: for texts that admission has checked. */
export function parseCidr(text: string): Cidr {
  const cidr = readCidr(text);
  if (cidr === null) throw new Error(`Expected a CIDR block but found ${JSON.stringify(text)}`);
  return cidr;
}

/** Whether the text of a block names an address inside it rather than its network address, as 10.0.0.1/24 does. */
export function hasHostBits(text: string): boolean {
  const cidr = readCidr(text);
  return cidr !== null && readAddress(text.slice(0, text.indexOf('/'))) !== cidr.base;
}

/** The block as a text, `10.0.0.0/24`. */
export function showCidr(cidr: Cidr): string {
  return `${showAddress(cidr.base)}/${cidr.prefix}`;
}

/** The block that holds this one address: /32 or /128. */
export function hostCidr(address: Address): Cidr {
  return { base: address, prefix: widthOf(address) };
}

/** Whether the address lies in the block; never across families. */
export function contains(cidr: Cidr, address: Address): boolean {
  return familyOf(cidr.base) === familyOf(address) && networkOf(address, cidr.prefix) === cidr.base;
}

/** Whether the whole inner block lies in the outer one. */
export function covers(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && contains(outer, inner.base);
}

/** Whether the two blocks share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return covers(one, other) || covers(other, one);
}

/** How many addresses the block has. Exact up to 2^53; larger IPv6 blocks give the nearest double. */
export function sizeOf(cidr: Cidr): number {
  return 2 ** (widthOf(cidr.base) - cidr.prefix);
}

/** The address at `index` of the block, 0 being the network address. */
export function addressAt(cidr: Cidr, index: number): Address {
  return addToAddress(cidr.base, index);
}

/** The last address of the block. */
export function lastAddress(cidr: Cidr): Address {
  const width = widthOf(cidr.base);
  if (typeof cidr.base === 'number') return (cidr.base + 2 ** (width - cidr.prefix) - 1) as Ipv4;
  return (cidr.base + (1n << BigInt(width - cidr.prefix)) - 1n) as Address;
}

function widthOf(address: Address): 32 | 128 {
  return typeof address === 'number' ? 32 : 128;
}

function networkOf(address: Address, prefix: number): Address {
  // A shift by 32 is one by 0.
  if (typeof address === 'number') return (prefix === 0 ? 0 : ((address >>> (32 - prefix)) << (32 - prefix)) >>> 0) as Ipv4;
  const shift = BigInt(128 - prefix);
  return ((address >> shift) << shift) as Address;
}
