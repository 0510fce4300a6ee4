import type { VpcPeeringConnection as Model } from '@aws-sdk/client-ec2';
import type { AwsKind, Filter } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';
import { cidrBlocksOf, ipv6BlocksOf } from './vpc.ts';

export type PeeringStatus = 'initiating-request' | 'pending-acceptance' | 'active' | 'deleted' | 'rejected' | 'failed' | 'expired' | 'provisioning';

/** One side of a peering connection; its blocks are those of its VPC, joined when it is described. */
export type PeeredVpc = {
  readonly VpcId: string;
  readonly OwnerId: string;
  readonly Region: string;
  /** The blocks of a VPC that is not in this world: one of another account or Region. */
  readonly CidrBlockSet?: readonly { readonly CidrBlock: string }[];
  readonly PeeringOptions: { readonly AllowDnsResolutionFromRemoteVpc: boolean };
};

export type VpcPeeringConnection = SpelledAs<
  Model,
  {
    readonly VpcPeeringConnectionId: string;
    readonly RequesterVpcInfo: PeeredVpc;
    readonly AccepterVpcInfo: PeeredVpc;
    readonly Status: { readonly Code: PeeringStatus; readonly Message: string };
    /** When a request that is not accepted expires. */
    readonly ExpirationTime?: string;
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

const of = (value: (peering: VpcPeeringConnection, world: World) => string | undefined): Filter<VpcPeeringConnection> => {
  return (peering, world) => [value(peering, world)];
};

export const vpcPeeringConnection: AwsKind<VpcPeeringConnection> = {
  plane: 'aws',
  kind: 'VpcPeeringConnection',
  service: 'ec2',
  idPrefix: 'pcx',
  idMember: 'VpcPeeringConnectionId',
  indices: { byVpc: (peering) => [...new Set([peering.RequesterVpcInfo.VpcId, peering.AccepterVpcInfo.VpcId])] },
  describe: {
    operation: 'DescribeVpcPeeringConnections',
    idsMember: 'VpcPeeringConnectionIds',
    listMember: 'VpcPeeringConnections',
    notFound: 'InvalidVpcPeeringConnectionID.NotFound',
    malformed: 'InvalidVpcPeeringConnectionId.Malformed',
    show: (peering, world) => ({
      AccepterVpcInfo: showSide(world, peering.AccepterVpcInfo, peering.Status.Code),
      ...(peering.Status.Code === 'pending-acceptance' ? { ExpirationTime: peering.ExpirationTime } : {}),
      RequesterVpcInfo: showSide(world, peering.RequesterVpcInfo, 'active'),
      Status: peering.Status,
      Tags: shownTags(peering).Tags ?? [],
      VpcPeeringConnectionId: peering.VpcPeeringConnectionId,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcPeeringConnections.html
    filters: {
      'accepter-vpc-info.cidr-block': (peering, world) => blocksOf(world, peering.AccepterVpcInfo),
      'accepter-vpc-info.owner-id': of((peering) => peering.AccepterVpcInfo.OwnerId),
      'accepter-vpc-info.vpc-id': of((peering) => peering.AccepterVpcInfo.VpcId),
      'expiration-time': of((peering) => peering.ExpirationTime),
      'requester-vpc-info.cidr-block': (peering, world) => blocksOf(world, peering.RequesterVpcInfo),
      'requester-vpc-info.owner-id': of((peering) => peering.RequesterVpcInfo.OwnerId),
      'requester-vpc-info.vpc-id': of((peering) => peering.RequesterVpcInfo.VpcId),
      'status-code': of((peering) => peering.Status.Code),
      'status-message': of((peering) => peering.Status.Message),
      'vpc-peering-connection-id': of((peering) => peering.VpcPeeringConnectionId),
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The IPv4 blocks of one side. */
export function blocksOf(world: World, side: PeeredVpc): readonly string[] {
  const vpc = objectAt(world.aws.Vpc, side.VpcId);
  return vpc === undefined ? (side.CidrBlockSet ?? []).map((block) => block.CidrBlock) : cidrBlocksOf(vpc);
}

/** The other side of the connection as seen from the VPC, or undefined when the VPC is no side of it. */
export function peerOf(peering: VpcPeeringConnection, VpcId: string): PeeredVpc | undefined {
  if (peering.RequesterVpcInfo.VpcId === VpcId) return peering.AccepterVpcInfo;
  return peering.AccepterVpcInfo.VpcId === VpcId ? peering.RequesterVpcInfo : undefined;
}

/** Whether the connection is, or may still become, one: not refused, expired, failed or deleted. */
export function isOpen({ Status: { Code } }: VpcPeeringConnection): boolean {
  return Code === 'initiating-request' || Code === 'pending-acceptance' || Code === 'provisioning' || Code === 'active';
}

/** Whether the two VPCs have an active peering connection. */
export function arePeered(world: World, one: string, other: string): boolean {
  return lookup(world.aws.VpcPeeringConnection, 'byVpc', one).some(
    (peering) => peering.Status.Code === 'active' && peerOf(peering, one)?.VpcId === other,
  );
}

/** Blocks and options of the accepter are told only once it has accepted. */
function showSide(world: World, side: PeeredVpc, code: PeeringStatus): object {
  const { VpcId, OwnerId, Region } = side;
  if (code !== 'active') return { OwnerId, VpcId, Region };
  const vpc = objectAt(world.aws.Vpc, VpcId);
  const blocks = blocksOf(world, side);
  const six = vpc === undefined ? [] : ipv6BlocksOf(vpc);
  return {
    CidrBlock: blocks[0],
    ...(six.length === 0 ? {} : { Ipv6CidrBlockSet: six.map((Ipv6CidrBlock) => ({ Ipv6CidrBlock })) }),
    CidrBlockSet: blocks.map((CidrBlock) => ({ CidrBlock })),
    OwnerId,
    PeeringOptions: {
      AllowDnsResolutionFromRemoteVpc: side.PeeringOptions.AllowDnsResolutionFromRemoteVpc,
      AllowEgressFromLocalClassicLinkToRemoteVpc: false,
      AllowEgressFromLocalVpcToRemoteClassicLink: false,
    },
    VpcId,
    Region,
  };
}
