import type { RouteTable as Model, Route as RouteModel } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

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
    readonly Tags: readonly Tag[];
  }
>;
