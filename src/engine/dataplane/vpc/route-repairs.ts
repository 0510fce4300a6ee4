/** Writes that would mend a missing or dead route: candidates for a hint. */
import { familyOf } from '../../net/address.ts';
import { hostCidr, showCidr } from '../../net/cidr.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Repair } from '../element.ts';
import type { Step } from '../step.ts';

type Target = { readonly [member: string]: string };

/** A route to each thing of the VPC that packets may leave by: made, or put in the place of one that leads nowhere. */
export function routeRepairs(world: World, step: Step): readonly Repair[] {
  const table = step.object?.kind === 'RouteTable' ? objectAt(world.aws.RouteTable, step.object.key) : undefined;
  if (table === undefined) return [];
  const six = familyOf(step.in.destination) === 6;
  const stated = step.because === 'BAD_STATE_ROUTE' && typeof step.params.route === 'string' ? step.params.route : null;
  if (stated?.startsWith('pl-')) return [];
  const everywhere = six ? '::/0' : '0.0.0.0/0';
  const made = (block: string, target: Target) =>
    repair(world, table.RouteTableId, { verb: stated === null ? 'CreateRoute' : 'ReplaceRoute', block, target });
  const outward = outwardTargets(world, { VpcId: table.VpcId, six });
  const onward = onwardTargets(world, table.VpcId);
  const near = stated ?? (six ? showCidr(hostCidr(step.in.destination)) : blockAround(world, step));
  return [...outward.map((target) => made(stated ?? everywhere, target)), ...onward.map((target) => made(near, target))];
}

type Outward = { readonly VpcId: string; readonly six: boolean };

function outwardTargets(world: World, { VpcId, six }: Outward): Target[] {
  const internet = lookup(world.aws.InternetGateway, 'byVpc', VpcId).map(({ InternetGatewayId }) => ({ GatewayId: InternetGatewayId }));
  if (six) {
    const egress = lookup(world.aws.EgressOnlyInternetGateway, 'byVpc', VpcId);
    return [...internet, ...egress.map(({ EgressOnlyInternetGatewayId }) => ({ EgressOnlyInternetGatewayId }))];
  }
  const nat = lookup(world.aws.NatGateway, 'byVpc', VpcId).filter(({ State }) => State === 'available');
  return [...internet, ...nat.map(({ NatGatewayId }) => ({ NatGatewayId }))];
}

function onwardTargets(world: World, VpcId: string): Target[] {
  const peerings = lookup(world.aws.VpcPeeringConnection, 'byVpc', VpcId).filter(({ Status }) => Status.Code === 'active');
  const attachments = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', VpcId).filter(({ State }) => State === 'available');
  return [
    ...peerings.map(({ VpcPeeringConnectionId }) => ({ VpcPeeringConnectionId })),
    ...attachments.map(({ TransitGatewayId }) => ({ TransitGatewayId })),
    ...lookup(world.aws.VpnGateway, 'byVpc', VpcId).map(({ VpnGatewayId }) => ({ GatewayId: VpnGatewayId })),
  ];
}

/** The block of the VPC that holds the destination, for a route that is no wider than it has to be; else the address alone. */
function blockAround(world: World, step: Step): string {
  const holder = lookup(world.aws.NetworkInterface, 'byAddress', String(step.params.dst))[0];
  const home = holder === undefined ? undefined : objectAt(world.aws.Subnet, holder.SubnetId);
  const block = home === undefined ? undefined : objectAt(world.aws.Vpc, home.VpcId)?.CidrBlock;
  return block ?? showCidr(hostCidr(step.in.destination));
}

type Made = { readonly verb: 'CreateRoute' | 'ReplaceRoute'; readonly block: string; readonly target: Target };

function repair(world: World, RouteTableId: string, { verb, block, target }: Made): Repair {
  const destination = block.includes(':') ? { DestinationIpv6CidrBlock: block } : { DestinationCidrBlock: block };
  return {
    verbs: [{ plane: 'aws', verb, kind: 'RouteTable', body: { RouteTableId, ...destination, ...target }, as: learner(world.account) }],
    object: { plane: 'aws', kind: 'RouteTable', key: RouteTableId },
    field: 'Routes',
  };
}
