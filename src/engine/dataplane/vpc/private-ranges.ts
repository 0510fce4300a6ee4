/** Ranges that the internet does not route. */
import type { Address } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';

/** https://www.rfc-editor.org/rfc/rfc1918 */
const RFC1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(parseCidr);
/** https://www.rfc-editor.org/rfc/rfc6598 */
const RFC6598 = [parseCidr('100.64.0.0/10')];
/** Link-local, loopback and unique local addresses. */
const OTHERS = ['169.254.0.0/16', '127.0.0.0/8', 'fe80::/10', 'fc00::/7', '::1/128'].map(parseCidr);

/** The RFC whose private range holds the address, or null. */
export function privateRangeOf(address: Address): 'RFC1918' | 'RFC6598' | null {
  if (RFC1918.some((range) => contains(range, address))) return 'RFC1918';
  return RFC6598.some((range) => contains(range, address)) ? 'RFC6598' : null;
}

/** Whether the address is one that the internet does not route. */
export function isPrivate(address: Address): boolean {
  return privateRangeOf(address) !== null || OTHERS.some((range) => contains(range, address));
}
