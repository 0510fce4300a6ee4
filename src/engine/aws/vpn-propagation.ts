/** Routes that a virtual private gateway propagates to route tables. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-vgw */
import type { Effect } from '../change.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import type { Route, RouteTable } from './route-table.ts';
import type { VpnConnection } from './vpn-connection.ts';

/** The blocks that AWS knows behind the connection: stated routes, or what the router on premises announces by BGP. */
export function blocksBehind(world: World, connection: VpnConnection): readonly string[] {
  if (connection.Options.StaticRoutesOnly) {
    return connection.Routes.filter(({ State }) => State === 'available').map(({ DestinationCidrBlock }) => DestinationCidrBlock);
  }
  const router = objectAt(world.aws.CustomerGateway, connection.CustomerGatewayId)?.IpAddress;
  const network = world.outside.networks?.find((candidate) => candidate.router === router);
  return network === undefined ? [] : (network.announces ?? network.cidrs);
}

/** The table with the rows that its gateways propagate now. A row of the same destination that somebody made stands beside it, and wins. */
export function withPropagated(world: World, table: RouteTable): RouteTable {
  const own = table.Routes.filter(({ Origin }) => Origin !== 'EnableVgwRoutePropagation');
  const rows = (table.PropagatingVgws ?? []).flatMap(({ GatewayId }) => blocksOf(world, GatewayId).map((block) => rowFor(block, GatewayId)));
  const unique = rows.filter((row, index) => rows.findIndex((other) => other.DestinationCidrBlock === row.DestinationCidrBlock) === index);
  return { ...table, Routes: [...own, ...unique] };
}

/** What a change of the connection does to the tables to which its gateway propagates. */
export function propagate(world: World, connection: VpnConnection): readonly Effect[] {
  const VpnGatewayId = connection.VpnGatewayId ?? '';
  const VpcId = objectAt(world.aws.VpnGateway, VpnGatewayId)?.VpcAttachments.find(({ State }) => State === 'attached')?.VpcId ?? '';
  const tables = lookup(world.aws.RouteTable, 'byVpc', VpcId).filter(({ PropagatingVgws = [] }) =>
    PropagatingVgws.some(({ GatewayId }) => GatewayId === VpnGatewayId),
  );
  return tables.map((table) => store('RouteTable', withPropagated(world, table)));
}

function blocksOf(world: World, VpnGatewayId: string): readonly string[] {
  const connections = lookup(world.aws.VpnConnection, 'byVpnGateway', VpnGatewayId).filter(({ State }) => State === 'available');
  return connections.flatMap((connection) => blocksBehind(world, connection));
}

function rowFor(DestinationCidrBlock: string, GatewayId: string): Route {
  return { DestinationCidrBlock, GatewayId, Origin: 'EnableVgwRoutePropagation' };
}
