/**
 * Addresses of pods in an IPv6 cluster: out of the /80 of the primary ENI, in ascending order; one that has rested is used again first.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/datastore/data_store.go (AssignPodIPv6Address, getUnusedIP)
 */
import { interfacesOf } from '../aws/network-interface.ts';
import { readAddress, showAddress } from '../net/address.ts';
import { addressAt, contains, parseCidr } from '../net/cidr.ts';
import type { World } from '../world.ts';
import type { Host } from './host.ts';
import { isFree } from './ipamd-pool.ts';

/** The address that a new pod gets, or null while the primary ENI has no prefix. */
export function ipv6AddressFor(world: World, host: Host, pod: string): string | null {
  const prefix = ipv6PrefixOf(world, host);
  const book = host.ipamd;
  if (prefix === undefined || book === null) return null;
  const own = Object.keys(book.assigned).find((address) => book.assigned[address] === pod);
  if (own !== undefined) return own;
  const rested = Object.keys(book.cooling).find((address) => isFree(book, address, world.now));
  if (rested !== undefined) return rested;
  const block = parseCidr(prefix);
  // getUnusedIP begins with the first address of the prefix; CoreDNS has 2600:1f13:b66:8203:34e5:: in deploy-ipv6-cluster.
  for (let index = 0; ; index++) {
    const address = showAddress(addressAt(block, index));
    if (isFree(book, address, world.now)) return address;
  }
}

/** Whether the address is one of the prefix, and nobody has it. */
export function isFreeIpv6(world: World, host: Host, text: string): boolean {
  const prefix = ipv6PrefixOf(world, host);
  const address = readAddress(text);
  if (prefix === undefined || address === null || host.ipamd === null) return false;
  return contains(parseCidr(prefix), address) && isFree(host.ipamd, showAddress(address), world.now);
}

/** The prefix of the primary ENI, or undefined. */
export function ipv6PrefixOf(world: World, host: Host): string | undefined {
  return interfacesOf(world, host.InstanceId)[0]?.Ipv6Prefixes?.[0]?.Ipv6Prefix;
}
