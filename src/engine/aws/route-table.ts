import type { RouteTable as Model, Route as RouteModel } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { internetGatewayOf } from './internet-gateway.ts';
import { LATTICE_GATEWAY, latticeRoutes } from './lattice/routes.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { vpnGatewayOf } from './vpn-gateway.ts';

/** One row of a route table; exactly one destination and one target. Its State is derived when it is described. */
export type Route = SpelledAs<
  RouteModel,
  {
    readonly DestinationCidrBlock?: string;
    readonly DestinationIpv6CidrBlock?: string;
    readonly DestinationPrefixListId?: string;
    /** `local`, an internet gateway or a gateway endpoint. */
    readonly GatewayId?: string;
    readonly NatGatewayId?: string;
    readonly NetworkInterfaceId?: string;
    readonly VpcPeeringConnectionId?: string;
    readonly TransitGatewayId?: string;
    readonly EgressOnlyInternetGatewayId?: string;
    readonly Origin: 'CreateRouteTable' | 'CreateRoute' | 'EnableVgwRoutePropagation';
  }
>;

export type RouteTableAssociation = {
  readonly RouteTableAssociationId: string;
  readonly Main: boolean;
  readonly SubnetId?: string;
  readonly GatewayId?: string;
};

export type RouteTable = SpelledAs<
  Model,
  {
    readonly RouteTableId: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly Associations: readonly RouteTableAssociation[];
    readonly Routes: readonly Route[];
    /** The virtual private gateways that propagate their routes to it; absent where there is none. */
    readonly PropagatingVgws?: readonly { readonly GatewayId: string }[];
    readonly Tags: readonly Tag[];
  }
>;

