/**
 * The choice of a route: the longest prefix, and among equal ones the kind of route.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */

import { latticeRoutes } from '../../aws/lattice/routes.ts';
import { prefixListOf } from '../../aws/prefix-list.ts';
import type { Route, RouteTable } from '../../aws/route-table.ts';
import type { Address } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import { once, onceIn, type Table } from '../../once.ts';
import type { World } from '../../world.ts';

/** One block that a route covers; a route with a prefix list covers several. */
export type Candidate = { readonly route: Route; readonly cidr: Cidr; readonly text: string };

const ownBlocks = once((table: RouteTable): readonly Candidate[] =>
  table.Routes.flatMap((route) => {
    const text = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
    return text === undefined ? [] : [{ route, cidr: parseCidr(text), text }];
  }),
);
const listRoutes = once((table: RouteTable): readonly Route[] => table.Routes.filter((route) => route.DestinationPrefixListId !== undefined));
const knownLists = once((_lists: World['aws']['ManagedPrefixList']): Table<readonly Cidr[]> => new Map());

/** The blocks of a prefix list, AWS's own or a customer's; none when there is no such list. */
export function blocksOfList(world: World, PrefixListId: string): readonly Cidr[] {
  return onceIn(knownLists(world.aws.ManagedPrefixList), `${world.region} ${PrefixListId}`, () => {
    return prefixListOf(world, PrefixListId)?.Entries.map((entry) => parseCidr(entry.Cidr)) ?? [];
  });
}

/** All blocks that the table has a route for. */
export function candidatesOf(world: World, table: RouteTable): readonly Candidate[] {
  const lists = [...listRoutes(table), ...latticeRoutes(world, table.VpcId)];
  if (lists.length === 0) return ownBlocks(table);
  const listed = lists.flatMap((route) => {
    const text = route.DestinationPrefixListId as string;
    return blocksOfList(world, text).map((cidr): Candidate => ({ route, cidr, text }));
  });
  return [...ownBlocks(table), ...listed];
}

/**
 * The candidate that decides about the address, or null. "If a propagated route overlaps the local route, the local route is
 * used even if the propagated route is more specific."
 */
export function bestOf(candidates: readonly Candidate[], address: Address): Candidate | null {
  const covering = candidates.filter(({ cidr }) => contains(cidr, address));
  const hasLocal = covering.some(({ route }) => rankOf(route) === LOCAL);
  let best: Candidate | null = null;
  for (const candidate of covering) {
    if (hasLocal && rankOf(candidate.route) === PROPAGATED) continue;
    if (best === null || goesBefore(candidate, best)) best = candidate;
  }
  return best;
}

function goesBefore(one: Candidate, other: Candidate): boolean {
  if (one.cidr.prefix !== other.cidr.prefix) return one.cidr.prefix > other.cidr.prefix;
  return rankOf(one.route) < rankOf(other.route);
}

const LOCAL = 0;
const PROPAGATED = 3;

/** For the same block: local, then static, then prefix lists, then propagated. */
function rankOf(route: Route): number {
  if (route.GatewayId === 'local') return LOCAL;
  if (route.Origin === 'EnableVgwRoutePropagation') return PROPAGATED;
  return route.DestinationPrefixListId === undefined ? 1 : 2;
}

/** The target of a route as a table shows it. */
export function targetText(route: Route): string {
  const { GatewayId, NatGatewayId, NetworkInterfaceId, VpcPeeringConnectionId, TransitGatewayId, EgressOnlyInternetGatewayId } = route;
  return GatewayId ?? NatGatewayId ?? NetworkInterfaceId ?? VpcPeeringConnectionId ?? TransitGatewayId ?? EgressOnlyInternetGatewayId ?? '-';
}
