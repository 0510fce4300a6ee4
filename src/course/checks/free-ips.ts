import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { find } from '../find.ts';
import { fillDeep } from '../placeholder.ts';
import { say } from '../say.ts';
import { integer, object, string } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** So many addresses of a subnet are free. */
export const freeIps = define({
  name: 'free_ips',
  summary: { ko: '서브넷에 IP 주소가 남아 있다', en: 'A subnet has so many free IP addresses' },
  args: object({ subnet: string(), least: integer(0, 1_000_000) }),
  evaluate: ({ subnet, least }, { world }) => {
    const free = freeAddresses(world, subnet);
    const actual = free === null ? say(NO_SUBNET, { subnet }) : say(FREE, { n: free });
    return judged(passing(free !== null && free >= least), { expected: say(LEAST, { n: least }), actual });
  },
});

/** The free addresses of a subnet by id or name, as DescribeSubnets counts them; null when there is no such subnet. */
export function freeAddresses(world: World, subnet: string): number | null {
  const [found] = find(world, { kind: 'Subnet', name: fillDeep(world, subnet) }) as readonly { readonly AvailableIpAddressCount: number }[];
  return found?.AvailableIpAddressCount ?? null;
}

const LEAST: Text = { ko: '남은 IP 주소 {n}개 이상', en: 'free IP addresses: {n} or more' };
const FREE: Text = { ko: '남은 IP 주소 {n}개', en: 'free IP addresses: {n}' };
const NO_SUBNET: Text = { ko: '{subnet} 서브넷 없음', en: 'no subnet {subnet}' };
