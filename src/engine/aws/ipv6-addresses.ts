/** Which IPv6 addresses an interface gets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignIpv6Addresses.html */
import { type Address, type Ipv6, parseAddress, readAddress, showAddress } from '../net/address.ts';
import { type Cidr, contains, lastAddress, parseCidr } from '../net/cidr.ts';
import type { Principal } from '../principal.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { mintDigits } from './mint-ids.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Subnet } from './subnet.ts';

type Wanted = {
  readonly subnet: Subnet;
  readonly asked: readonly string[] | undefined;
  readonly count: number | undefined;
};

/** The addresses asked for, or so many that EC2 chooses; without either one address where the subnet gives one to all. */
export function ipv6For(
  world: World,
  as: Principal,
  { subnet, asked, count }: Wanted,
): { readonly world: World; readonly addresses: readonly string[] } | Refusal {
  const block = subnet.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock;
  const wanted = count ?? (asked === undefined && subnet.AssignIpv6AddressOnCreation ? 1 : 0);
  if (asked === undefined && wanted === 0) return { world, addresses: [] };
  if (asked !== undefined && count !== undefined) {
    return refuse('InvalidParameterCombination', 'The request can contain only one of ipv6Addresses, ipv6AddressCount.');
  }
  if (block === undefined) return refuse('InvalidParameterValue', `The subnet '${subnet.SubnetId}' does not have an IPv6 CIDR block.`);
  const used = usedIpv6(world, subnet.SubnetId);
  if (asked === undefined) return picked(world, as, { block: parseCidr(block), used, count: wanted });
  for (const text of asked) {
    const wrong = checkIpv6(parseCidr(block), used, text);
    if (wrong !== null) return wrong;
  }
  return { world, addresses: asked.map((text) => showAddress(parseAddress(text))) };
}

function usedIpv6(world: World, SubnetId: string): ReadonlySet<Address> {
  const enis = lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId);
  return new Set(enis.flatMap((eni) => eni.Ipv6Addresses.map((each) => parseAddress(each.Ipv6Address))));
}

function checkIpv6(block: Cidr, used: ReadonlySet<Address>, text: string): Refusal | null {
  const address = readAddress(text);
  if (address === null) return refuse('InvalidParameterValue', `invalid value for parameter ipv6Address: ${text}`);
  if (!contains(block, address)) return refuse('InvalidParameterValue', `Address ${text} does not fall within the subnet's IPv6 CIDR block`);
  if (isReserved(block, address)) return refuse('InvalidParameterValue', `Address ${text} is in subnet's reserved address range`);
  return used.has(address) ? refuse('InvalidIPAddress.InUse', `Address ${text} is in use.`) : null;
}

/** The first four addresses and the last one. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
function isReserved(block: Cidr, address: Address): boolean {
  return (address as bigint) - (block.base as bigint) < 4n || address === lastAddress(block);
}

type Picking = { readonly block: Cidr; readonly used: ReadonlySet<Address>; readonly count: number };

function picked(world: World, as: Principal, { block, used, count }: Picking) {
  const drawn = mintDigits(world, as, new Array<string>(count).fill('ipv6-address'));
  const hostBits = BigInt(128 - block.prefix);
  const taken = new Set(used);
  const addresses = drawn.digits.map((digits) => {
    let address = ((block.base as bigint) | (BigInt(`0x${digits.slice(0, 16)}`) & ((1n << hostBits) - 1n))) as Ipv6;
    while (taken.has(address) || isReserved(block, address)) address = (address + 1n) as Ipv6;
    taken.add(address);
    return showAddress(address);
  });
  return { world: drawn.world, addresses };
}
