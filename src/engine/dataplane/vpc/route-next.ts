/** Where the target of a route leads: the next place, or the reason why it leads nowhere. */
import { LATTICE_GATEWAY } from '../../aws/lattice/routes.ts';
import { activeAssociationOf } from '../../aws/lattice/vpc-association.ts';
import { isLive } from '../../aws/nat-gateway.ts';
import type { NetworkInterface } from '../../aws/network-interface.ts';
import type { Route } from '../../aws/route-table.ts';
import type { Subnet } from '../../aws/subnet.ts';
import { peerOf } from '../../aws/vpc-peering-connection.ts';
import { vpnGatewayOf } from '../../aws/vpn-gateway.ts';
import type { Packet } from '../../net/packet.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { holdsAddress } from '../host/kernel.ts';
import { atEgressOnlyGateway, atEni, atGateway, atGatewayEndpoint, atLattice, atPeering, atSubnet, atVpnGateway } from '../place.ts';
import type { Place } from '../step.ts';
import { internetGatewayOf, subnetOf } from './vpc-network.ts';

/** Where the router stands: in a VPC, and for what leaves a subnet in that subnet. */
export type Router = { readonly VpcId: string; readonly subnet: Subnet | null };

export type Stop =
  | 'NO_POSSIBLE_DESTINATION'
  | 'BAD_STATE_ROUTE'
  | 'TGW_ROUTE_AZ_RESTRICTION'
  | 'NAT_GATEWAY_ROUTES_TO_ITSELF'
  | 'ROUTE_TARGET_NOT_SIMULATED';

/** The next place of a packet that the route has been chosen for. */
export function nextOf(world: World, router: Router, { route, packet }: { readonly route: Route; readonly packet: Packet }): Place | Stop {
  if (route.GatewayId !== undefined) return byGateway(world, router, { id: route.GatewayId, packet });
  if (route.NatGatewayId !== undefined) return byNatGateway(world, router, { id: route.NatGatewayId, packet });
  if (route.NetworkInterfaceId !== undefined) return byInterface(router, objectAt(world.aws.NetworkInterface, route.NetworkInterfaceId));
  if (route.VpcPeeringConnectionId !== undefined) return byPeering(world, router, route.VpcPeeringConnectionId);
  if (route.TransitGatewayId !== undefined) return byTransitGateway(world, router, route.TransitGatewayId);
  const egressOnly = route.EgressOnlyInternetGatewayId;
  if (egressOnly === undefined) return 'ROUTE_TARGET_NOT_SIMULATED';
  const attached = objectAt(world.aws.EgressOnlyInternetGateway, egressOnly)?.Attachments.some(({ VpcId }) => VpcId === router.VpcId);
  return attached ? atEgressOnlyGateway('egress-only-gateway-out', egressOnly) : 'BAD_STATE_ROUTE';
}

function byGateway(world: World, { VpcId }: Router, { id, packet }: { readonly id: string; readonly packet: Packet }): Place | Stop {
  if (id === 'local') {
    const inside = subnetOf(world, VpcId, packet.destination);
    return inside === undefined ? 'NO_POSSIBLE_DESTINATION' : atSubnet('subnet-in', inside.SubnetId);
  }
  if (id === LATTICE_GATEWAY) {
    const association = activeAssociationOf(world, VpcId);
    return association === undefined ? 'BAD_STATE_ROUTE' : atLattice('lattice-association', { kind: 'LatticeVpcAssociation', key: association.id });
  }
  if (id.startsWith('igw-'))
    return internetGatewayOf(world, VpcId)?.InternetGatewayId === id ? atGateway('internet-gateway-out', id) : 'BAD_STATE_ROUTE';
  if (id.startsWith('vgw-')) return vpnGatewayOf(world, VpcId)?.VpnGatewayId === id ? atVpnGateway('vpn-gateway-out', id) : 'BAD_STATE_ROUTE';
  if (!id.startsWith('vpce-')) return 'ROUTE_TARGET_NOT_SIMULATED';
  const endpoint = objectAt(world.aws.VpcEndpoint, id);
  if (endpoint === undefined || endpoint.State !== 'available' || endpoint.VpcId !== VpcId) return 'BAD_STATE_ROUTE';
  return endpoint.VpcEndpointType === 'Gateway' ? atGatewayEndpoint('gateway-endpoint-out', id) : 'ROUTE_TARGET_NOT_SIMULATED';
}

/** A NAT gateway that has failed or is deleted is no target any more. One whose own subnet routes to it sends to itself. */
function byNatGateway(world: World, router: Router, { id, packet }: { readonly id: string; readonly packet: Packet }): Place | Stop {
  const gateway = objectAt(world.aws.NatGateway, id);
  if (gateway === undefined || !isLive(gateway)) return 'BAD_STATE_ROUTE';
  const eni = objectAt(world.aws.NetworkInterface, gateway.NatGatewayAddresses[0]?.NetworkInterfaceId ?? '');
  if (eni !== undefined && holdsAddress(eni, packet.source)) return 'NAT_GATEWAY_ROUTES_TO_ITSELF';
  return byInterface(router, eni);
}

/** Within its own subnet the interface is reached directly; into another subnet through that subnet's network ACL. */
function byInterface({ subnet }: Router, eni: NetworkInterface | undefined): Place | Stop {
  if (eni === undefined) return 'BAD_STATE_ROUTE';
  if (eni.SubnetId === subnet?.SubnetId) return atEni('eni-in', eni.NetworkInterfaceId);
  return atSubnet('subnet-in', eni.SubnetId, eni.NetworkInterfaceId);
}

/** "A route to a peering connection that is not active is a blackhole." https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html */
function byPeering(world: World, { VpcId }: Router, id: string): Place | Stop {
  const peering = objectAt(world.aws.VpcPeeringConnection, id);
  const usable = peering?.Status.Code === 'active' && peerOf(peering, VpcId) !== undefined;
  return usable ? atPeering(id, VpcId) : 'BAD_STATE_ROUTE';
}

/**
 * The attachment takes packets by its subnet in their own zone, and none from a zone where it has no subnet.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
function byTransitGateway(world: World, { VpcId, subnet }: Router, id: string): Place | Stop {
  const attachment = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', VpcId).find(
    ({ TransitGatewayId, State }) => TransitGatewayId === id && State === 'available',
  );
  if (attachment === undefined) return 'BAD_STATE_ROUTE';
  const zoneOf = (SubnetId: string) => objectAt(world.aws.Subnet, SubnetId)?.AvailabilityZone;
  const near = attachment.SubnetIds.find((SubnetId) => subnet !== null && zoneOf(SubnetId) === subnet.AvailabilityZone);
  return near === undefined ? 'TGW_ROUTE_AZ_RESTRICTION' : atSubnet('subnet-in', near, attachment.TransitGatewayAttachmentId);
}
