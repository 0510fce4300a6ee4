import type { AwsKind } from '../../kind.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';

/**
 * A resolver endpoint: interfaces in a VPC by which queries come in from other networks, or go out to them.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverEndpoint.html
 */
export type ResolverEndpoint = {
  /** `rslvr-in-…` or `rslvr-out-…` */
  readonly Id: string;
  readonly Arn: string;
  readonly CreatorRequestId: string;
  readonly Name?: string;
  readonly SecurityGroupIds: readonly string[];
  readonly Direction: 'INBOUND' | 'OUTBOUND';
  readonly HostVPCId: string;
  readonly Status: 'CREATING' | 'OPERATIONAL' | 'DELETING';
  readonly CreationTime: string;
  readonly IpAddresses: readonly ResolverIpAddress[];
  /** From when its status holds, in simulated milliseconds since 1970. */
  readonly since?: number;
};

export type ResolverIpAddress = {
  /** `rni-…` */
  readonly IpId: string;
  readonly SubnetId: string;
  readonly Ip: string;
  readonly NetworkInterfaceId: string;
};

/** The order in which the addresses of an endpoint are kept. */
export function byId(one: ResolverIpAddress, other: ResolverIpAddress): number {
  return one.IpId < other.IpId ? -1 : 1;
}

export const resolverEndpoint: AwsKind<ResolverEndpoint> = {
  plane: 'aws',
  kind: 'ResolverEndpoint',
  service: 'route53resolver',
  idPrefix: 'rslvr',
  idMember: 'Id',
  indices: {
    byVpc: ({ HostVPCId }) => [HostVPCId],
    byInterface: ({ IpAddresses }) => IpAddresses.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
  },
  describe: {
    operation: 'ListResolverEndpoints',
    idsMember: 'ResolverEndpointId',
    listMember: 'ResolverEndpoints',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: ({ IpAddresses, since: _since, ...endpoint }) => ({
      ...endpoint,
      IpAddressCount: IpAddresses.length,
      StatusMessage: MESSAGES[endpoint.Status],
      ModificationTime: endpoint.CreationTime,
      ResolverEndpointType: 'IPV4',
      Protocols: ['Do53'],
    }),
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_Filter.html
    filters: {
      CreatorRequestId: ({ CreatorRequestId }) => [CreatorRequestId],
      Direction: ({ Direction }) => [Direction],
      HostVPCId: ({ HostVPCId }) => [HostVPCId],
      IpAddressCount: ({ IpAddresses }) => [String(IpAddresses.length)],
      Name: ({ Name }) => [Name],
      SecurityGroupIds: ({ SecurityGroupIds }) => SecurityGroupIds,
      Status: ({ Status }) => [Status],
    },
  },
};

const MESSAGES: { readonly [S in ResolverEndpoint['Status']]: string } = {
  CREATING: 'Creating the Resolver Endpoint',
  OPERATIONAL: 'This Resolver Endpoint is operational.',
  DELETING: 'Deleting the Resolver Endpoint',
};

/** The endpoint that works through the interface, or undefined. */
export function resolverEndpointOf(world: World, NetworkInterfaceId: string): ResolverEndpoint | undefined {
  return lookup(world.aws.ResolverEndpoint, 'byInterface', NetworkInterfaceId)[0];
}
