import type { NatGateway as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** A zonal NAT gateway. It works through an interface of its own in its subnet, which a failed or deleted one has no more. */
export type NatGateway = SpelledAs<
  Model,
  {
    readonly NatGatewayId: string;
    readonly SubnetId: string;
    readonly VpcId: string;
    readonly ConnectivityType: 'public' | 'private';
    readonly State: 'pending' | 'failed' | 'available' | 'deleting' | 'deleted';
    readonly CreateTime: string;
    readonly DeleteTime?: string;
    readonly FailureCode?: string;
    readonly FailureMessage?: string;
    /** The primary first. The gateway's own record, which stays when the interface is gone. */
    readonly NatGatewayAddresses: readonly {
      readonly AllocationId?: string;
      readonly AssociationId?: string;
      readonly NetworkInterfaceId?: string;
      readonly PrivateIp?: string;
      readonly PublicIp?: string;
      readonly IsPrimary: boolean;
      readonly Status: 'succeeded' | 'associating' | 'failed';
    }[];
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

export const natGateway: AwsKind<NatGateway> = {
  plane: 'aws',
  kind: 'NatGateway',
  service: 'ec2',
  idPrefix: 'nat',
  idMember: 'NatGatewayId',
  indices: {
    byVpc: (gateway) => [gateway.VpcId],
    bySubnet: (gateway) => [gateway.SubnetId],
    byInterface: (gateway) => gateway.NatGatewayAddresses.flatMap((address) => address.NetworkInterfaceId ?? []),
  },
  describe: {
    operation: 'DescribeNatGateways',
    idsMember: 'NatGatewayIds',
    listMember: 'NatGateways',
    notFound: 'NatGatewayNotFound',
    malformed: 'NatGatewayMalformed',
    show: (gateway) => ({
      CreateTime: gateway.CreateTime,
      ...(gateway.DeleteTime === undefined ? {} : { DeleteTime: gateway.DeleteTime }),
      ...(gateway.FailureCode === undefined ? {} : { FailureCode: gateway.FailureCode, FailureMessage: gateway.FailureMessage }),
      NatGatewayAddresses: gateway.NatGatewayAddresses,
      NatGatewayId: gateway.NatGatewayId,
      State: gateway.State,
      SubnetId: gateway.SubnetId,
      VpcId: gateway.VpcId,
      ...shownTags(gateway),
      ConnectivityType: gateway.ConnectivityType,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html
    filters: {
      'nat-gateway-id': (gateway) => [gateway.NatGatewayId],
      state: (gateway) => [gateway.State],
      'subnet-id': (gateway) => [gateway.SubnetId],
      'vpc-id': (gateway) => [gateway.VpcId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** Whether the gateway holds its place: failed and deleted ones are only remembered. */
export function isLive(gateway: NatGateway): boolean {
  return gateway.State !== 'failed' && gateway.State !== 'deleted';
}

/** The NAT gateway that works through the interface, or undefined. */
export function natGatewayOf(world: World, NetworkInterfaceId: string): NatGateway | undefined {
  return lookup(world.aws.NatGateway, 'byInterface', NetworkInterfaceId).find(isLive);
}

/** The zone that the gateway stands in. */
export function natGatewayZone(world: World, gateway: NatGateway): string | undefined {
  return objectAt(world.aws.Subnet, gateway.SubnetId)?.AvailabilityZone;
}
