/** The routing decision of a kernel: the first rule that matches and whose table has a route. `ip route get` and packets ask the same. */
import { showAddress } from '../net/address.ts';
import { type IpRule, rulesMatching, type Selected } from './ip-rules.ts';
import { type HostRoute, type Routing, routeIn } from './route-tables.ts';

export type RouteFound = { readonly rule: IpRule; readonly route: HostRoute };

/** The rule and the route that the kernel takes for the packet, or null when it has none. */
export function lookupRoute(routing: Routing, packet: Selected): RouteFound | null {
  for (const rule of rulesMatching(routing, packet)) {
    const route = routeIn(routing, rule.table, packet.destination);
    if (route !== undefined) return { rule, route };
  }
  return null;
}

/**
 * Whether the kernel takes the packet for a forgery: its source is an address of the host itself. The way back is looked up as
 * if it came in where the packet goes out, so the rules of VLAN devices make an exception.
 * https://github.com/torvalds/linux/blob/master/net/ipv4/fib_frontend.c (__fib_validate_source)
 */
export function isMartian(routing: Routing, packet: Selected): boolean {
  const onward = lookupRoute(routing, packet);
  const iif = onward === null || onward.route.kind === 'local' ? 'lo' : onward.route.device;
  const back = lookupRoute(routing, { source: packet.destination, destination: packet.source, mark: 0, iif });
  return back?.route.kind === 'local';
}

/** What `ip route get` prints of the answer. */
export function gotText({ rule, route }: RouteFound, asked: Selected & { readonly from?: boolean }): string {
  const to = showAddress(asked.destination);
  const words = route.kind === 'local' ? [`local ${to}`] : [to];
  if (asked.from === true) words.push(`from ${showAddress(asked.source)}`);
  if (route.via !== null) words.push(`via ${showAddress(route.via)}`);
  words.push(`dev ${route.kind === 'local' ? 'lo' : route.device}`);
  if (rule.table !== 'main') words.push(`table ${rule.table}`);
  if (asked.from !== true) words.push(`src ${showAddress(asked.source)}`);
  if (asked.mark !== 0) words.push(`mark 0x${asked.mark.toString(16)}`);
  if (asked.iif !== undefined) words.push(`iif ${asked.iif}`);
  return words.join(' ');
}
