import type { TransitGatewayVpcAttachment as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import type { TransitGatewayRouteTable } from './transit-gateway-route-table.ts';

type Switch = 'enable' | 'disable';

/** The attachment of a VPC to a transit gateway: one subnet in each zone that is served. */
export type TransitGatewayVpcAttachment = SpelledAs<
  Model,
  {
    readonly TransitGatewayAttachmentId: string;
    readonly TransitGatewayId: string;
    readonly VpcId: string;
    readonly VpcOwnerId: string;
    readonly State: 'pending' | 'available' | 'modifying' | 'deleting' | 'deleted';
    readonly SubnetIds: readonly string[];
    readonly CreationTime: string;
    readonly Options: {
      readonly DnsSupport: Switch;
      readonly SecurityGroupReferencingSupport: Switch;
      readonly Ipv6Support: Switch;
      readonly ApplianceModeSupport: Switch;
    };
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

export const transitGatewayVpcAttachment: AwsKind<TransitGatewayVpcAttachment> = {
  plane: 'aws',
  kind: 'TransitGatewayVpcAttachment',
  service: 'ec2',
  idPrefix: 'tgw-attach',
  idMember: 'TransitGatewayAttachmentId',
  indices: {
    byTransitGateway: (attachment) => [attachment.TransitGatewayId],
    byVpc: (attachment) => [attachment.VpcId],
    bySubnet: (attachment) => attachment.SubnetIds,
  },
  describe: {
    operation: 'DescribeTransitGatewayVpcAttachments',
    idsMember: 'TransitGatewayAttachmentIds',
    listMember: 'TransitGatewayVpcAttachments',
    notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
    malformed: 'InvalidTransitGatewayAttachmentID.Malformed',
    show: (attachment) => ({
      TransitGatewayAttachmentId: attachment.TransitGatewayAttachmentId,
      TransitGatewayId: attachment.TransitGatewayId,
      VpcId: attachment.VpcId,
      VpcOwnerId: attachment.VpcOwnerId,
      State: attachment.State,
      SubnetIds: attachment.SubnetIds,
      CreationTime: attachment.CreationTime,
      Options: attachment.Options,
      Tags: attachment.Tags,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayVpcAttachments.html
    filters: {
      state: (attachment) => [attachment.State],
      'transit-gateway-attachment-id': (attachment) => [attachment.TransitGatewayAttachmentId],
      'transit-gateway-id': (attachment) => [attachment.TransitGatewayId],
      'vpc-id': (attachment) => [attachment.VpcId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The table with which the attachment is associated: it routes what comes out of the attachment. */
export function associatedTableOf(world: World, TransitGatewayAttachmentId: string): TransitGatewayRouteTable | undefined {
  return lookup(world.aws.TransitGatewayRouteTable, 'byAssociation', TransitGatewayAttachmentId)[0];
}

/** The same kind as DescribeTransitGatewayAttachments sees it: an attachment of whatever resource, with its association. */
export const transitGatewayAttachment: AwsKind<TransitGatewayVpcAttachment> = {
  ...transitGatewayVpcAttachment,
  describe: {
    ...transitGatewayVpcAttachment.describe,
    operation: 'DescribeTransitGatewayAttachments',
    listMember: 'TransitGatewayAttachments',
    show: (attachment, world) => {
      const table = associatedTableOf(world, attachment.TransitGatewayAttachmentId)?.TransitGatewayRouteTableId;
      return {
        TransitGatewayAttachmentId: attachment.TransitGatewayAttachmentId,
        TransitGatewayId: attachment.TransitGatewayId,
        TransitGatewayOwnerId: objectAt(world.aws.TransitGateway, attachment.TransitGatewayId)?.OwnerId ?? world.account,
        ResourceOwnerId: attachment.VpcOwnerId,
        ResourceType: 'vpc',
        ResourceId: attachment.VpcId,
        State: attachment.State,
        ...(table === undefined ? {} : { Association: { TransitGatewayRouteTableId: table, State: 'associated' } }),
        CreationTime: attachment.CreationTime,
        Tags: attachment.Tags,
      };
    },
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html
    filters: {
      'association.state': (attachment, world) =>
        associatedTableOf(world, attachment.TransitGatewayAttachmentId) === undefined ? [] : ['associated'],
      'association.transit-gateway-route-table-id': (attachment, world) => [
        associatedTableOf(world, attachment.TransitGatewayAttachmentId)?.TransitGatewayRouteTableId,
      ],
      'resource-id': (attachment) => [attachment.VpcId],
      'resource-owner-id': (attachment) => [attachment.VpcOwnerId],
      'resource-type': () => ['vpc'],
      state: (attachment) => [attachment.State],
      'transit-gateway-attachment-id': (attachment) => [attachment.TransitGatewayAttachmentId],
      'transit-gateway-id': (attachment) => [attachment.TransitGatewayId],
      'transit-gateway-owner-id': (attachment, world) => [objectAt(world.aws.TransitGateway, attachment.TransitGatewayId)?.OwnerId],
    },
  },
};
