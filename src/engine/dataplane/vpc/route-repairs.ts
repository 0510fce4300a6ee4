/** Writes that would mend a missing or dead route: candidates for a hint. */
import { heldAt } from '../../aws/elastic-ip.ts';
import { familyOf, showAddress } from '../../net/address.ts';
import { hostCidr, showCidr } from '../../net/cidr.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { bestOf, candidatesOf } from './routes.ts';
import { holderOf, publicAddressOf, routeTableOf } from './vpc-network.ts';

type Target = { readonly [member: string]: string };

/** A dead route: its peering request is accepted, or another route takes its place. */
export function deadRouteRepairs(world: World, step: Step): readonly Repair[] {
  const key = String(step.params.target);
  const pending = objectAt(world.aws.VpcPeeringConnection, key)?.Status.Code === 'pending-acceptance';
  const body = { VpcPeeringConnectionId: key };
  const accept: Repair = {
    verbs: [{ plane: 'aws', verb: 'AcceptVpcPeeringConnection', kind: 'VpcPeeringConnection', body, as: learner(world.account) }],
    object: { plane: 'aws', kind: 'VpcPeeringConnection', key },
    field: 'Status',
  };
  return [...(pending ? [accept] : []), ...routeRepairs(world, step)];
}

/** The attachment gets a subnet in the zone that the packet comes from: the sender's own, or another one there. */
export function zoneRepairs(world: World, step: Step): readonly Repair[] {
  const subnet = objectAt(world.aws.Subnet, String(step.params.subnet));
  const attachment = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', subnet?.VpcId ?? '').find(
    ({ TransitGatewayId, State }) => TransitGatewayId === step.params.target && State === 'available',
  );
  if (subnet === undefined || attachment === undefined) return [];
  const id = attachment.TransitGatewayAttachmentId;
  const body = { TransitGatewayAttachmentId: id, AddSubnetIds: [subnet.SubnetId] };
  const verb = {
    plane: 'aws',
    verb: 'ModifyTransitGatewayVpcAttachment',
    kind: 'TransitGatewayVpcAttachment',
    body,
    as: learner(world.account),
  } as const;
  return [{ verbs: [verb], object: { plane: 'aws', kind: 'TransitGatewayVpcAttachment', key: id }, field: 'SubnetIds' }];
}

/** The sender gets an Elastic IP address that nobody uses, or its subnet leaves by a NAT gateway of the VPC. */
export function publicAddressRepairs(world: World, step: Step): readonly Repair[] {
  const VpcId = objectAt(world.aws.InternetGateway, step.place.of.key)?.Attachments[0]?.VpcId ?? '';
  const eni = holderOf(world, VpcId, step.in.source);
  const subnet = eni === undefined ? undefined : objectAt(world.aws.Subnet, eni.SubnetId);
  const table = subnet === undefined ? undefined : routeTableOf(world, subnet);
  const route = table === undefined ? undefined : bestOf(candidatesOf(world, table), step.in.destination)?.text;
  if (eni === undefined || table === undefined || route === undefined) return [];
  const { NetworkInterfaceId } = eni;
  const free = objectsOf(world.aws.Address).filter((address) => heldAt(world, address) === null);
  const associate = free.slice(0, 1).map(({ AllocationId }): Repair => {
    const body = { AllocationId, NetworkInterfaceId, PrivateIpAddress: showAddress(step.in.source) };
    return {
      verbs: [{ plane: 'aws', verb: 'AssociateAddress', kind: 'Address', body, as: learner(world.account) }],
      object: { plane: 'aws', kind: 'NetworkInterface', key: NetworkInterfaceId },
      field: 'Association',
      breadth: 'wide',
    };
  });
  const nat = lookup(world.aws.NatGateway, 'byVpc', VpcId).filter(({ State, SubnetId }) => State === 'available' && SubnetId !== subnet?.SubnetId);
  const made = nat.map(({ NatGatewayId }) => repair(world, table.RouteTableId, { verb: 'ReplaceRoute', block: route, target: { NatGatewayId } }));
  return [...associate, ...made];
}

/** A route to each thing of the VPC that packets may leave by: made, or put in the place of one that leads nowhere. */
export function routeRepairs(world: World, step: Step): readonly Repair[] {
  const table = step.object?.kind === 'RouteTable' ? objectAt(world.aws.RouteTable, step.object.key) : undefined;
  if (table === undefined) return [];
  const six = familyOf(step.in.destination) === 6;
  // A route is there and leads nowhere: another one takes its place.
  const stated = step.because !== 'NO_ROUTE_TO_DESTINATION' && typeof step.params.route === 'string' ? step.params.route : null;
  if (stated?.startsWith('pl-')) return [];
  const everywhere = six ? '::/0' : '0.0.0.0/0';
  const made = (block: string, target: Target) =>
    repair(world, table.RouteTableId, { verb: stated === null ? 'CreateRoute' : 'ReplaceRoute', block, target });
  const outward = outwardTargets(world, { VpcId: table.VpcId, six });
  const onward = onwardTargets(world, table.VpcId);
  const near = stated ?? (six ? showCidr(hostCidr(step.in.destination)) : blockAround(world, step));
  // An internet gateway serves who has a public address; for all others it makes a private subnet a public one.
  const isPublic = six || publicAddressOf(world, table.VpcId, step.in.source) !== null;
  const breadth = (target: Target): Breadth => (target.GatewayId === undefined ? 'address' : isPublic ? 'exact' : 'wide');
  return [
    ...outward.map((target) => ({ ...made(stated ?? everywhere, target), breadth: breadth(target) })),
    ...onward.map((target) => made(near, target)),
  ];
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
