import type { EgressOnlyInternetGateway as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { SpelledAs, Tag } from './spelling.ts';

/** An egress-only internet gateway: IPv6 out of a VPC, and replies to it. */
export type EgressOnlyInternetGateway = SpelledAs<
  Model,
  {
    readonly EgressOnlyInternetGatewayId: string;
    readonly Attachments: readonly { readonly VpcId: string; readonly State: 'attached' }[];
    readonly Tags: readonly Tag[];
  }
>;

export const egressOnlyInternetGateway: AwsKind<EgressOnlyInternetGateway> = {
  plane: 'aws',
  kind: 'EgressOnlyInternetGateway',
  service: 'ec2',
  idPrefix: 'eigw',
  idMember: 'EgressOnlyInternetGatewayId',
  indices: { byVpc: (gateway) => gateway.Attachments.map((attachment) => attachment.VpcId) },
  describe: {
    operation: 'DescribeEgressOnlyInternetGateways',
    idsMember: 'EgressOnlyInternetGatewayIds',
    listMember: 'EgressOnlyInternetGateways',
    notFound: 'InvalidGatewayID.NotFound',
    malformed: 'InvalidEgressOnlyInternetGatewayId.Malformed',
    show: (gateway) => ({
      Attachments: gateway.Attachments.map(({ State, VpcId }) => ({ State, VpcId })),
      EgressOnlyInternetGatewayId: gateway.EgressOnlyInternetGatewayId,
      Tags: gateway.Tags,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeEgressOnlyInternetGateways.html: tags only.
    filters: {},
    pageLimit: { least: 5, most: 255 },
  },
};

/** The egress-only internet gateway of the VPC, or undefined; there is never more than one. */
export function egressOnlyGatewayOf(world: World, VpcId: string): EgressOnlyInternetGateway | undefined {
  return lookup(world.aws.EgressOnlyInternetGateway, 'byVpc', VpcId)[0];
}
