/** Interfaces that services of AWS make for themselves in the subnets of a customer: requester-managed. */
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';
import { pickAddresses } from './free-addresses.ts';
import { ipv6For } from './ipv6-addresses.ts';
import { macAddress } from './mac-address.ts';
import { mintDigits, mintIds } from './mint-ids.ts';
import type { NetworkInterface } from './network-interface.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Subnet } from './subnet.ts';
import { takenAddresses } from './subnet-addresses.ts';

type Wanted = {
  readonly subnet: Subnet;
  readonly as: Principal;
  readonly InterfaceType: NetworkInterface['InterfaceType'];
  readonly RequesterId: string;
  readonly Description: string;
  readonly Groups: NetworkInterface['Groups'];
  /** An address that was asked for and checked; otherwise one is chosen. */
  readonly PrivateIpAddress?: string | undefined;
  /** Whether it gets an IPv6 address too, or which one. */
  readonly ipv6?: boolean | string;
};

/** A new interface in the subnet, not stored yet, and the world that remembers its ids; refused when no address is free. */
export function serviceInterface(world: World, wanted: Wanted): { readonly world: World; readonly eni: NetworkInterface } | Refusal {
  const { subnet, as } = wanted;
  const drawn = mintDigits(world, as, ['mac-address', 'address']);
  const picked =
    wanted.PrivateIpAddress === undefined
      ? pickAddresses(subnet.CidrBlock, takenAddresses(world, subnet.SubnetId), [drawn.digits[1] as string])
      : [wanted.PrivateIpAddress];
  if (isRefusal(picked)) return picked;
  const { ipv6 = false } = wanted;
  const named = typeof ipv6 === 'string' ? { asked: [ipv6], count: undefined } : { asked: undefined, count: ipv6 ? 1 : 0 };
  const six = ipv6For(drawn.world, as, { subnet, ...named });
  if (isRefusal(six)) return six;
  const minted = mintIds(six.world, as, ['eni']);
  const eni: NetworkInterface = {
    NetworkInterfaceId: minted.ids[0],
    SubnetId: subnet.SubnetId,
    OwnerId: world.account,
    RequesterId: wanted.RequesterId,
    RequesterManaged: true,
    Description: wanted.Description,
    InterfaceType: wanted.InterfaceType,
    MacAddress: macAddress(drawn.digits[0] as string),
    SourceDestCheck: wanted.InterfaceType !== 'nat_gateway' && wanted.InterfaceType !== 'network_load_balancer',
    Groups: wanted.Groups,
    PrivateIpAddresses: [{ PrivateIpAddress: picked[0] as string, Primary: true }],
    Ipv6Addresses: six.addresses.map((Ipv6Address) => ({ Ipv6Address })),
    Ipv4Prefixes: [],
    TagSet: [],
  };
  return { world: minted.world, eni };
}
