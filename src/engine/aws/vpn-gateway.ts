import type { VpnGateway as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** A virtual private gateway: the end of VPN connections at a VPC. */
export type VpnGateway = SpelledAs<
  Model,
  {
    readonly VpnGatewayId: string;
    readonly State: 'pending' | 'available' | 'deleting' | 'deleted';
    readonly Type: 'ipsec.1';
    readonly AmazonSideAsn: number;
    readonly VpcAttachments: readonly { readonly VpcId: string; readonly State: 'attaching' | 'attached' | 'detaching' | 'detached' }[];
    readonly Tags: readonly Tag[];
  }
>;

export const vpnGateway: AwsKind<VpnGateway> = {
  plane: 'aws',
  kind: 'VpnGateway',
  service: 'ec2',
  idPrefix: 'vgw',
  idMember: 'VpnGatewayId',
  indices: { byVpc: (gateway) => attachedTo(gateway) },
  describe: {
    operation: 'DescribeVpnGateways',
    idsMember: 'VpnGatewayIds',
    listMember: 'VpnGateways',
    notFound: 'InvalidVpnGatewayID.NotFound',
    malformed: 'InvalidVpnGatewayID.NotFound',
    show: (gateway) => ({
      AmazonSideAsn: gateway.AmazonSideAsn,
      ...shownTags(gateway),
      VpnGatewayId: gateway.VpnGatewayId,
      State: gateway.State,
      Type: gateway.Type,
      VpcAttachments: gateway.VpcAttachments.map(({ VpcId, State }) => ({ VpcId, State })),
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpnGateways.html
    filters: {
      'amazon-side-asn': (gateway) => [String(gateway.AmazonSideAsn)],
      'attachment.state': (gateway) => gateway.VpcAttachments.map((attachment) => attachment.State),
      'attachment.vpc-id': (gateway) => gateway.VpcAttachments.map((attachment) => attachment.VpcId),
      state: (gateway) => [gateway.State],
      type: (gateway) => [gateway.Type],
      'vpn-gateway-id': (gateway) => [gateway.VpnGatewayId],
    },
  },
};

function attachedTo({ VpcAttachments }: VpnGateway): string[] {
  return VpcAttachments.filter(({ State }) => State === 'attached').map(({ VpcId }) => VpcId);
}

/** The virtual private gateway that is attached to the VPC, or undefined; there is never more than one. */
export function vpnGatewayOf(world: World, VpcId: string): VpnGateway | undefined {
  return lookup(world.aws.VpnGateway, 'byVpc', VpcId)[0];
}
