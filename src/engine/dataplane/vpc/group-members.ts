/** Whom a security group rule means by a group: the private addresses of the interfaces that carry it, as far as it is told. */
import type { NetworkInterface } from '../../aws/network-interface.ts';
import type { Subnet } from '../../aws/subnet.ts';
import { peerOf } from '../../aws/vpc-peering-connection.ts';
import type { Address } from '../../net/address.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { bestOf, candidatesOf } from './routes.ts';
import { bestRow, tableFor, tgwRows } from './transit-gateway-routes.ts';
import { holderOf, routeTableOf } from './vpc-network.ts';

/** The interface at the other end, and whether its groups are told on the way. */
export type Peer = { readonly eni: NetworkInterface; readonly groupsTold: boolean };

/**
 * Who holds the address as seen from the subnet: in its own VPC, or in the one that its route table leads to. Groups are told
 * across an active peering, and across a transit gateway only where it and both attachments support it, for inbound rules.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security
 */
export function peerSeenFrom(world: World, subnet: Subnet, address: Address): Peer | null {
  const near = holderOf(world, subnet.VpcId, address);
  if (near !== undefined) return { eni: near, groupsTold: true };
  const table = routeTableOf(world, subnet);
  const route = table === undefined ? undefined : bestOf(candidatesOf(world, table), address)?.route;
  const peering = objectAt(world.aws.VpcPeeringConnection, route?.VpcPeeringConnectionId ?? '');
  if (peering !== undefined) return heldIn(world, peerOf(peering, subnet.VpcId)?.VpcId, { address, groupsTold: peering.Status.Code === 'active' });
  return route?.TransitGatewayId === undefined ? null : acrossTransitGateway(world, { subnet, TransitGatewayId: route.TransitGatewayId }, address);
}

function acrossTransitGateway(
  world: World,
  { subnet, TransitGatewayId }: { subnet: Subnet; TransitGatewayId: string },
  address: Address,
): Peer | null {
  const own = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', subnet.VpcId).find(
    (attachment) => attachment.TransitGatewayId === TransitGatewayId,
  );
  const table = own === undefined ? undefined : tableFor(world, TransitGatewayId, own.TransitGatewayAttachmentId);
  const row = table === undefined ? null : bestRow(world, tgwRows(world, table), address);
  const other = objectAt(world.aws.TransitGatewayVpcAttachment, row?.TransitGatewayAttachmentId ?? '');
  const options = [objectAt(world.aws.TransitGateway, TransitGatewayId)?.Options, own?.Options, other?.Options];
  const groupsTold = options.every((option) => option?.SecurityGroupReferencingSupport === 'enable');
  return heldIn(world, other?.VpcId, { address, groupsTold });
}

function heldIn(world: World, VpcId: string | undefined, { address, groupsTold }: { address: Address; groupsTold: boolean }): Peer | null {
  const eni = VpcId === undefined ? undefined : holderOf(world, VpcId, address);
  return eni === undefined ? null : { eni, groupsTold };
}
