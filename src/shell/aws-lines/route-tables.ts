/** Route tables with their routes and the subnets that use them. */
import type { Route, RouteTable } from '../../engine/aws/route-table.ts';
import { objectsOf } from '../../engine/store.ts';
import { isNamed, leave, name, ref, run, tagFound, tagged, type Writing } from './writing.ts';

export function writeRouteTables(writing: Writing): void {
  for (const table of objectsOf(writing.world.aws.RouteTable)) {
    if (!writing.variables.has(table.VpcId)) {
      leave(writing, 'RouteTable', table.RouteTableId);
      continue;
    }
    nameTable(writing, table);
    const id = ref(writing, table.RouteTableId);
    for (const { SubnetId } of table.Associations) {
      if (isNamed(writing, SubnetId)) run(writing, `ec2 associate-route-table --route-table-id ${id} --subnet-id ${ref(writing, SubnetId)}`);
    }
  }
}

function nameTable(writing: Writing, { RouteTableId: id, VpcId, Associations, Tags }: RouteTable): void {
  const vpc = ref(writing, VpcId);
  if (Associations.some(({ Main }) => Main)) {
    const filters = `--filters Name=vpc-id,Values=${vpc} Name=association.main,Values=true`;
    name(writing, { id, prefix: 'RTB', command: `ec2 describe-route-tables ${filters}`, query: 'RouteTables[0].RouteTableId' });
    tagFound(writing, id, Tags);
    return;
  }
  const command = `ec2 create-route-table --vpc-id ${vpc}${tagged(writing, 'route-table', Tags)}`;
  name(writing, { id, prefix: 'RTB', command, query: 'RouteTable.RouteTableId' });
}

/** Routes come when what they lead to stands; those of the VPC itself and of gateway endpoints come by themselves. */
export function writeRoutes(writing: Writing): void {
  for (const table of objectsOf(writing.world.aws.RouteTable)) {
    if (!writing.variables.has(table.RouteTableId)) continue;
    const own = table.Routes.filter(({ Origin }) => Origin !== 'EnableVgwRoutePropagation');
    for (const route of own) writeRoute(writing, table.RouteTableId, route);
    // Rows that a world states as propagated, without the gateway that propagates them.
    const stated = table.PropagatingVgws === undefined ? table.Routes.filter((route) => !own.includes(route)) : [];
    for (const { DestinationCidrBlock } of stated) leave(writing, 'RouteTable', `${table.RouteTableId} ${DestinationCidrBlock}`);
    for (const { GatewayId } of table.PropagatingVgws ?? []) {
      const ends = `--gateway-id ${ref(writing, GatewayId)} --route-table-id ${ref(writing, table.RouteTableId)}`;
      if (isNamed(writing, GatewayId)) run(writing, `ec2 enable-vgw-route-propagation ${ends}`);
      else leave(writing, 'RouteTable', `${table.RouteTableId} ${GatewayId}`);
    }
  }
}

const TARGETS = [
  ['GatewayId', '--gateway-id'],
  ['NatGatewayId', '--nat-gateway-id'],
  ['NetworkInterfaceId', '--network-interface-id'],
  ['VpcPeeringConnectionId', '--vpc-peering-connection-id'],
  ['TransitGatewayId', '--transit-gateway-id'],
  ['EgressOnlyInternetGatewayId', '--egress-only-internet-gateway-id'],
] as const;

function writeRoute(writing: Writing, table: string, route: Route): void {
  if (route.GatewayId === 'local' || route.GatewayId?.startsWith('vpce-')) return;
  const [member, option] = TARGETS.find(([each]) => route[each] !== undefined) ?? [];
  const target = member === undefined ? undefined : route[member];
  const destination =
    route.DestinationCidrBlock !== undefined
      ? `--destination-cidr-block ${route.DestinationCidrBlock}`
      : route.DestinationIpv6CidrBlock !== undefined
        ? `--destination-ipv6-cidr-block ${route.DestinationIpv6CidrBlock}`
        : `--destination-prefix-list-id ${ref(writing, route.DestinationPrefixListId ?? '')}`;
  if (!isNamed(writing, target)) leave(writing, 'RouteTable', `${table} ${destination}`);
  else run(writing, `ec2 create-route --route-table-id ${ref(writing, table)} ${destination} ${option} ${ref(writing, target)}`);
}
