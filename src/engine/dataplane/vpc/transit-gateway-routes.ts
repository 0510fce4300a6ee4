/** How a transit gateway routes: the table of the attachment that a packet came in by, and the rows of that table. */
import type { TransitGatewayRouteTable } from '../../aws/transit-gateway-route-table.ts';
import { rowsOf, type TransitGatewayRow } from '../../aws/transit-gateway-route-table.ts';
import type { Address } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import { once, onceIn, type Table } from '../../once.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

export type TgwRow = TransitGatewayRow & { readonly cidr: Cidr };

const rowsKnown = once((_plane: World['aws']): Table<readonly TgwRow[]> => new Map());

/** The table that routes what comes in by the attachment; a peering is associated with one at each of its two gateways. */
export function tableFor(world: World, TransitGatewayId: string, attachment: string): TransitGatewayRouteTable | undefined {
  return lookup(world.aws.TransitGatewayRouteTable, 'byAssociation', attachment).find((table) => table.TransitGatewayId === TransitGatewayId);
}

/** The rows of the table, static before propagated. */
export function tgwRows(world: World, table: TransitGatewayRouteTable): readonly TgwRow[] {
  return onceIn(rowsKnown(world.aws), table.TransitGatewayRouteTableId, () =>
    rowsOf(world, table).map((row) => ({ ...row, cidr: parseCidr(row.DestinationCidrBlock) })),
  );
}

/**
 * The row that decides about the address, or null: the longest prefix; for the same block static before propagated, and of
 * the propagated those of a VPC before those of a VPN.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function bestRow(world: World, rows: readonly TgwRow[], address: Address): TgwRow | null {
  let best: TgwRow | null = null;
  for (const row of rows) {
    if (!contains(row.cidr, address)) continue;
    if (best === null || row.cidr.prefix > best.cidr.prefix || (row.cidr.prefix === best.cidr.prefix && rank(world, row) < rank(world, best)))
      best = row;
  }
  return best;
}

function rank(world: World, { Type, TransitGatewayAttachmentId }: TransitGatewayRow): number {
  if (Type === 'static') return 0;
  return objectAt(world.aws.TransitGatewayVpcAttachment, TransitGatewayAttachmentId ?? '') === undefined ? 2 : 1;
}
