/** The addresses of a delegated /28: all sixteen can be given to pods, the first and the last too (data_store_test.go). */
import { showAddress } from '../net/address.ts';
import { addressAt, parseCidr } from '../net/cidr.ts';

/** How many addresses a prefix has. */
export const PREFIX_SIZE = 16;

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 10_000;

/** The addresses of a prefix in ascending order; remembered, since each look at a pool asks for them. */
export function addressesIn(prefix: string): readonly string[] {
  const found = known.get(prefix);
  if (found !== undefined) return found;
  const block = parseCidr(prefix);
  const addresses = Array.from({ length: PREFIX_SIZE }, (_, index) => showAddress(addressAt(block, index)));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(prefix, addresses);
  return addresses;
}
