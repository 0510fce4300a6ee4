/** `VpnGateways`, `CustomerGateways` and `VpnConnections`. */
import type { CustomerGateway } from '../customer-gateway.ts';
import type { VpnConnection } from '../vpn-connection.ts';
import type { VpnGateway } from '../vpn-gateway.ts';
import { GATEWAY_MEMBERS } from './gateway-members.ts';
import {
  address,
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
} from './reading.ts';

export function readVpnGateway(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.VpnGateway);
  const VpnGatewayId = idOf(reading, item, 'VpnGatewayId', 'vgw');
  const attachments = items(reading, item, 'VpcAttachments').flatMap((each): VpnGateway['VpcAttachments'][number][] => {
    const VpcId = needed(reading, each, 'VpcId', text(reading, each, 'VpcId'));
    const State = (text(reading, each, 'State') ?? 'attached') as VpnGateway['VpcAttachments'][number]['State'];
    if (VpcId === undefined || (State === 'attached' && !checkReference(reading, 'Vpc', { id: VpcId, path: [...each.path, 'VpcId'] }))) return [];
    return [{ VpcId, State }];
  });
  const object: VpnGateway = {
    VpnGatewayId,
    State: (text(reading, item, 'State') ?? 'available') as VpnGateway['State'],
    Type: 'ipsec.1',
    AmazonSideAsn: number(reading, item, 'AmazonSideAsn') ?? 64_512,
    VpcAttachments: attachments,
    Tags: tags(reading, item),
  };
  keep(reading, 'VpnGateway', { id: VpnGatewayId, object, path: item.path });
}

export function readCustomerGateway(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.CustomerGateway);
  const IpAddress = needed(reading, item, 'IpAddress', address(reading, item, 'IpAddress'));
  if (IpAddress === undefined) return;
  const CustomerGatewayId = idOf(reading, item, 'CustomerGatewayId', 'cgw');
  const object: CustomerGateway = {
    CustomerGatewayId,
    IpAddress,
    BgpAsn: text(reading, item, 'BgpAsn') ?? '65000',
    State: (text(reading, item, 'State') ?? 'available') as CustomerGateway['State'],
    Type: 'ipsec.1',
    Tags: tags(reading, item),
  };
  keep(reading, 'CustomerGateway', { id: CustomerGatewayId, object, path: item.path });
}

/** A connection may end at a gateway that the lists leave out, as one that was deleted does. */
export function readVpnConnection(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.VpnConnection);
  const CustomerGatewayId = needed(reading, item, 'CustomerGatewayId', text(reading, item, 'CustomerGatewayId'));
  if (CustomerGatewayId === undefined) return;
  const VpnConnectionId = idOf(reading, item, 'VpnConnectionId', 'vpn');
  const VpnGatewayId = text(reading, item, 'VpnGatewayId');
  const TransitGatewayId = text(reading, item, 'TransitGatewayId');
  const options = part(reading, item, 'Options') ?? item;
  const object: VpnConnection = {
    VpnConnectionId,
    CustomerGatewayId,
    ...(VpnGatewayId === undefined ? {} : { VpnGatewayId }),
    ...(TransitGatewayId === undefined ? {} : { TransitGatewayId }),
    State: (text(reading, item, 'State') ?? 'available') as VpnConnection['State'],
    Type: 'ipsec.1',
    Options: { StaticRoutesOnly: flag(reading, options, 'StaticRoutesOnly') ?? false },
    Routes: items(reading, item, 'Routes').flatMap((route) => readRoute(reading, route)),
    VgwTelemetry: items(reading, item, 'VgwTelemetry').map((tunnel) => ({
      OutsideIpAddress: address(reading, tunnel, 'OutsideIpAddress') ?? '-',
      Status: text(reading, tunnel, 'Status') === 'DOWN' ? 'DOWN' : 'UP',
    })),
    Tags: tags(reading, item),
  };
  keep(reading, 'VpnConnection', { id: VpnConnectionId, object, path: item.path });
}

function readRoute(reading: Reading, item: Item): VpnConnection['Routes'][number][] {
  const DestinationCidrBlock = needed(reading, item, 'DestinationCidrBlock', block(reading, item, 'DestinationCidrBlock'));
  const State = (text(reading, item, 'State') ?? 'available') as VpnConnection['Routes'][number]['State'];
  return DestinationCidrBlock === undefined ? [] : [{ DestinationCidrBlock, State }];
}
