/** Transit gateways with their attachments and route tables: what several describe operations print, joined. */
import { timestamp } from '../aws-time.ts';
import type { TransitGateway } from '../transit-gateway.ts';
import type { TransitGatewayVpcAttachment } from '../transit-gateway-attachment.ts';
import type { TransitGatewayPeeringAttachment } from '../transit-gateway-peering-attachment.ts';
import type { TransitGatewayRoute, TransitGatewayRouteTable } from '../transit-gateway-route-table.ts';
import { GATEWAY_MEMBERS } from './gateway-members.ts';
import {
  block,
  checkMembers,
  checkReference,
  flag,
  type Item,
  idOf,
  items,
  keep,
  needed,
  number,
  part,
  type Reading,
  tags,
  text,
  texts,
} from './reading.ts';

type Switch = 'enable' | 'disable';

export function readTransitGateway(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.TransitGateway);
  const TransitGatewayId = idOf(reading, item, 'TransitGatewayId', 'tgw');
  const options = part(reading, item, 'Options');
  const option = (member: string, unstated: Switch) => ((options === undefined ? undefined : text(reading, options, member)) ?? unstated) as Switch;
  const object: TransitGateway = {
    TransitGatewayId,
    OwnerId: text(reading, item, 'OwnerId') ?? reading.world.account,
    Description: text(reading, item, 'Description') ?? '',
    State: (text(reading, item, 'State') ?? 'available') as TransitGateway['State'],
    CreationTime: text(reading, item, 'CreationTime') ?? timestamp(reading.world.now),
    // The defaults of CreateTransitGateway: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html
    Options: {
      AmazonSideAsn: (options === undefined ? undefined : number(reading, options, 'AmazonSideAsn')) ?? 64_512,
      AutoAcceptSharedAttachments: option('AutoAcceptSharedAttachments', 'disable'),
      DefaultRouteTableAssociation: option('DefaultRouteTableAssociation', 'enable'),
      DefaultRouteTablePropagation: option('DefaultRouteTablePropagation', 'enable'),
      VpnEcmpSupport: option('VpnEcmpSupport', 'enable'),
      DnsSupport: option('DnsSupport', 'enable'),
      SecurityGroupReferencingSupport: option('SecurityGroupReferencingSupport', 'disable'),
      MulticastSupport: option('MulticastSupport', 'disable'),
    },
    Tags: tags(reading, item),
  };
  keep(reading, 'TransitGateway', { id: TransitGatewayId, object, path: item.path });
}

export function readTransitGatewayVpcAttachment(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.TransitGatewayVpcAttachment);
  const VpcId = needed(reading, item, 'VpcId', text(reading, item, 'VpcId'));
  const TransitGatewayId = needed(reading, item, 'TransitGatewayId', text(reading, item, 'TransitGatewayId'));
  if (VpcId === undefined || TransitGatewayId === undefined) return;
  if (!checkReference(reading, 'Vpc', { id: VpcId, path: [...item.path, 'VpcId'] })) return;
  const SubnetIds = texts(reading, item, 'SubnetIds').filter((id) => checkReference(reading, 'Subnet', { id, path: [...item.path, 'SubnetIds'] }));
  const options = part(reading, item, 'Options');
  const option = (member: string, unstated: Switch) => ((options === undefined ? undefined : text(reading, options, member)) ?? unstated) as Switch;
  const TransitGatewayAttachmentId = idOf(reading, item, 'TransitGatewayAttachmentId', 'tgw-attach');
  const object: TransitGatewayVpcAttachment = {
    TransitGatewayAttachmentId,
    TransitGatewayId,
    VpcId,
    VpcOwnerId: text(reading, item, 'VpcOwnerId') ?? reading.objects.Vpc.get(VpcId)?.OwnerId ?? reading.world.account,
    State: (text(reading, item, 'State') ?? 'available') as TransitGatewayVpcAttachment['State'],
    SubnetIds,
    CreationTime: text(reading, item, 'CreationTime') ?? timestamp(reading.world.now),
    Options: {
      DnsSupport: option('DnsSupport', 'enable'),
      SecurityGroupReferencingSupport: option('SecurityGroupReferencingSupport', 'enable'),
      Ipv6Support: option('Ipv6Support', 'disable'),
      ApplianceModeSupport: option('ApplianceModeSupport', 'disable'),
    },
    Tags: tags(reading, item),
  };
  keep(reading, 'TransitGatewayVpcAttachment', { id: TransitGatewayAttachmentId, object, path: item.path });
}

/** `TransitGatewayPeeringAttachments`. */
export function readTransitGatewayPeeringAttachment(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.TransitGatewayPeeringAttachment);
  const sides = ['RequesterTgwInfo', 'AccepterTgwInfo'].map((member) => {
    const side = needed(reading, item, member, part(reading, item, member));
    return side === undefined ? undefined : text(reading, side, 'TransitGatewayId');
  });
  const [one, other] = sides;
  if (one === undefined || other === undefined) return;
  const id = idOf(reading, item, 'TransitGatewayAttachmentId', 'tgw-attach');
  const State = (text(reading, item, 'State') ?? 'available') as TransitGatewayPeeringAttachment['State'];
  keepPeering(reading, item, { id, one, other, State });
}

type Peering = { readonly id: string; readonly one: string; readonly other: string; readonly State: TransitGatewayPeeringAttachment['State'] };

function keepPeering(reading: Reading, item: Item, { id, one, other, State }: Peering): void {
  const side = (TransitGatewayId: string) => ({ TransitGatewayId, OwnerId: reading.world.account, Region: reading.world.region });
  const object = { TransitGatewayAttachmentId: id, RequesterTgwInfo: side(one), AccepterTgwInfo: side(other), State, Tags: tags(reading, item) };
  keep(reading, 'TransitGatewayPeeringAttachment', { id, object, path: item.path });
}

