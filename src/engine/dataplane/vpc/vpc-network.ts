/** What a VPC's own network knows: which interface holds an address, which subnet, table and list a packet meets. */
import type { InternetGateway } from '../../aws/internet-gateway.ts';
import type { NetworkAcl } from '../../aws/network-acl.ts';
import { type NetworkInterface, WITH_PREFIXES } from '../../aws/network-interface.ts';
import type { RouteTable } from '../../aws/route-table.ts';
import type { Subnet } from '../../aws/subnet.ts';
import type { Vpc } from '../../aws/vpc.ts';
import { type Address, addToAddress, parseAddress, showAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import { once, onceIn, type Table } from '../../once.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { holdsAddress } from '../host/kernel.ts';

const blocks = once((vpc: Vpc): readonly Cidr[] => {
  const associated = vpc.CidrBlockAssociationSet.map(({ CidrBlock }) => parseCidr(CidrBlock));
  const six = vpc.Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => parseCidr(Ipv6CidrBlock));
  return [...(associated.length > 0 ? associated : [parseCidr(vpc.CidrBlock)]), ...six];
});
const subnetBlocks = once((subnet: Subnet): readonly Cidr[] =>
  [subnet.CidrBlock, ...subnet.Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock)].map(parseCidr),
);
const prefixHolders = (store: World['aws']['NetworkInterface']): readonly NetworkInterface[] => lookup(store, WITH_PREFIXES, 'yes');

/** Whether the address lies in a block of the VPC, of either family. */
export function isInVpc(vpc: Vpc, address: Address): boolean {
  return blocks(vpc).some((block) => contains(block, address));
}

/** Whether the address lies in a block of the subnet, of either family. */
export function isInSubnet(subnet: Subnet, address: Address): boolean {
  return subnetBlocks(subnet).some((block) => contains(block, address));
}

/** The interface of this VPC that holds the private address, or undefined. */
export function holderOf(world: World, VpcId: string, address: Address): NetworkInterface | undefined {
  const here = (eni: NetworkInterface) => objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId === VpcId;
  const found = holdersOf(world, address).find(here);
  return found ?? prefixHolders(world.aws.NetworkInterface).find((eni) => here(eni) && holdsAddress(eni, address));
}

const holders = once((_store: World['aws']['NetworkInterface']): Table<readonly NetworkInterface[]> => new Map());

/** The interfaces that hold the address singly: one in each VPC at most. */
function holdersOf({ aws: { NetworkInterface: store } }: World, address: Address): readonly NetworkInterface[] {
  const text = showAddress(address);
  return onceIn(holders(store), text, () => lookup(store, 'byAddress', text));
}

const subnetsBy = once((_store: World['aws']['Subnet']): Table<readonly Subnet[]> => new Map());

/** The subnet of this VPC whose block holds the address, or undefined. */
export function subnetOf({ aws: { Subnet: store } }: World, VpcId: string, address: Address): Subnet | undefined {
  return onceIn(subnetsBy(store), VpcId, () => lookup(store, 'byVpc', VpcId)).find((subnet) => isInSubnet(subnet, address));
}

/** The interface that holds the IPv6 address, which is one of its kind in the world, or undefined. */
export function ipv6HolderOf(world: World, address: Address): NetworkInterface | undefined {
  const [found] = holdersOf(world, address);
  return found ?? prefixHolders(world.aws.NetworkInterface).find((eni) => holdsAddress(eni, address));
}

/** The table that routes for the subnet: the associated one, else the main table of its VPC. */
export function routeTableOf({ aws: { RouteTable: store } }: World, { SubnetId, VpcId }: Subnet): RouteTable | undefined {
  return onceIn(tables(store), `${SubnetId} ${VpcId}`, () => {
    const own = lookup(store, 'bySubnet', SubnetId)[0];
    return own ?? lookup(store, 'byVpc', VpcId).find((table) => table.Associations.some(({ Main }) => Main));
  });
}

const tables = once((_store: World['aws']['RouteTable']): Table<RouteTable | undefined> => new Map());

/** The table that routes what comes in by the gateway, where one is associated with it. */
export function gatewayTableOf(world: World, gateway: string): RouteTable | undefined {
  return lookup(world.aws.RouteTable, 'byGateway', gateway)[0];
}

/** The network ACL of the subnet: the associated one, else the default ACL of its VPC. */
export function networkAclOf({ aws: { NetworkAcl: store } }: World, { SubnetId, VpcId }: Subnet): NetworkAcl | undefined {
  return onceIn(acls(store), `${SubnetId} ${VpcId}`, () => {
    const own = lookup(store, 'bySubnet', SubnetId)[0];
    return own ?? lookup(store, 'byVpc', VpcId).find((acl) => acl.IsDefault);
  });
}

const acls = once((_store: World['aws']['NetworkAcl']): Table<NetworkAcl | undefined> => new Map());

/** The internet gateway that is attached to the VPC, or undefined. */
export function internetGatewayOf(world: World, VpcId: string): InternetGateway | undefined {
  return lookup(world.aws.InternetGateway, 'byVpc', VpcId)[0];
}

/** Who holds the public address: the interface and the private address that it is mapped to. */
export function publicHolderOf(world: World, address: Address): { readonly eni: NetworkInterface; readonly privateAddress: Address } | null {
  const text = showAddress(address);
  const eni = lookup(world.aws.NetworkInterface, 'byPublicIp', text)[0];
  const mapped = eni?.PrivateIpAddresses.find(({ Association }) => Association?.PublicIp === text);
  return eni === undefined || mapped === undefined ? null : { eni, privateAddress: parseAddress(mapped.PrivateIpAddress) };
}

/** The public address that is associated with this private address of the VPC, or null. */
export function publicAddressOf(world: World, VpcId: string, address: Address): Address | null {
  const text = showAddress(address);
  const mapped = holderOf(world, VpcId, address)?.PrivateIpAddresses.find(({ PrivateIpAddress }) => PrivateIpAddress === text);
  return mapped?.Association === undefined ? null : parseAddress(mapped.Association.PublicIp);
}

/**
 * Whether the address is the Route 53 Resolver of the VPC: the base of its primary block plus two, or 169.254.169.253.
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export function isResolver(vpc: Vpc, address: Address): boolean {
  return address === resolverOf(vpc) || address === LINK_LOCAL_RESOLVER;
}

/** The address of the Route 53 Resolver in the VPC's own range. */
export const resolverOf = once((vpc: Vpc): Address => addToAddress(parseCidr(vpc.CidrBlock).base, 2));

const LINK_LOCAL_RESOLVER = parseAddress('169.254.169.253');
