/** The target of a route as CreateRoute and ReplaceRoute name it. */
import { familyOf } from '../net/address.ts';
import { type Cidr, covers, parseCidr, showCidr } from '../net/cidr.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { interfacesOf } from './network-interface.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Route, RouteTable } from './route-table.ts';
import { idOf } from './shape.ts';
import { cidrBlocksOf } from './vpc.ts';
import { peerOf } from './vpc-peering-connection.ts';
import { vpnGatewayOf } from './vpn-gateway.ts';

export const TARGETS = {
  GatewayId: idOf('InternetGateway'),
  InstanceId: idOf('Instance'),
  NatGatewayId: idOf('NatGateway'),
  NetworkInterfaceId: idOf('NetworkInterface'),
  TransitGatewayId: idOf('TransitGateway'),
  VpcPeeringConnectionId: idOf('VpcPeeringConnection'),
  EgressOnlyInternetGatewayId: idOf('EgressOnlyInternetGateway'),
  VpcEndpointId: idOf('VpcEndpoint'),
} as const;

export type TargetInput = { readonly [T in keyof typeof TARGETS]?: string | undefined };
export type RouteTarget = Pick<
  Route,
  'GatewayId' | 'NatGatewayId' | 'NetworkInterfaceId' | 'TransitGatewayId' | 'VpcPeeringConnectionId' | 'EgressOnlyInternetGatewayId'
>;

type Find = (world: World, table: RouteTable, id: string) => RouteTarget | Refusal;

const FIND: { readonly [T in keyof typeof TARGETS]: Find } = {
  GatewayId: gatewayTarget,
  InstanceId: instanceTarget,
  NatGatewayId: natTarget,
  NetworkInterfaceId: interfaceTarget,
  TransitGatewayId: transitTarget,
  VpcPeeringConnectionId: peeringTarget,
  EgressOnlyInternetGatewayId: egressOnlyTarget,
  VpcEndpointId: endpointTarget,
};

/** The one target that the input names, checked against the table's VPC, or the refusal. */
export function targetOf(world: World, table: RouteTable, input: TargetInput): RouteTarget | Refusal {
  const given = (Object.keys(TARGETS) as (keyof TargetInput)[]).filter((member) => input[member] !== undefined);
  const [member, ...more] = given;
  if (member === undefined || more.length > 0) {
    const names = 'gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId or instanceId';
    return refuse(member === undefined ? 'MissingParameter' : 'InvalidParameterCombination', `The request must contain exactly one of ${names}`);
  }
  return FIND[member](world, table, input[member] as string);
}

function gatewayTarget(world: World, table: RouteTable, GatewayId: string): RouteTarget | Refusal {
  if (GatewayId.startsWith('vpce-')) return endpointTarget(world, table, GatewayId);
  if (vpnGatewayOf(world, table.VpcId)?.VpnGatewayId === GatewayId) return { GatewayId };
  const gateway = find(world, 'InternetGateway', GatewayId);
  if (isRefusal(gateway))
    return GatewayId.startsWith('igw-') ? gateway : refuse('InvalidGatewayID.NotFound', `The gateway ID '${GatewayId}' does not exist`);
  return gateway.Attachments.some((attachment) => attachment.VpcId === table.VpcId) ? { GatewayId } : apart(table, `network gateway ${GatewayId}`);
}

function natTarget(world: World, table: RouteTable, NatGatewayId: string): RouteTarget | Refusal {
  const gateway = objectAt(world.aws.NatGateway, NatGatewayId);
  if (gateway === undefined || gateway.State === 'deleted' || gateway.State === 'failed') {
    return refuse('InvalidNatGatewayID.NotFound', `The natGateway ID '${NatGatewayId}' does not exist`);
  }
  return gateway.VpcId === table.VpcId ? { NatGatewayId } : apart(table, `NAT gateway ${NatGatewayId}`);
}

function interfaceTarget(world: World, table: RouteTable, NetworkInterfaceId: string): RouteTarget | Refusal {
  const eni = find(world, 'NetworkInterface', NetworkInterfaceId);
  if (isRefusal(eni)) return eni;
  const home = objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId;
  return home === table.VpcId ? { NetworkInterfaceId } : apart(table, `interface ${NetworkInterfaceId}`);
}