/**
 * `TransitGatewayAttachments`: with which table an attachment is associated. A peering is listed at both of its gateways
 * under one id, and is known from here when the list of peerings leaves it out.
 */
export function readTransitGatewayAssociation(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.TransitGatewayAttachment);
  const id = needed(reading, item, 'TransitGatewayAttachmentId', text(reading, item, 'TransitGatewayAttachmentId'));
  const one = text(reading, item, 'TransitGatewayId');
  const other = text(reading, item, 'ResourceId');
  if (id === undefined) return;
  const isPeering = text(reading, item, 'ResourceType') === 'peering' && !reading.objects.TransitGatewayPeeringAttachment.has(id);
  if (isPeering && one !== undefined && other !== undefined) {
    keepPeering(reading, item, { id, one, other, State: (text(reading, item, 'State') ?? 'available') as Peering['State'] });
  }
  const association = part(reading, item, 'Association');
  const table = association === undefined ? undefined : text(reading, association, 'TransitGatewayRouteTableId');
  if (table !== undefined) amend(reading, table, (known) => ({ Associations: [...known.Associations, id] }));
}

export function readTransitGatewayRouteTable(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.TransitGatewayRouteTable);
  const TransitGatewayId = needed(reading, item, 'TransitGatewayId', text(reading, item, 'TransitGatewayId'));
  if (TransitGatewayId === undefined) return;
  const TransitGatewayRouteTableId = idOf(reading, item, 'TransitGatewayRouteTableId', 'tgw-rtb');
  const object: TransitGatewayRouteTable = {
    TransitGatewayRouteTableId,
    TransitGatewayId,
    State: 'available',
    DefaultAssociationRouteTable: flag(reading, item, 'DefaultAssociationRouteTable') ?? false,
    DefaultPropagationRouteTable: flag(reading, item, 'DefaultPropagationRouteTable') ?? false,
    CreationTime: text(reading, item, 'CreationTime') ?? timestamp(reading.world.now),
    Tags: tags(reading, item),
    Associations: [],
    Propagations: [],
    Routes: [],
  };
  keep(reading, 'TransitGatewayRouteTable', { id: TransitGatewayRouteTableId, object, path: item.path });
}

/** What get-transit-gateway-route-table-propagations prints, with the table that was asked for. */
export function readTransitGatewayPropagations(reading: Reading, item: Item): void {
  const ids = items(reading, item, 'TransitGatewayRouteTablePropagations').flatMap((each) => {
    return (text(reading, each, 'State') ?? 'enabled') === 'enabled' ? (text(reading, each, 'TransitGatewayAttachmentId') ?? []) : [];
  });
  const table = needed(reading, item, 'TransitGatewayRouteTableId', text(reading, item, 'TransitGatewayRouteTableId'));
  if (table !== undefined) amend(reading, table, (known) => ({ Propagations: [...known.Propagations, ...ids] }));
}

/** What search-transit-gateway-routes prints of the static routes, with the table that was asked for. */
export function readTransitGatewayStaticRoutes(reading: Reading, item: Item): void {
  const table = needed(reading, item, 'TransitGatewayRouteTableId', text(reading, item, 'TransitGatewayRouteTableId'));
  const routes = items(reading, item, 'Routes').flatMap((row): TransitGatewayRoute[] => {
    const DestinationCidrBlock = needed(reading, row, 'DestinationCidrBlock', block(reading, row, 'DestinationCidrBlock'));
    if (DestinationCidrBlock === undefined || text(reading, row, 'Type') === 'propagated') return [];
    const [to] = items(reading, row, 'TransitGatewayAttachments');
    return [
      { DestinationCidrBlock, TransitGatewayAttachmentId: (to === undefined ? undefined : text(reading, to, 'TransitGatewayAttachmentId')) ?? null },
    ];
  });
  if (table !== undefined) amend(reading, table, (known) => ({ Routes: [...known.Routes, ...routes] }));
}

/** Attachments of which the lists tell neither association nor propagation have those that the gateway gives by default. */
export function completeTransitGateways(reading: Reading, stated: { readonly associations: boolean; readonly propagations: boolean }): void {
  for (const { TransitGatewayAttachmentId: id, TransitGatewayId, State } of reading.objects.TransitGatewayVpcAttachment.values()) {
    if (State !== 'available') continue;
    const options = reading.objects.TransitGateway.get(TransitGatewayId)?.Options;
    const tables = [...reading.objects.TransitGatewayRouteTable.values()].filter((table) => table.TransitGatewayId === TransitGatewayId);
    const first = tables.find((table) => table.DefaultAssociationRouteTable);
    const second = tables.find((table) => table.DefaultPropagationRouteTable);
    if (!stated.associations && options?.DefaultRouteTableAssociation === 'enable' && first !== undefined) {
      amend(reading, first.TransitGatewayRouteTableId, (known) => ({ Associations: [...known.Associations, id] }));
    }
    if (!stated.propagations && options?.DefaultRouteTablePropagation === 'enable' && second !== undefined) {
      amend(reading, second.TransitGatewayRouteTableId, (known) => ({ Propagations: [...known.Propagations, id] }));
    }
  }
}

type Amendment = (known: TransitGatewayRouteTable) => Partial<Pick<TransitGatewayRouteTable, 'Associations' | 'Propagations' | 'Routes'>>;

function amend(reading: Reading, id: string, change: Amendment): void {
  const known = reading.objects.TransitGatewayRouteTable.get(id);
  if (known !== undefined) reading.objects.TransitGatewayRouteTable.set(id, { ...known, ...change(known) });
}
