/** Public IPv4 addresses from Amazon's pool. */
import { showAddress } from '../net/address.ts';
import { addressAt, parseCidr, sizeOf } from '../net/cidr.ts';
import type { Principal } from '../principal.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { mintDigits } from './mint-ids.ts';

/** One block of EC2 in each Region (https://ip-ranges.amazonaws.com/ip-ranges.json); the last is for Regions that are not named. */
const POOLS: { readonly [region: string]: string } = {
  'us-east-1': '44.192.0.0/11',
  'us-east-2': '3.128.0.0/12',
  'us-west-2': '44.224.0.0/11',
  'eu-west-1': '54.216.0.0/14',
  'eu-central-1': '18.192.0.0/14',
  'ap-northeast-1': '54.248.0.0/15',
  'ap-northeast-2': '43.200.0.0/14',
};
const ELSEWHERE = '54.144.0.0/12';

/** A public address that nothing in the world has, and the world that remembers having given it. */
export function drawPublicAddress(world: World, as: Principal): { readonly world: World; readonly address: string } {
  const pool = parseCidr(POOLS[world.region] ?? ELSEWHERE);
  const drawn = mintDigits(world, as, ['public-address']);
  const start = Number.parseInt((drawn.digits[0] as string).slice(0, 8), 16);
  for (let step = 0; ; step++) {
    const address = showAddress(addressAt(pool, (start + step) % sizeOf(pool)));
    if (!isTaken(world, address)) return { world: drawn.world, address };
  }
}

function isTaken(world: World, address: string): boolean {
  return (
    lookup(world.aws.Address, 'byPublicIp', address).length > 0 ||
    lookup(world.aws.NetworkInterface, 'byPublicIp', address).length > 0 ||
    world.outside.hosts.some((host) => host.address === address)
  );
}
