import type { TransitGateway as Model, TransitGatewayOptions } from '@aws-sdk/client-ec2';
import type { AwsKind, Filter } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import type { TransitGatewayRouteTable } from './transit-gateway-route-table.ts';

type Switch = 'enable' | 'disable';

/** A transit gateway. Its two default route tables are marked at the tables themselves. */
export type TransitGateway = SpelledAs<
  Model,
  {
    readonly TransitGatewayId: string;
    readonly OwnerId: string;
    readonly Description: string;
    readonly State: 'pending' | 'available' | 'modifying' | 'deleting' | 'deleted';
    readonly CreationTime: string;
    readonly Options: SpelledAs<
      TransitGatewayOptions,
      {
        readonly AmazonSideAsn: number;
        readonly AutoAcceptSharedAttachments: Switch;
        readonly DefaultRouteTableAssociation: Switch;
        readonly DefaultRouteTablePropagation: Switch;
        readonly VpnEcmpSupport: Switch;
        readonly DnsSupport: Switch;
        readonly SecurityGroupReferencingSupport: Switch;
        readonly MulticastSupport: Switch;
      }
    >;
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

/** The table with which new attachments are associated, or to which they propagate, or undefined. */
export function defaultTableOf(world: World, TransitGatewayId: string, use: 'association' | 'propagation'): TransitGatewayRouteTable | undefined {
  const member = use === 'association' ? 'DefaultAssociationRouteTable' : 'DefaultPropagationRouteTable';
  return lookup(world.aws.TransitGatewayRouteTable, 'byTransitGateway', TransitGatewayId).find((table) => table[member]);
}

const option = (member: keyof TransitGateway['Options']): Filter<TransitGateway> => {
  return (gateway) => [String(gateway.Options[member])];
};

export const transitGateway: AwsKind<TransitGateway> = {
  plane: 'aws',
  kind: 'TransitGateway',
  service: 'ec2',
  idPrefix: 'tgw',
  idMember: 'TransitGatewayId',
  indices: {},
  describe: {
    operation: 'DescribeTransitGateways',
    idsMember: 'TransitGatewayIds',
    listMember: 'TransitGateways',
    notFound: 'InvalidTransitGatewayID.NotFound',
    malformed: 'InvalidTransitGatewayID.Malformed',
    show: (gateway, world) => ({
      TransitGatewayId: gateway.TransitGatewayId,
      TransitGatewayArn: `arn:aws:ec2:${world.region}:${gateway.OwnerId}:transit-gateway/${gateway.TransitGatewayId}`,
      State: gateway.State,
      OwnerId: gateway.OwnerId,
      Description: gateway.Description,
      CreationTime: gateway.CreationTime,
      Options: {
        AmazonSideAsn: gateway.Options.AmazonSideAsn,
        AutoAcceptSharedAttachments: gateway.Options.AutoAcceptSharedAttachments,
        DefaultRouteTableAssociation: gateway.Options.DefaultRouteTableAssociation,
        ...tableMember(world, gateway, 'association'),
        DefaultRouteTablePropagation: gateway.Options.DefaultRouteTablePropagation,
        ...tableMember(world, gateway, 'propagation'),
        VpnEcmpSupport: gateway.Options.VpnEcmpSupport,
        DnsSupport: gateway.Options.DnsSupport,
        SecurityGroupReferencingSupport: gateway.Options.SecurityGroupReferencingSupport,
        MulticastSupport: gateway.Options.MulticastSupport,
      },
      Tags: gateway.Tags,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGateways.html
    filters: {
      'options.amazon-side-asn': option('AmazonSideAsn'),
      'options.auto-accept-shared-attachments': option('AutoAcceptSharedAttachments'),
      'options.default-route-table-association': option('DefaultRouteTableAssociation'),
      'options.default-route-table-propagation': option('DefaultRouteTablePropagation'),
      'options.dns-support': option('DnsSupport'),
      'options.vpn-ecmp-support': option('VpnEcmpSupport'),
      'owner-id': (gateway) => [gateway.OwnerId],
      state: (gateway) => [gateway.State],
      'transit-gateway-id': (gateway) => [gateway.TransitGatewayId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

function tableMember(world: World, { TransitGatewayId }: TransitGateway, use: 'association' | 'propagation'): object {
  const id = defaultTableOf(world, TransitGatewayId, use)?.TransitGatewayRouteTableId;
  if (id === undefined) return {};
  return use === 'association' ? { AssociationDefaultRouteTableId: id } : { PropagationDefaultRouteTableId: id };
}
