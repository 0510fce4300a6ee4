/** `ip route get ADDRESS [from ADDRESS] [iif DEVICE] [mark MARK]` (iproute2, ip/iproute.c). */
import { type Address, familyOf, readAddress, showAddress } from '../../../engine/net/address.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';
import { failed, type IpCall } from './ip.ts';

/** The route that the namespace takes for the address, decided by its rules and tables. */
export function gotRoute({ world, netns }: IpCall, words: readonly string[]): Output {
  const given = words[0] === 'to' ? words.slice(1) : words;
  const destination = readAddress(given[0]?.split('/')[0] ?? '');
  if (given[0] === undefined) return failed(world, 'need at least a destination address\n');
  if (destination === null) return failed(world, `Error: any valid prefix is expected rather than "${given[0]}".\n`);
  const value = (name: string): string | undefined => (given.includes(name) ? given[given.indexOf(name) + 1] : undefined);
  const [from, iif, mark] = [value('from'), value('iif'), Number(value('mark') ?? 0)];
  const named = from === undefined ? null : readAddress(from);
  if (from !== undefined && named === null) return failed(world, `Error: inet prefix is expected rather than "${from}".\n`);
  if (iif !== undefined && !netns.links.some((link) => link.name === iif)) return failed(world, `Cannot find device "${iif}"\n`);
  const own = netns.links.flatMap(({ addresses }) => addresses.map(({ text }) => readAddress(text.split('/')[0] as string)));
  // Only packets that came in may carry the address of somebody else (net/ipv4/route.c, ip_route_output_key_hash_rcu).
  if (named !== null && iif === undefined && !own.includes(named)) return failed(world, 'RTNETLINK answers: Invalid argument\n', 2);
  const source = named ?? netns.sourceFor(destination);
  if (source === null) return failed(world, 'RTNETLINK answers: Network is unreachable\n', 2);
  const found = netns.route({ source, destination, mark, iif });
  if (found === null) return failed(world, 'RTNETLINK answers: Network is unreachable\n', 2);
  const shown = shownRoute(found, { destination, source: found.local ? destination : source });
  const asked = [
    named === null ? '' : ` from ${showAddress(named)}`,
    iif === undefined ? '' : ` iif ${iif}`,
    mark === 0 ? '' : ` mark 0x${mark.toString(16)}`,
  ];
  return output(world, { kind: 'read', stdout: `${assemble(shown, asked as [string, string, string])}\n` });
}

type Found = NonNullable<ReturnType<IpCall['netns']['route']>>;
type Ends = { readonly destination: Address; readonly source: Address };
type Shown = { readonly to: string; readonly via: string; readonly tail: string; readonly six: boolean };

function shownRoute({ table, local, via, device }: Found, { destination, source }: Ends): Shown {
  const six = familyOf(destination) === 6;
  const gateway = via === null ? '' : ` via ${showAddress(via)}`;
  const place = table === 'main' || (local && six) ? '' : ` table ${table}`;
  return {
    to: `${local ? 'local ' : ''}${showAddress(destination)}`,
    via: `${gateway} dev ${local ? 'lo' : device}${place}`,
    tail: ` src ${showAddress(source)}`,
    six,
  };
}

/** For a packet that came in the source is asked, not chosen; the kernel also says whose user's it would be and what it caches. */
function assemble({ to, via, tail, six }: Shown, [from, iif, mark]: readonly [string, string, string]): string {
  if (six) return `${to}${from === '' ? ' from ::' : from}${via}${tail}${mark}${iif} metric 1024 pref medium`;
  const source = iif === '' && from === '' ? tail : '';
  return `${to}${from}${via}${source}${mark} uid 0 \n    cache${iif}`;
}
