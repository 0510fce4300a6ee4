/** The route of a gateway endpoint in a route table: to the prefix list of its service. */
import type { World } from '../world.ts';
import { servicePrefixListOf } from './prefix-list.ts';
import type { RouteTable } from './route-table.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';

/** The table with the route of the endpoint. */
export function withEndpointRoute(world: World, table: RouteTable, endpoint: VpcEndpoint): RouteTable {
  const list = servicePrefixListOf(world, endpoint.ServiceName);
  if (list === undefined) throw new Error(`The service ${endpoint.ServiceName} has no prefix list`);
  const route = { DestinationPrefixListId: list.PrefixListId, GatewayId: endpoint.VpcEndpointId, Origin: 'CreateRoute' as const };
  return { ...table, Routes: [...table.Routes, route] };
}

/** The table without it. */
export function withoutEndpointRoute(table: RouteTable, { VpcEndpointId }: Pick<VpcEndpoint, 'VpcEndpointId'>): RouteTable {
  return { ...table, Routes: table.Routes.filter((row) => row.GatewayId !== VpcEndpointId) };
}
