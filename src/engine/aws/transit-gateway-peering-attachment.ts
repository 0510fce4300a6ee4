import type { TransitGatewayPeeringAttachment as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import type { SpelledAs, Tag } from './spelling.ts';

type Side = { readonly TransitGatewayId: string; readonly OwnerId: string; readonly Region: string };

/** The peering of two transit gateways: one attachment with the same id at both. */
export type TransitGatewayPeeringAttachment = SpelledAs<
  Model,
  {
    readonly TransitGatewayAttachmentId: string;
    readonly RequesterTgwInfo: Side;
    readonly AccepterTgwInfo: Side;
    readonly State: 'initiatingRequest' | 'pendingAcceptance' | 'pending' | 'available' | 'rejected' | 'deleting' | 'deleted' | 'failed';
    readonly Tags: readonly Tag[];
  }
>;

const gatewaysOf = ({ RequesterTgwInfo, AccepterTgwInfo }: TransitGatewayPeeringAttachment) => [
  RequesterTgwInfo.TransitGatewayId,
  AccepterTgwInfo.TransitGatewayId,
];

export const transitGatewayPeeringAttachment: AwsKind<TransitGatewayPeeringAttachment> = {
  plane: 'aws',
  kind: 'TransitGatewayPeeringAttachment',
  service: 'ec2',
  idPrefix: 'tgw-attach',
  idMember: 'TransitGatewayAttachmentId',
  indices: { byTransitGateway: (attachment) => [...new Set(gatewaysOf(attachment))] },
  describe: {
    operation: 'DescribeTransitGatewayPeeringAttachments',
    idsMember: 'TransitGatewayAttachmentIds',
    listMember: 'TransitGatewayPeeringAttachments',
    notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
    malformed: 'InvalidTransitGatewayAttachmentID.Malformed',
    show: (attachment) => ({
      TransitGatewayAttachmentId: attachment.TransitGatewayAttachmentId,
      RequesterTgwInfo: attachment.RequesterTgwInfo,
      AccepterTgwInfo: attachment.AccepterTgwInfo,
      State: attachment.State,
      Tags: attachment.Tags,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayPeeringAttachments.html
    filters: {
      state: (attachment) => [attachment.State],
      'transit-gateway-attachment-id': (attachment) => [attachment.TransitGatewayAttachmentId],
      'transit-gateway-id': gatewaysOf,
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The transit gateway at the other end of the peering, or undefined when the one named is at neither. */
export function otherGatewayOf(attachment: TransitGatewayPeeringAttachment, TransitGatewayId: string): string | undefined {
  const { RequesterTgwInfo: one, AccepterTgwInfo: other } = attachment;
  if (one.TransitGatewayId === TransitGatewayId) return other.TransitGatewayId;
  return other.TransitGatewayId === TransitGatewayId ? one.TransitGatewayId : undefined;
}
