/** Where the routes of a subnet lead, besides the VPC itself. */
import { LATTICE_GATEWAY } from '../../engine/aws/lattice/routes.ts';
import { type Route, routeState, routeTableOf } from '../../engine/aws/route-table.ts';
import { nameOf } from '../../engine/name-of.ts';
import type { World } from '../../engine/world.ts';

export type Exit = {
  readonly destination: string;
  /** Whether it leads to all that no other route names. */
  readonly everywhere: boolean;
  readonly kind: 'internet' | 'egress-only' | 'nat' | 'peering' | 'transit' | 'vpn' | 'endpoint' | 'interface' | 'lattice';
  readonly key: string;
  readonly name: string;
  /** The target is gone, and the packets with it. */
  readonly blackhole: boolean;
};

/** The exits of the route table in force, the way to everywhere first. */
export function exitsOf(world: World, subnet: { readonly SubnetId: string; readonly VpcId: string }): readonly Exit[] {
  const exits = (routeTableOf(world, subnet)?.Routes ?? []).flatMap((route) => exitOf(world, subnet.VpcId, route) ?? []);
  return [...exits.filter(({ everywhere }) => everywhere), ...exits.filter(({ everywhere }) => !everywhere)];
}

function exitOf(world: World, VpcId: string, route: Route): Exit | null {
  const target = targetOf(route);
  if (target === null) return null;
  const { kind, object, key } = target;
  const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? '';
  const everywhere = destination === '0.0.0.0/0' || destination === '::/0';
  const name = kind === 'lattice' ? 'VPC Lattice' : nameOf(world, { plane: 'aws', kind: object, key });
  return { destination, everywhere, kind, key, name, blackhole: routeState(world, VpcId, route) === 'blackhole' };
}

type Target = { readonly kind: Exit['kind']; readonly object: Kind; readonly key: string };
type Kind = Extract<Parameters<typeof nameOf>[1], { readonly plane: 'aws' }>['kind'];

/** Null for the VPC's own blocks. */
function targetOf(route: Route): Target | null {
  const { GatewayId = '', NatGatewayId, EgressOnlyInternetGatewayId, VpcPeeringConnectionId, TransitGatewayId, NetworkInterfaceId } = route;
  if (GatewayId === 'local') return null;
  if (GatewayId === LATTICE_GATEWAY) return { kind: 'lattice', object: 'Vpc', key: GatewayId };
  if (GatewayId.startsWith('vpce-')) return { kind: 'endpoint', object: 'VpcEndpoint', key: GatewayId };
  if (GatewayId.startsWith('vgw-')) return { kind: 'vpn', object: 'VpnGateway', key: GatewayId };
  if (GatewayId !== '') return { kind: 'internet', object: 'InternetGateway', key: GatewayId };
  if (NatGatewayId !== undefined) return { kind: 'nat', object: 'NatGateway', key: NatGatewayId };
  if (EgressOnlyInternetGatewayId !== undefined)
    return { kind: 'egress-only', object: 'EgressOnlyInternetGateway', key: EgressOnlyInternetGatewayId };
  if (VpcPeeringConnectionId !== undefined) return { kind: 'peering', object: 'VpcPeeringConnection', key: VpcPeeringConnectionId };
  if (TransitGatewayId !== undefined) return { kind: 'transit', object: 'TransitGateway', key: TransitGatewayId };
  return NetworkInterfaceId === undefined ? null : { kind: 'interface', object: 'NetworkInterface', key: NetworkInterfaceId };
}
