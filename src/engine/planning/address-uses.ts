/** What each address of a subnet is used for, and what each interface of a node holds: read from a world, whoever made it. */

import { limitsOf } from '../aws/instance-limits.ts';
import { interfacesOf, type NetworkInterface } from '../aws/network-interface.ts';
import { isReserved } from '../aws/subnet-addresses.ts';
import type { Host } from '../hosts/host.ts';
import { parseAddress } from '../net/address.ts';
import { addressAt, type Cidr, parseCidr, sizeOf } from '../net/cidr.ts';
import { lookup, objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { ADDRESS_USES, type AddressUse, type UseCounts } from './address-use.ts';

export type SubnetPicture = {
  readonly id: string;
  readonly cidr: Cidr;
  readonly zone: string;
  /** By the place of the address in the subnet; each number is an index into ADDRESS_USES. */
  readonly uses: Uint8Array;
  readonly counts: UseCounts;
  /** How many aligned blocks of 16 free addresses there are: what is left for prefixes. */
  readonly freePrefixes: number;
};

export type EniPicture = {
  readonly id: string;
  readonly device: number;
  readonly subnet: string;
  /** How many slots it has besides its primary address. */
  readonly slots: number;
  readonly prefixes: number;
  readonly used: number;
  readonly cooling: number;
  readonly warm: number;
};

export type NodePicture = {
  readonly name: string;
  readonly instance: string;
  readonly type: string;
  readonly maxEnis: number;
  readonly enis: readonly EniPicture[];
};

/** The subnet as it is used now. IPv4 only. */
export function pictureOfSubnet(world: World, SubnetId: string): SubnetPicture | null {
  const subnet = objectAt(world.aws.Subnet, SubnetId);
  const cidr = subnet?.CidrBlock ? parseCidr(subnet.CidrBlock) : null;
  if (subnet === undefined || cidr === null) return null;
  const uses = new Uint8Array(sizeOf(cidr));
  const mark = (address: string, use: AddressUse) => {
    uses[Number(parseAddress(address)) - Number(cidr.base)] = ADDRESS_USES.indexOf(use);
  };
  for (const index of [0, 1, 2, 3, uses.length - 1]) if (isReserved(cidr, addressAt(cidr, index))) uses[index] = ADDRESS_USES.indexOf('reserved');
  const hosts = hostsByInstance(world);
  for (const eni of lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId)) {
    const host = hosts.get(eni.Attachment?.InstanceId ?? '');
    for (const { PrivateIpAddress, Primary } of eni.PrivateIpAddresses)
      mark(PrivateIpAddress, useOf(host, world.now, { address: PrivateIpAddress, primary: Primary }));
    for (const address of prefixAddresses(eni)) mark(address, useOf(host, world.now, { address, prefix: true }));
  }
  return { id: SubnetId, cidr, zone: subnet.AvailabilityZone, uses, counts: counted(uses), freePrefixes: freeBlocks(uses) };
}

/** All subnets of the world, in ascending order of their addresses. */
export function subnetsOf(world: World): SubnetPicture[] {
  const pictures = objectsOf(world.aws.Subnet).map(({ SubnetId }) => pictureOfSubnet(world, SubnetId));
  return pictures.filter((one) => one !== null).sort((one, other) => Number(one.cidr.base) - Number(other.cidr.base));
}

/** All nodes on which aws-node has run, in the order of the world. */
export function nodesOf(world: World): NodePicture[] {
  return objectsOf(world.hosts.Host).flatMap((host) => (host.ipamd === null ? [] : [pictureOfNode(world, host)]));
}

/** What the interfaces of a node hold, by device index. */
export function pictureOfNode(world: World, host: Host): NodePicture {
  const type = objectAt(world.aws.Instance, host.InstanceId)?.InstanceType ?? '';
  const limits = limitsOf(type);
  const enis = interfacesOf(world, host.InstanceId).map((eni): EniPicture => {
    const secondary = eni.PrivateIpAddresses.filter(({ Primary }) => !Primary).map(({ PrivateIpAddress }) => PrivateIpAddress);
    const uses = [...secondary, ...prefixAddresses(eni)].map((address) => useOf(host, world.now, { address }));
    const count = (use: AddressUse) => uses.filter((one) => one === use).length;
    return {
      id: eni.NetworkInterfaceId,
      device: eni.Attachment?.DeviceIndex ?? 0,
      subnet: eni.SubnetId,
      slots: (limits?.ipv4PerEni ?? secondary.length + 1) - 1,
      prefixes: eni.Ipv4Prefixes.length,
      used: count('used'),
      cooling: count('cooling'),
      warm: count('warm'),
    };
  });
  return { name: host.nodeName ?? host.InstanceId, instance: host.InstanceId, type, maxEnis: limits?.enis ?? enis.length, enis };
}

type Held = { readonly address: string; readonly primary?: boolean; readonly prefix?: boolean };

function useOf(host: Host | undefined, now: number, { address, primary = false, prefix = false }: Held): AddressUse {
  if (host === undefined || host.ipamd === null) return primary && host !== undefined ? 'primary' : 'other';
  if (primary) return 'primary';
  if (host.ipamd.assigned[address] !== undefined) return 'used';
  if ((host.ipamd.cooling[address] ?? 0) > now) return 'cooling';
  return prefix ? 'prefix' : 'warm';
}

function prefixAddresses(eni: NetworkInterface): string[] {
  return eni.Ipv4Prefixes.flatMap(({ Ipv4Prefix }) => {
    const [base = ''] = Ipv4Prefix.split('/');
    const [, head = '', last = '0'] = /^(.*\.)(\d+)$/.exec(base) ?? [];
    return Array.from({ length: 16 }, (_, offset) => `${head}${Number(last) + offset}`);
  });
}

function hostsByInstance(world: World): ReadonlyMap<string, Host> {
  return new Map(objectsOf(world.hosts.Host).map((host) => [host.InstanceId, host]));
}

function counted(uses: Uint8Array): UseCounts {
  const counts = new Array<number>(ADDRESS_USES.length).fill(0);
  for (const use of uses) counts[use] = (counts[use] ?? 0) + 1;
  return Object.fromEntries(ADDRESS_USES.map((use, at) => [use, counts[at] ?? 0])) as UseCounts;
}

function freeBlocks(uses: Uint8Array): number {
  let blocks = 0;
  for (let from = 0; from + 16 <= uses.length; from += 16) if (uses.subarray(from, from + 16).every((use) => use === 0)) blocks++;
  return blocks;
}
