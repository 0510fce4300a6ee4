/** The target of a route as CreateRoute and ReplaceRoute name it. */
import { type Cidr, covers, parseCidr, showCidr } from '../net/cidr.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { interfacesOf } from './network-interface.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Route, RouteTable } from './route-table.ts';
import { idOf, string } from './shape.ts';
import { cidrBlocksOf } from './vpc.ts';

export const TARGETS = {
  GatewayId: idOf('InternetGateway'),
  InstanceId: idOf('Instance'),
  NatGatewayId: string,
  NetworkInterfaceId: idOf('NetworkInterface'),
  TransitGatewayId: string,
  VpcPeeringConnectionId: string,
  EgressOnlyInternetGatewayId: string,
} as const;

export type TargetInput = { readonly [T in keyof typeof TARGETS]?: string | undefined };
export type RouteTarget = Pick<Route, 'GatewayId' | 'NetworkInterfaceId'>;

/**
 * How EC2 refuses an id of a kind of which there is none. No operation makes these kinds here, so that every id is unknown.
 */
const ABSENT: { readonly [T in keyof TargetInput]: (id: string) => Refusal } = {
  NatGatewayId: (id) => refuse('InvalidNatGatewayID.NotFound', `The natGateway ID '${id}' does not exist`),
  TransitGatewayId: (id) => refuse('InvalidTransitGatewayID.NotFound', `The transitGateway ID '${id}' does not exist`),
  VpcPeeringConnectionId: (id) => refuse('InvalidVpcPeeringConnectionID.NotFound', `The vpcPeeringConnection ID '${id}' does not exist`),
  EgressOnlyInternetGatewayId: (id) => refuse('InvalidGatewayID.NotFound', `The eigw ID '${id}' does not exist`),
};

/** The one target that the input names, checked against the table's VPC, or the refusal. */
export function targetOf(world: World, table: RouteTable, input: TargetInput): RouteTarget | Refusal {
  const given = (Object.keys(TARGETS) as (keyof TargetInput)[]).filter((member) => input[member] !== undefined);
  const [member, ...more] = given;
  if (member === undefined || more.length > 0) {
    const names = 'gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId or instanceId';
    return refuse(member === undefined ? 'MissingParameter' : 'InvalidParameterCombination', `The request must contain exactly one of ${names}`);
  }
  const id = input[member] as string;
  const absent = ABSENT[member];
  if (absent !== undefined) return absent(id);
  if (member === 'GatewayId') return gatewayTarget(world, table, id);
  return member === 'InstanceId' ? instanceTarget(world, table, id) : interfaceTarget(world, table, id);
}

function gatewayTarget(world: World, table: RouteTable, GatewayId: string): RouteTarget | Refusal {
  const gateway = find(world, 'InternetGateway', GatewayId);
  if (isRefusal(gateway))
    return GatewayId.startsWith('igw-') ? gateway : refuse('InvalidGatewayID.NotFound', `The gateway ID '${GatewayId}' does not exist`);
  return gateway.Attachments.some((attachment) => attachment.VpcId === table.VpcId) ? { GatewayId } : apart(table, `network gateway ${GatewayId}`);
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

/** What EC2 answers when an instance with several interfaces is named where one interface is meant. */
export function severalInterfaces(InstanceId: string): Refusal {
  const mend = 'Please specify an interface ID for the operation instead.';
  return refuse('InvalidInstanceID', `There are multiple interfaces attached to instance '${InstanceId}'. ${mend}`);
}

function apart(table: RouteTable, what: string): Refusal {
  return refuse('InvalidParameterValue', `route table ${table.RouteTableId} and ${what} belong to different networks`);
}

/**
 * Null when the destination may go to the target. Inside the VPC only the block of a whole subnet can be routed away from
 * `local`, and only to an interface. https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export function checkInsideVpc(world: World, table: RouteTable, route: { readonly destination: Cidr; readonly target: RouteTarget }): Refusal | null {
  const home = objectAt(world.aws.Vpc, table.VpcId);
  const { destination, target } = route;
  if (home === undefined || !cidrBlocksOf(home).some((block) => covers(parseCidr(block), destination))) return null;
  const shown = showCidr(destination);
  const inside = `The destination CIDR block ${shown} is equal to or more specific than one of this VPC's CIDR blocks.`;
  if (target.NetworkInterfaceId === undefined)
    return refuse('InvalidParameterValue', `${inside} This route can target only an interface or an instance.`);
  const wholeSubnet = lookup(world.aws.Subnet, 'byVpc', table.VpcId).some((subnet) => subnet.CidrBlock === shown);
  return wholeSubnet ? null : refuse('InvalidParameterValue', `${inside} It must match the CIDR block of a subnet of this VPC.`);
}
