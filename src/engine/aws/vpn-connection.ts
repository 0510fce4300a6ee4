import type { VpnConnection as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { objectAt } from '../store.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** A Site-to-Site VPN connection: two tunnels between a gateway of AWS and a customer gateway. */
export type VpnConnection = SpelledAs<
  Model,
  {
    readonly VpnConnectionId: string;
    readonly CustomerGatewayId: string;
    /** Of a connection that ends at a virtual private gateway. */
    readonly VpnGatewayId?: string;
    /** Of a connection that ends at a transit gateway. */
    readonly TransitGatewayId?: string;
    readonly State: 'pending' | 'available' | 'deleting' | 'deleted';
    readonly Type: 'ipsec.1';
    /** With dynamic routing the customer gateway announces its blocks by BGP, and `Routes` is empty. */
    readonly Options: { readonly StaticRoutesOnly: boolean };
    readonly Routes: readonly { readonly DestinationCidrBlock: string; readonly State: 'pending' | 'available' | 'deleting' | 'deleted' }[];
    readonly VgwTelemetry: readonly { readonly OutsideIpAddress: string; readonly Status: 'UP' | 'DOWN' }[];
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

export const vpnConnection: AwsKind<VpnConnection> = {
  plane: 'aws',
  kind: 'VpnConnection',
  service: 'ec2',
  idPrefix: 'vpn',
  idMember: 'VpnConnectionId',
  indices: {
    byVpnGateway: (connection) => (connection.VpnGatewayId === undefined ? [] : [connection.VpnGatewayId]),
    byTransitGateway: (connection) => (connection.TransitGatewayId === undefined ? [] : [connection.TransitGatewayId]),
    byCustomerGateway: (connection) => [connection.CustomerGatewayId],
  },
  describe: {
    operation: 'DescribeVpnConnections',
    idsMember: 'VpnConnectionIds',
    listMember: 'VpnConnections',
    notFound: 'InvalidVpnConnectionID.NotFound',
    malformed: 'InvalidVpnConnectionID',
    show: (connection) => ({
      Category: 'VPN',
      ...(connection.TransitGatewayId === undefined ? {} : { TransitGatewayId: connection.TransitGatewayId }),
      Options: connection.Options,
      Routes: connection.Routes,
      ...shownTags(connection),
      VgwTelemetry: connection.VgwTelemetry,
      VpnConnectionId: connection.VpnConnectionId,
      State: connection.State,
      CustomerGatewayId: connection.CustomerGatewayId,
      Type: connection.Type,
      ...(connection.VpnGatewayId === undefined ? {} : { VpnGatewayId: connection.VpnGatewayId }),
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpnConnections.html
    filters: {
      'bgp-asn': (connection, world) => [objectAt(world.aws.CustomerGateway, connection.CustomerGatewayId)?.BgpAsn],
      'customer-gateway-id': (connection) => [connection.CustomerGatewayId],
      'option.static-routes-only': (connection) => [String(connection.Options.StaticRoutesOnly)],
      'route.destination-cidr-block': (connection) => connection.Routes.map((route) => route.DestinationCidrBlock),
      state: (connection) => [connection.State],
      'transit-gateway-id': (connection) => [connection.TransitGatewayId],
      type: (connection) => [connection.Type],
      'vpn-connection-id': (connection) => [connection.VpnConnectionId],
      'vpn-gateway-id': (connection) => [connection.VpnGatewayId],
    },
  },
};
