/** Which addresses EC2 gives to an interface when it is left to choose, and which ones may be asked for. */
import { type Address, parseAddress, readAddress, showAddress } from '../net/address.ts';
import { addressAt, contains, parseCidr, sizeOf } from '../net/cidr.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type AddressSet, isReserved } from './subnet-addresses.ts';

/**
 * So many free addresses of the block. EC2 chooses as it likes; here each choice starts at a place that its digits give
 * and goes on to the next address that is free.
 */
export function pickAddresses(CidrBlock: string, used: AddressSet, digits: readonly string[]): string[] | Refusal {
  const block = parseCidr(CidrBlock);
  const size = sizeOf(block);
  const taken = new Set<Address>();
  const picked: string[] = [];
  for (const each of digits) {
    const start = Number.parseInt(each.slice(0, 8), 16) % size;
    let address: Address | null = null;
    for (let step = 0; step < size && address === null; step++) {
      const candidate = addressAt(block, (start + step) % size);
      if (!used.has(candidate) && !taken.has(candidate) && !isReserved(block, candidate)) address = candidate;
    }
    if (address === null) return noFreeAddresses();
    taken.add(address);
    picked.push(showAddress(address));
  }
  return picked;
}

/** What EC2 answers when a subnet has too few free addresses. */
export function noFreeAddresses(): Refusal {
  return refuse('InsufficientFreeAddressesInSubnet', 'The specified subnet does not have enough free addresses to satisfy the request.');
}

/** What EC2 answers when a subnet has too few free blocks of the size of a prefix, however many single addresses are free. */
export function noFreePrefixes(): Refusal {
  return refuse('InsufficientCidrBlocks', 'The specified subnet does not have enough free cidr blocks to satisfy the request.');
}

/** Null when the address may be given to an interface of the subnet. */
export function checkAddress(CidrBlock: string, used: AddressSet, text: string): Refusal | null {
  const address = readAddress(text);
  if (address === null) return refuse('InvalidParameterValue', `invalid value for parameter address: ${text}`);
  const block = parseCidr(CidrBlock);
  if (!contains(block, address)) return refuse('InvalidParameterValue', `Address ${text} does not fall within the subnet's address range`);
  if (isReserved(block, address)) return refuse('InvalidParameterValue', `Address ${text} is in subnet's reserved address range`);
  return used.has(parseAddress(text)) ? refuse('InvalidIPAddress.InUse', `Address ${text} is in use.`) : null;
}