export const routeTable: AwsKind<RouteTable> = {
  plane: 'aws',
  kind: 'RouteTable',
  service: 'ec2',
  idPrefix: 'rtb',
  idMember: 'RouteTableId',
  indices: {
    byVpc: (table) => [table.VpcId],
    bySubnet: (table) => table.Associations.flatMap((association) => association.SubnetId ?? []),
    byGateway: (table) => table.Associations.flatMap((association) => association.GatewayId ?? []),
  },
  describe: {
    operation: 'DescribeRouteTables',
    idsMember: 'RouteTableIds',
    listMember: 'RouteTables',
    notFound: 'InvalidRouteTableID.NotFound',
    malformed: 'InvalidRouteTableId.Malformed',
    show: (table, world) => ({
      Associations: table.Associations.map((association) => showAssociation(table, association)),
      PropagatingVgws: table.PropagatingVgws ?? [],
      RouteTableId: table.RouteTableId,
      Routes: [...table.Routes, ...latticeRoutes(world, table.VpcId)].map((route) => showRoute(world, table, route)),
      Tags: table.Tags,
      VpcId: table.VpcId,
      OwnerId: table.OwnerId,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html
    filters: {
      'association.gateway-id': (table) => table.Associations.map((association) => association.GatewayId),
      'association.main': (table) => table.Associations.map((association) => String(association.Main)),
      'association.route-table-association-id': (table) => table.Associations.map((association) => association.RouteTableAssociationId),
      'association.route-table-id': (table) => table.Associations.map(() => table.RouteTableId),
      'association.subnet-id': (table) => table.Associations.map((association) => association.SubnetId),
      'owner-id': (table) => [table.OwnerId],
      'route-table-id': (table) => [table.RouteTableId],
      'route.destination-cidr-block': (table) => table.Routes.map((route) => route.DestinationCidrBlock),
      'route.destination-ipv6-cidr-block': (table) => table.Routes.map((route) => route.DestinationIpv6CidrBlock),
      'route.destination-prefix-list-id': (table) => table.Routes.map((route) => route.DestinationPrefixListId),
      'route.egress-only-internet-gateway-id': (table) => table.Routes.map((route) => route.EgressOnlyInternetGatewayId),
      'route.gateway-id': (table) => table.Routes.map((route) => route.GatewayId),
      'route.instance-id': (table, world) => table.Routes.map((route) => instanceOf(world, route)?.InstanceId),
      'route.nat-gateway-id': (table) => table.Routes.map((route) => route.NatGatewayId),
      'route.origin': (table) => table.Routes.map((route) => route.Origin),
      'route.state': (table, world) => table.Routes.map((route) => routeState(world, table.VpcId, route)),
      'route.transit-gateway-id': (table) => table.Routes.map((route) => route.TransitGatewayId),
      'route.vpc-peering-connection-id': (table) => table.Routes.map((route) => route.VpcPeeringConnectionId),
      'vpc-id': (table) => [table.VpcId],
    },
    pageLimit: { least: 5, most: 100 },
  },
};

/** The main route table of a VPC: every VPC has one. */
export function mainRouteTableOf(world: World, VpcId: string): RouteTable | undefined {
  return lookup(world.aws.RouteTable, 'byVpc', VpcId).find((table) => table.Associations.some((association) => association.Main));
}

/** The route table that a subnet uses: the one associated with it, else the main one of its VPC. */
export function routeTableOf(world: World, subnet: { readonly SubnetId: string; readonly VpcId: string }): RouteTable | undefined {
  return lookup(world.aws.RouteTable, 'bySubnet', subnet.SubnetId)[0] ?? mainRouteTableOf(world, subnet.VpcId);
}

/**
 * Whether the target of a route is there. A blackhole route still wins over a shorter prefix and drops its packets.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
 */
export function routeState(world: World, VpcId: string, route: Route): 'active' | 'blackhole' {
  return isAlive(world, VpcId, route) ? 'active' : 'blackhole';
}

function isAlive(world: World, VpcId: string, route: Route): boolean {
  const { GatewayId, NatGatewayId, NetworkInterfaceId, VpcPeeringConnectionId, TransitGatewayId, EgressOnlyInternetGatewayId } = route;
  if (GatewayId === 'local' || GatewayId === LATTICE_GATEWAY) return true;
  if (GatewayId?.startsWith('vpce-')) return objectAt(world.aws.VpcEndpoint, GatewayId)?.State === 'available';
  if (GatewayId?.startsWith('vgw-')) return vpnGatewayOf(world, VpcId)?.VpnGatewayId === GatewayId;
  if (GatewayId !== undefined) return internetGatewayOf(world, VpcId)?.InternetGatewayId === GatewayId;
  if (NatGatewayId !== undefined) return ['pending', 'available'].includes(objectAt(world.aws.NatGateway, NatGatewayId)?.State ?? '');
  if (VpcPeeringConnectionId !== undefined) return objectAt(world.aws.VpcPeeringConnection, VpcPeeringConnectionId)?.Status.Code === 'active';
  if (EgressOnlyInternetGatewayId !== undefined) {
    return lookup(world.aws.EgressOnlyInternetGateway, 'byVpc', VpcId).some(
      (each) => each.EgressOnlyInternetGatewayId === EgressOnlyInternetGatewayId,
    );
  }
  if (TransitGatewayId !== undefined) {
    const attachments = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', VpcId);
    return attachments.some((each) => each.TransitGatewayId === TransitGatewayId && each.State === 'available');
  }
  if (NetworkInterfaceId === undefined) return false;
  // An interface that is attached to no instance, or to a stopped one, forwards nothing.
  const attached = instanceOf(world, route);
  return attached !== undefined && objectAt(world.aws.Instance, attached.InstanceId)?.State.Name === 'running';
}

function instanceOf(world: World, route: Route): { readonly InstanceId: string; readonly OwnerId: string } | undefined {
  if (route.NetworkInterfaceId === undefined) return undefined;
  const eni = objectAt(world.aws.NetworkInterface, route.NetworkInterfaceId);
  return eni?.Attachment === undefined ? undefined : { InstanceId: eni.Attachment.InstanceId, OwnerId: eni.OwnerId };
}

function showAssociation(table: RouteTable, association: RouteTableAssociation): object {
  return {
    Main: association.Main,
    RouteTableAssociationId: association.RouteTableAssociationId,
    RouteTableId: table.RouteTableId,
    ...(association.SubnetId === undefined ? {} : { SubnetId: association.SubnetId }),
    ...(association.GatewayId === undefined ? {} : { GatewayId: association.GatewayId }),
    AssociationState: { State: 'associated' },
  };
}

function showRoute(world: World, table: RouteTable, route: Route): object {
  const { NetworkInterfaceId, Origin, VpcPeeringConnectionId, ...rest } = route;
  const instance = instanceOf(world, route);
  return {
    ...rest,
    ...(instance === undefined ? {} : { InstanceId: instance.InstanceId, InstanceOwnerId: instance.OwnerId }),
    ...(NetworkInterfaceId === undefined ? {} : { NetworkInterfaceId }),
    Origin,
    State: routeState(world, table.VpcId, route),
    ...(VpcPeeringConnectionId === undefined ? {} : { VpcPeeringConnectionId }),
  };
}
