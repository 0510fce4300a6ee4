/**
 * Prefixes of interfaces: /28 blocks of the subnet that nobody has a part of.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html
 */
import type { Address } from '../net/address.ts';
import { addressAt, type Cidr, covers, parseCidr, readCidr, showCidr, sizeOf } from '../net/cidr.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { noFreePrefixes } from './free-addresses.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Subnet } from './subnet.ts';
import { type AddressSet, isReserved, takenAddresses, usedAddresses } from './subnet-addresses.ts';

const PREFIX = 28;
const SIZE = 2 ** (32 - PREFIX);

/** So many free prefixes of the subnet, those out of reservations for prefixes first; or the refusal. */
export function pickPrefixes(world: World, subnet: Subnet, count: number): string[] | Refusal {
  const kept = lookup(world.aws.SubnetCidrReservation, 'bySubnet', subnet.SubnetId).filter((each) => each.ReservationType === 'prefix');
  const blocks = [...kept.map((each) => ({ Cidr: each.Cidr, taken: usedAddresses(world, subnet.SubnetId) }))];
  const ranges = [...blocks, { Cidr: subnet.CidrBlock, taken: takenAddresses(world, subnet.SubnetId) }];
  const picked: string[] = [];
  for (const { Cidr, taken } of ranges) {
    for (const candidate of prefixesIn(parseCidr(Cidr))) {
      if (picked.length === count) return picked;
      const shown = showCidr(candidate);
      if (!picked.includes(shown) && isFree(parseCidr(subnet.CidrBlock), candidate, taken)) picked.push(shown);
    }
  }
  return picked.length === count ? picked : noFreePrefixes();
}

/** Null when the prefix that was asked for is a free /28 of the subnet. */
export function checkPrefix(world: World, subnet: Subnet, text: string): Refusal | null {
  const block = readCidr(text);
  if (block === null || block.prefix !== PREFIX) return refuse('InvalidParameterValue', `invalid value for parameter ipv4Prefix: ${text}`);
  const whole = parseCidr(subnet.CidrBlock);
  if (!covers(whole, block)) return refuse('InvalidParameterValue', `Prefix ${text} does not fall within the subnet's address range`);
  return isFree(whole, block, usedAddresses(world, subnet.SubnetId)) ? null : refuse('InvalidIPAddress.InUse', `Prefix ${text} is in use.`);
}

/** The addresses of a prefix. */
export function addressesOfPrefix(prefix: string): Address[] {
  const block = parseCidr(prefix);
  return Array.from({ length: SIZE }, (_, index) => addressAt(block, index));
}

function* prefixesIn(block: Cidr): Generator<Cidr> {
  for (let index = 0; index + SIZE <= sizeOf(block); index += SIZE) yield { base: addressAt(block, index), prefix: PREFIX };
}

function isFree(subnet: Cidr, candidate: Cidr, taken: AddressSet): boolean {
  for (let index = 0; index < SIZE; index++) {
    const address = addressAt(candidate, index);
    if (taken.has(address) || isReserved(subnet, address)) return false;
  }
  return true;
}
