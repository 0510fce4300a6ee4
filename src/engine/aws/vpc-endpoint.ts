import type { VpcEndpoint as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { RouteTable } from './route-table.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { endpointNames } from './vpc-endpoint-names.ts';

/**
 * A VPC endpoint. A gateway endpoint stands in the route tables that have its route; an interface endpoint has an
 * interface in each of its subnets.
 */
export type VpcEndpoint = SpelledAs<
  Model,
  {
    readonly VpcEndpointId: string;
    readonly VpcEndpointType: 'Gateway' | 'Interface';
    readonly VpcId: string;
    readonly ServiceName: string;
    readonly State: 'pending' | 'available' | 'deleting' | 'deleted' | 'failed';
    readonly PolicyDocument?: string;
    readonly PrivateDnsEnabled: boolean;
    readonly IpAddressType?: 'ipv4' | 'ipv6' | 'dualstack';
    /** Of an interface endpoint: its interfaces, one in each subnet. */
    readonly NetworkInterfaceIds: readonly string[];
    /** Of an interface endpoint: the groups that its interfaces have. */
    readonly Groups: readonly { readonly GroupId: string }[];
    readonly OwnerId: string;
    readonly CreationTimestamp: string;
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

export const vpcEndpoint: AwsKind<VpcEndpoint> = {
  plane: 'aws',
  kind: 'VpcEndpoint',
  service: 'ec2',
  idPrefix: 'vpce',
  idMember: 'VpcEndpointId',
  indices: {
    byVpc: (endpoint) => [endpoint.VpcId],
    byService: (endpoint) => [endpoint.ServiceName],
    byInterface: (endpoint) => endpoint.NetworkInterfaceIds,
    byGroup: (endpoint) => endpoint.Groups.map((group) => group.GroupId),
  },
  describe: {
    operation: 'DescribeVpcEndpoints',
    idsMember: 'VpcEndpointIds',
    listMember: 'VpcEndpoints',
    notFound: 'InvalidVpcEndpointId.NotFound',
    malformed: 'InvalidVpcEndpointId.Malformed',
    show: (endpoint, world) => ({
      VpcEndpointId: endpoint.VpcEndpointId,
      VpcEndpointType: endpoint.VpcEndpointType,
      VpcId: endpoint.VpcId,
      ServiceName: endpoint.ServiceName,
      State: endpoint.State,
      ...(endpoint.PolicyDocument === undefined ? {} : { PolicyDocument: endpoint.PolicyDocument }),
      RouteTableIds: routeTablesOfEndpoint(world, endpoint).map((table) => table.RouteTableId),
      SubnetIds: subnetsOfEndpoint(world, endpoint),
      Groups: endpoint.Groups.map(({ GroupId }) => ({ GroupId, GroupName: objectAt(world.aws.SecurityGroup, GroupId)?.GroupName })),
      ...(endpoint.IpAddressType === undefined ? {} : { IpAddressType: endpoint.IpAddressType }),
      PrivateDnsEnabled: endpoint.PrivateDnsEnabled,
      RequesterManaged: false,
      NetworkInterfaceIds: endpoint.NetworkInterfaceIds,
      DnsEntries: endpointNames(world, endpoint).map((DnsName) => ({ DnsName })),
      CreationTimestamp: endpoint.CreationTimestamp,
      Tags: endpoint.Tags,
      OwnerId: endpoint.OwnerId,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html
    filters: {
      'ip-address-type': (endpoint) => [endpoint.IpAddressType],
      'service-name': (endpoint) => [endpoint.ServiceName],
      'vpc-endpoint-id': (endpoint) => [endpoint.VpcEndpointId],
      'vpc-endpoint-state': (endpoint) => [endpoint.State],
      'vpc-endpoint-type': (endpoint) => [endpoint.VpcEndpointType],
      'vpc-id': (endpoint) => [endpoint.VpcId],
    },
    pageLimit: { least: 1, most: 1000 },
  },
};

/** The route tables that have the route of a gateway endpoint. */
export function routeTablesOfEndpoint(world: World, endpoint: Pick<VpcEndpoint, 'VpcEndpointId' | 'VpcId'>): RouteTable[] {
  return lookup(world.aws.RouteTable, 'byVpc', endpoint.VpcId).filter((table) =>
    table.Routes.some((route) => route.GatewayId === endpoint.VpcEndpointId && route.DestinationPrefixListId !== undefined),
  );
}

/** The subnets in which an interface endpoint has interfaces. */
export function subnetsOfEndpoint(world: World, endpoint: VpcEndpoint): string[] {
  return endpoint.NetworkInterfaceIds.flatMap((id) => objectAt(world.aws.NetworkInterface, id)?.SubnetId ?? []);
}

/** The endpoint whose interface this is, or undefined. */
export function endpointOfInterface(world: World, NetworkInterfaceId: string): VpcEndpoint | undefined {
  return lookup(world.aws.VpcEndpoint, 'byInterface', NetworkInterfaceId)[0];
}