function instanceTarget(world: World, table: RouteTable, InstanceId: string): RouteTarget | Refusal {
  const instance = find(world, 'Instance', InstanceId);
  if (isRefusal(instance)) return instance;
  const [primary, ...others] = interfacesOf(world, InstanceId);
  if (primary === undefined || others.length > 0) return severalInterfaces(InstanceId);
  return interfaceTarget(world, table, primary.NetworkInterfaceId);
}

/** A gateway to which the VPC is not attached is as unknown as one that does not exist. */
function transitTarget(world: World, table: RouteTable, TransitGatewayId: string): RouteTarget | Refusal {
  const attached = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', table.VpcId).some(
    (each) => each.TransitGatewayId === TransitGatewayId && (each.State === 'available' || each.State === 'pending'),
  );
  if (attached) return { TransitGatewayId };
  return refuse('InvalidTransitGatewayID.NotFound', `The transitGateway ID '${TransitGatewayId}' does not exist`);
}

function peeringTarget(world: World, table: RouteTable, VpcPeeringConnectionId: string): RouteTarget | Refusal {
  const peering = find(world, 'VpcPeeringConnection', VpcPeeringConnectionId);
  if (isRefusal(peering)) return peering;
  if (peerOf(peering, table.VpcId) === undefined) return apart(table, `vpc peering connection ${VpcPeeringConnectionId}`);
  return { VpcPeeringConnectionId };
}

function egressOnlyTarget(world: World, table: RouteTable, EgressOnlyInternetGatewayId: string): RouteTarget | Refusal {
  const gateway = find(world, 'EgressOnlyInternetGateway', EgressOnlyInternetGatewayId);
  if (isRefusal(gateway)) return gateway;
  const isOwn = gateway.Attachments.some((attachment) => attachment.VpcId === table.VpcId);
  return isOwn ? { EgressOnlyInternetGatewayId } : apart(table, `egress-only internet gateway ${EgressOnlyInternetGatewayId}`);
}

/** Only endpoints of Gateway Load Balancers can be targets; a gateway endpoint makes its routes itself. */
function endpointTarget(world: World, _table: RouteTable, VpcEndpointId: string): Refusal {
  const endpoint = find(world, 'VpcEndpoint', VpcEndpointId);
  if (isRefusal(endpoint)) return endpoint;
  const reason = 'VPC Endpoints of this type cannot be used as route targets.';
  return refuse('RouteNotSupported', `Route table contains unsupported route target: ${VpcEndpointId}. ${reason}`);
}

/** What EC2 answers when an instance with several interfaces is named where one interface is meant. */
export function severalInterfaces(InstanceId: string): Refusal {
  const mend = 'Please specify an interface ID for the operation instead.';
  return refuse('InvalidInstanceID', `There are multiple interfaces attached to instance '${InstanceId}'. ${mend}`);
}

function apart(table: RouteTable, what: string): Refusal {
  return refuse('InvalidParameterValue', `route table ${table.RouteTableId} and ${what} belong to different networks`);
}

/** Null when the family of the destination suits the target: an egress-only internet gateway takes IPv6 only. */
export function checkFamily(destination: Cidr | null, target: RouteTarget): Refusal | null {
  if (target.EgressOnlyInternetGatewayId === undefined || (destination !== null && familyOf(destination.base) === 6)) return null;
  const which = `The destination of a route to the egress-only internet gateway ${target.EgressOnlyInternetGatewayId}`;
  return refuse('InvalidParameterValue', `${which} must be an IPv6 CIDR block.`);
}

/**
 * Null when the destination may go to the target. Inside the VPC only the block of a whole subnet can be routed away from
 * `local`, and only to an interface or a NAT gateway. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function checkInsideVpc(world: World, table: RouteTable, route: { readonly destination: Cidr; readonly target: RouteTarget }): Refusal | null {
  const home = objectAt(world.aws.Vpc, table.VpcId);
  const { destination, target } = route;
  if (home === undefined || !cidrBlocksOf(home).some((block) => covers(parseCidr(block), destination))) return null;
  const shown = showCidr(destination);
  const inside = `The destination CIDR block ${shown} is equal to or more specific than one of this VPC's CIDR blocks.`;
  if (target.NetworkInterfaceId === undefined && target.NatGatewayId === undefined)
    return refuse('InvalidParameterValue', `${inside} This route can target only an interface or an instance.`);
  const wholeSubnet = lookup(world.aws.Subnet, 'byVpc', table.VpcId).some((subnet) => subnet.CidrBlock === shown);
  return wholeSubnet ? null : refuse('InvalidParameterValue', `${inside} It must match the CIDR block of a subnet of this VPC.`);
}
