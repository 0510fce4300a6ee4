import type { TransitGatewayRouteTable as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { overlaps, parseCidr } from '../net/cidr.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { cidrBlocksOf } from './vpc.ts';

/** A static route of a transit gateway: to an attachment, or nowhere (`blackhole`). */
export type TransitGatewayRoute = { readonly DestinationCidrBlock: string; readonly TransitGatewayAttachmentId: string | null };

/** A route table of a transit gateway. Propagated routes are derived from the attachments that propagate to it. */
export type TransitGatewayRouteTable = SpelledAs<
  Model,
  {
    readonly TransitGatewayRouteTableId: string;
    readonly TransitGatewayId: string;
    readonly State: 'pending' | 'available' | 'deleting' | 'deleted';
    readonly DefaultAssociationRouteTable: boolean;
    readonly DefaultPropagationRouteTable: boolean;
    readonly CreationTime: string;
    readonly Tags: readonly Tag[];
  }
> & {
  /** Attachments whose traffic this table routes; each attachment has one table at most. */
  readonly Associations: readonly string[];
  /** Attachments whose blocks this table knows. */
  readonly Propagations: readonly string[];
  readonly Routes: readonly TransitGatewayRoute[];
};

export const transitGatewayRouteTable: AwsKind<TransitGatewayRouteTable> = {
  plane: 'aws',
  kind: 'TransitGatewayRouteTable',
  service: 'ec2',
  idPrefix: 'tgw-rtb',
  idMember: 'TransitGatewayRouteTableId',
  indices: {
    byTransitGateway: (table) => [table.TransitGatewayId],
    byAssociation: (table) => table.Associations,
    byPropagation: (table) => table.Propagations,
  },
  describe: {
    operation: 'DescribeTransitGatewayRouteTables',
    idsMember: 'TransitGatewayRouteTableIds',
    listMember: 'TransitGatewayRouteTables',
    notFound: 'InvalidRouteTableID.NotFound',
    malformed: 'InvalidRouteTableId.Malformed',
    show: (table) => ({
      TransitGatewayRouteTableId: table.TransitGatewayRouteTableId,
      TransitGatewayId: table.TransitGatewayId,
      State: table.State,
      DefaultAssociationRouteTable: table.DefaultAssociationRouteTable,
      DefaultPropagationRouteTable: table.DefaultPropagationRouteTable,
      CreationTime: table.CreationTime,
      Tags: table.Tags,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayRouteTables.html
    filters: {
      'default-association-route-table': (table) => [String(table.DefaultAssociationRouteTable)],
      'default-propagation-route-table': (table) => [String(table.DefaultPropagationRouteTable)],
      state: (table) => [table.State],
      'transit-gateway-id': (table) => [table.TransitGatewayId],
      'transit-gateway-route-table-id': (table) => [table.TransitGatewayRouteTableId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** One row of a transit gateway's table as SearchTransitGatewayRoutes sees it. */
export type TransitGatewayRow = {
  readonly DestinationCidrBlock: string;
  readonly Type: 'static' | 'propagated';
  readonly State: 'active' | 'blackhole';
  /** Null for a static blackhole. */
  readonly TransitGatewayAttachmentId: string | null;
};

/**
 * All rows of the table: the static ones, then the propagated ones. Static goes before propagated for the same destination.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function rowsOf(world: World, table: TransitGatewayRouteTable): readonly TransitGatewayRow[] {
  const fixed = table.Routes.map(({ DestinationCidrBlock, TransitGatewayAttachmentId }): TransitGatewayRow => {
    const alive = TransitGatewayAttachmentId !== null && isAttached(world, TransitGatewayAttachmentId);
    return { DestinationCidrBlock, Type: 'static', State: alive ? 'active' : 'blackhole', TransitGatewayAttachmentId };
  });
  const propagated: TransitGatewayRow[] = [];
  for (const TransitGatewayAttachmentId of table.Propagations) {
    // A block that overlaps that of an earlier attachment is not propagated.
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html
    const blocks = blocksBehind(world, TransitGatewayAttachmentId).filter(
      (block) => !propagated.some((row) => overlaps(parseCidr(row.DestinationCidrBlock), parseCidr(block))),
    );
    for (const DestinationCidrBlock of blocks) {
      propagated.push({ DestinationCidrBlock, Type: 'propagated', State: 'active', TransitGatewayAttachmentId });
    }
  }
  const hidden = new Set(fixed.map((row) => row.DestinationCidrBlock));
  return [...fixed, ...propagated.filter((row) => !hidden.has(row.DestinationCidrBlock))];
}

function isAttached(world: World, id: string): boolean {
  const attachment = objectAt(world.aws.TransitGatewayVpcAttachment, id) ?? objectAt(world.aws.TransitGatewayPeeringAttachment, id);
  return attachment?.State === 'available';
}

/** An attachment propagates the IPv4 blocks of its VPC. */
function blocksBehind(world: World, id: string): readonly string[] {
  const attachment = objectAt(world.aws.TransitGatewayVpcAttachment, id);
  const home = attachment?.State === 'available' ? objectAt(world.aws.Vpc, attachment.VpcId) : undefined;
  return home === undefined ? [] : cidrBlocksOf(home);
}

/** The tables that an attachment propagates to. */
export function propagationsOf(world: World, TransitGatewayAttachmentId: string): readonly TransitGatewayRouteTable[] {
  return lookup(world.aws.TransitGatewayRouteTable, 'byPropagation', TransitGatewayAttachmentId);
}
