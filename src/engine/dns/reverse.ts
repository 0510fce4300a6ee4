/** Reverse names: `6.0.168.192.in-addr.arpa.` and their like under ip6.arpa. */
import { readAddress, showAddress } from '../net/address.ts';

/** The address that a reverse name stands for, or null when it is none. */
export function addressOfReverse(name: string): string | null {
  const lower = name.toLowerCase();
  const v4 = /^((?:\d{1,3}\.){4})in-addr\.arpa\.$/.exec(lower);
  if (v4 !== null) return canonical((v4[1] as string).split('.').filter(Boolean).reverse().join('.'));
  const v6 = /^((?:[0-9a-f]\.){32})ip6\.arpa\.$/.exec(lower);
  if (v6 === null) return null;
  const digits = (v6[1] as string).split('.').filter(Boolean).reverse().join('');
  return canonical((digits.match(/.{4}/g) ?? []).join(':'));
}

/** Whether the name lies under a reverse zone. */
export function isReverse(name: string): boolean {
  return /\.(in-addr|ip6)\.arpa\.$/i.test(name);
}

/** The reverse name of an IPv4 address. */
export function reverseName(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa.`;
}

/** The address in its canonical form, or null. */
export function canonical(text: string): string | null {
  const address = readAddress(text);
  return address === null ? null : showAddress(address);
}
