/** IPv6 blocks from Amazon's pool: a /56 for a VPC. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html */
import type { Ipv6 } from '../net/address.ts';
import { parseCidr, showCidr } from '../net/cidr.ts';
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';
import { mintDigits } from './mint-ids.ts';

/** https://ip-ranges.amazonaws.com/ip-ranges.json: the block out of which EC2 serves most Regions. */
const POOL = parseCidr('2600:1f00::/24');

/** A block that no other call gives, and the world that remembers having given it. */
export function drawIpv6Block(world: World, as: Principal): { readonly world: World; readonly block: string } {
  const drawn = mintDigits(world, as, ['ipv6-block']);
  const middle = BigInt(`0x${(drawn.digits[0] as string).slice(0, 8)}`) << 72n;
  return { world: drawn.world, block: showCidr({ base: ((POOL.base as bigint) | middle) as Ipv6, prefix: 56 }) };
}
