import type { InternetGateway as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { SpelledAs, Tag } from './spelling.ts';

export type InternetGateway = SpelledAs<
  Model,
  {
    readonly InternetGatewayId: string;
    readonly OwnerId: string;
    readonly Attachments: readonly { readonly VpcId: string; readonly State: 'available' | 'attached' }[];
    readonly Tags: readonly Tag[];
  }
>;

export const internetGateway: AwsKind<InternetGateway> = {
  plane: 'aws',
  kind: 'InternetGateway',
  service: 'ec2',
  idPrefix: 'igw',
  idMember: 'InternetGatewayId',
  indices: { byVpc: (gateway) => gateway.Attachments.map((attachment) => attachment.VpcId) },
  describe: {
    operation: 'DescribeInternetGateways',
    idsMember: 'InternetGatewayIds',
    listMember: 'InternetGateways',
    notFound: 'InvalidInternetGatewayID.NotFound',
    malformed: 'InvalidInternetGatewayId.Malformed',
    show: (gateway) => ({
      Attachments: gateway.Attachments.map(({ State, VpcId }) => ({ State, VpcId })),
      InternetGatewayId: gateway.InternetGatewayId,
      OwnerId: gateway.OwnerId,
      Tags: gateway.Tags,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html
    filters: {
      'attachment.state': (gateway) => gateway.Attachments.map((attachment) => attachment.State),
      'attachment.vpc-id': (gateway) => gateway.Attachments.map((attachment) => attachment.VpcId),
      'internet-gateway-id': (gateway) => [gateway.InternetGatewayId],
      'owner-id': (gateway) => [gateway.OwnerId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The internet gateway that is attached to the VPC, or undefined; there is never more than one. */
export function internetGatewayOf(world: World, VpcId: string): InternetGateway | undefined {
  return lookup(world.aws.InternetGateway, 'byVpc', VpcId)[0];
}
