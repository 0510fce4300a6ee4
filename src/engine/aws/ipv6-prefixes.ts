/** IPv6 prefixes of interfaces: /80 blocks. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html */
import { type Address, type Ipv6, parseAddress } from '../net/address.ts';
import { type Cidr, parseCidr, readCidr, showCidr } from '../net/cidr.ts';
import type { Principal } from '../principal.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { mintDigits } from './mint-ids.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Subnet } from './subnet.ts';

const PREFIX = 80;

type Wanted = { readonly subnet: Subnet; readonly asked: readonly string[] | undefined; readonly count: number | undefined };

/** The prefixes asked for, or so many that EC2 chooses among the free ones of the subnet. */
export function ipv6PrefixesFor(
  world: World,
  as: Principal,
  { subnet, asked, count = 0 }: Wanted,
): { readonly world: World; readonly prefixes: readonly string[] } | Refusal {
  const block = subnet.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock;
  if (block === undefined) return refuse('InvalidParameterValue', `The subnet '${subnet.SubnetId}' does not have an IPv6 CIDR block.`);
  const taken = takenBlocks(world, subnet.SubnetId);
  if (asked !== undefined) {
    for (const text of asked) {
      const given = readCidr(text);
      if (given === null || given.prefix !== PREFIX) return refuse('InvalidParameterValue', `invalid value for parameter ipv6Prefix: ${text}`);
      if (taken.has(given.base)) return refuse('InvalidIPAddress.InUse', `Prefix ${text} is in use.`);
    }
    return { world, prefixes: asked.map((text) => showCidr(parseCidr(text))) };
  }
  const drawn = mintDigits(world, as, new Array<string>(count).fill('ipv6-prefix'));
  const prefixes = drawn.digits.map((digits) => {
    const chosen = freeBlock(parseCidr(block), taken, digits);
    taken.add(chosen);
    return showCidr({ base: chosen, prefix: PREFIX });
  });
  return { world: drawn.world, prefixes };
}

/** A /64 has 65,536 of them; the first one holds the addresses that AWS keeps. */
function freeBlock(subnet: Cidr, taken: ReadonlySet<Address>, digits: string): Ipv6 {
  const count = 1n << BigInt(PREFIX - subnet.prefix);
  let index = BigInt(`0x${digits.slice(0, 8)}`) % count;
  for (;;) {
    const base = ((subnet.base as bigint) + (index << BigInt(128 - PREFIX))) as Ipv6;
    if (index !== 0n && !taken.has(base)) return base;
    index = (index + 1n) % count;
  }
}

/** The blocks that a prefix or a single address lies in. */
function takenBlocks(world: World, SubnetId: string): Set<Address> {
  const enis = lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId);
  const single = enis.flatMap((eni) => eni.Ipv6Addresses.map(({ Ipv6Address }) => parseAddress(Ipv6Address) as bigint));
  const host = (1n << BigInt(128 - PREFIX)) - 1n;
  const prefixes = enis.flatMap((eni) => (eni.Ipv6Prefixes ?? []).map(({ Ipv6Prefix }) => parseCidr(Ipv6Prefix).base));
  return new Set<Address>([...prefixes, ...single.map((address) => (address & ~host) as Ipv6)]);
}
