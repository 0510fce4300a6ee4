/** `RouteTables` and `InternetGateways`. A route may point to a gateway that is not there: it is a blackhole. */

import type { InternetGateway } from '../internet-gateway.ts';
import { LATTICE_GATEWAY } from '../lattice/routes.ts';
import type { Route, RouteTable, RouteTableAssociation } from '../route-table.ts';
import type { Vpc } from '../vpc.ts';
import { localRoutesOf } from '../vpc-companions.ts';
import { COMPLAINTS } from './complaints.ts';
import { MEMBERS } from './members.ts';
import { block, checkMembers, checkReference, flag, type Item, idOf, items, keep, needed, type Reading, say, tags, text } from './reading.ts';

export function readRouteTable(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.RouteTable);
  const VpcId = needed(reading, item, 'VpcId', text(reading, item, 'VpcId'));
  if (VpcId === undefined || !checkReference(reading, 'Vpc', { id: VpcId, path: [...item.path, 'VpcId'] })) return;
  const home = reading.objects.Vpc.get(VpcId) as Vpc;
  const RouteTableId = idOf(reading, item, 'RouteTableId', 'rtb');
  const given = items(reading, item, 'Routes').flatMap((row) => readRoute(reading, row));
  const missing = localRoutesOf(home).filter(
    (local) =>
      !given.some(
        (row) => row.DestinationCidrBlock === local.DestinationCidrBlock && row.DestinationIpv6CidrBlock === local.DestinationIpv6CidrBlock,
      ),
  );
  const gateways = items(reading, item, 'PropagatingVgws').flatMap((each) => {
    const GatewayId = text(reading, each, 'GatewayId');
    return GatewayId === undefined ? [] : [{ GatewayId }];
  });
  const object: RouteTable = {
    RouteTableId,
    VpcId,
    OwnerId: text(reading, item, 'OwnerId') ?? home.OwnerId,
    Associations: items(reading, item, 'Associations').flatMap((each) => readAssociation(reading, each)),
    Routes: [...missing, ...given],
    ...(gateways.length === 0 ? {} : { PropagatingVgws: gateways }),
    Tags: tags(reading, item),
  };
  keep(reading, 'RouteTable', { id: RouteTableId, object, path: item.path });
}

function readAssociation(reading: Reading, item: Item): RouteTableAssociation[] {
  checkMembers(reading, item, MEMBERS.Association);
  const SubnetId = text(reading, item, 'SubnetId');
  const GatewayId = text(reading, item, 'GatewayId');
  if (SubnetId !== undefined && !checkReference(reading, 'Subnet', { id: SubnetId, path: [...item.path, 'SubnetId'] })) return [];
  return [
    {
      RouteTableAssociationId: idOf(reading, item, 'RouteTableAssociationId', 'rtbassoc'),
      Main: flag(reading, item, 'Main') ?? false,
      ...(SubnetId === undefined ? {} : { SubnetId }),
      ...(GatewayId === undefined ? {} : { GatewayId }),
    },
  ];
}

const TARGETS = [
  'GatewayId',
  'NatGatewayId',
  'NetworkInterfaceId',
  'VpcPeeringConnectionId',
  'TransitGatewayId',
  'EgressOnlyInternetGatewayId',
] as const;

function readRoute(reading: Reading, item: Item): Route[] {
  checkMembers(reading, item, MEMBERS.Route);
  // Follows from the association of the VPC with a service network.
  if (item.value.GatewayId === LATTICE_GATEWAY) return [];
  const destination = {
    ...present('DestinationCidrBlock', block(reading, item, 'DestinationCidrBlock')),
    ...present('DestinationIpv6CidrBlock', block(reading, item, 'DestinationIpv6CidrBlock')),
    ...present('DestinationPrefixListId', text(reading, item, 'DestinationPrefixListId')),
  };
  if (Object.keys(destination).length !== 1) {
    say(reading, item.path, COMPLAINTS.oneDestination);
    return [];
  }
  const targets = TARGETS.map((member) => present(member, text(reading, item, member)));
  const target: Partial<Record<(typeof TARGETS)[number], string>> = Object.assign({}, ...targets);
  const origin = text(reading, item, 'Origin');
  const Origin = origin === undefined ? (target.GatewayId === 'local' ? 'CreateRouteTable' : 'CreateRoute') : (origin as Route['Origin']);
  return [{ ...destination, ...target, Origin }];
}

function present<M extends string>(member: M, value: string | undefined): { readonly [K in M]?: string } {
  return (value === undefined ? {} : { [member]: value }) as { readonly [K in M]?: string };
}

export function readInternetGateway(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.InternetGateway);
  const InternetGatewayId = idOf(reading, item, 'InternetGatewayId', 'igw');
  const attached = items(reading, item, 'Attachments').flatMap((each) => {
    const VpcId = needed(reading, each, 'VpcId', text(reading, each, 'VpcId'));
    return VpcId !== undefined && checkReference(reading, 'Vpc', { id: VpcId, path: [...each.path, 'VpcId'] }) ? [VpcId] : [];
  });
  const object: InternetGateway = {
    InternetGatewayId,
    OwnerId: text(reading, item, 'OwnerId') ?? reading.world.account,
    Attachments: attached.map((VpcId) => ({ VpcId, State: 'available' })),
    Tags: tags(reading, item),
  };
  keep(reading, 'InternetGateway', { id: InternetGatewayId, object, path: item.path });
}
