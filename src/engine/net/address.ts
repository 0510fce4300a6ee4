/**
 * IPv4 and IPv6 addresses as exact numbers: an IPv4 address is a `number`, an IPv6 address a `bigint`, so that the
 * family is known from the value and comparing is `===`.
 */
declare const IPV4: unique symbol;
declare const IPV6: unique symbol;
export type Ipv4 = number & { readonly [IPV4]: true };
export type Ipv6 = bigint & { readonly [IPV6]: true };
export type Address = Ipv4 | Ipv6;

/** 4 or 6. */
export function familyOf(address: Address): 4 | 6 {
  return typeof address === 'number' ? 4 : 6;
}

/** The address that a text names, or null; dotted quads without leading zeros (as Go's net/netip), RFC 4291 for IPv6. */
export function readAddress(text: string): Address | null {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

/** The address that a text names. Throws on anything else: for texts that admission has checked. */
export function parseAddress(text: string): Address {
  const address = readAddress(text);
  if (address === null) throw new Error(`Expected an IP address but found ${JSON.stringify(text)}`);
  return address;
}

/** The address as a text: a dotted quad, or IPv6 in the canonical form of RFC 5952. */
export function showAddress(address: Address): string {
  if (typeof address !== 'number') return showIpv6(address);
  let text = shown.get(address);
  if (text === undefined) {
    text = showIpv4(address);
    if (shown.size >= MOST_SHOWN) shown.clear();
    shown.set(address, text);
  }
  return text;
}

/** A world has few addresses, and its packets name them again and again. */
const shown = new Map<Ipv4, string>();
const MOST_SHOWN = 65_536;

/** The address `count` further on. */
export function addToAddress<A extends Address>(address: A, count: number): A {
  return (typeof address === 'bigint' ? (address as bigint) + BigInt(count) : (address as number) + count) as A;
}

function readIpv4(text: string): Ipv4 | null {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return null;
      value = value * 256 + octet;
      octet = -1;
    } else if (code >= 48 && code <= 57) {
      if (octet === 0) return null;
      octet = (octet < 0 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return null;
    } else return null;
  }
  return dots === 3 && octet >= 0 ? ((value * 256 + octet) as Ipv4) : null;
}

function showIpv4(value: number): string {
  return `${(value >>> 24) & 255}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function readIpv6(text: string): Ipv6 | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = readGroups(halves[0] as string, halves.length === 1);
  const tail = halves.length === 2 ? readGroups(halves[1] as string, true) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n) as Ipv6;
}

function readGroups(text: string, isTail: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const quad = isTail && index === parts.length - 1 ? readIpv4(part) : null;
      if (quad === null) return null;
      groups.push(Math.floor(quad / 65536), quad % 65536);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

function showIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - index * 16)) & 0xffffn));
  let best = { start: 0, length: 0 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const show = (part: number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.length < 2) return show(groups);
  return `${show(groups.slice(0, best.start))}::${show(groups.slice(best.start + best.length))}`;
}
