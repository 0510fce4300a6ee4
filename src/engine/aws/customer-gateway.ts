import type { CustomerGateway as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** What AWS knows of the router at the other end of a VPN connection. */
export type CustomerGateway = SpelledAs<
  Model,
  {
    readonly CustomerGatewayId: string;
    readonly IpAddress: string;
    readonly BgpAsn: string;
    readonly State: 'pending' | 'available' | 'deleting' | 'deleted';
    readonly Type: 'ipsec.1';
    readonly Tags: readonly Tag[];
  }
>;

export const customerGateway: AwsKind<CustomerGateway> = {
  plane: 'aws',
  kind: 'CustomerGateway',
  service: 'ec2',
  idPrefix: 'cgw',
  idMember: 'CustomerGatewayId',
  indices: { byAddress: (gateway) => [gateway.IpAddress] },
  describe: {
    operation: 'DescribeCustomerGateways',
    idsMember: 'CustomerGatewayIds',
    listMember: 'CustomerGateways',
    notFound: 'InvalidCustomerGatewayID.NotFound',
    malformed: 'InvalidCustomerGatewayId.Malformed',
    show: (gateway) => ({
      ...shownTags(gateway),
      CustomerGatewayId: gateway.CustomerGatewayId,
      State: gateway.State,
      Type: gateway.Type,
      IpAddress: gateway.IpAddress,
      BgpAsn: gateway.BgpAsn,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeCustomerGateways.html
    filters: {
      'bgp-asn': (gateway) => [gateway.BgpAsn],
      'customer-gateway-id': (gateway) => [gateway.CustomerGatewayId],
      'ip-address': (gateway) => [gateway.IpAddress],
      state: (gateway) => [gateway.State],
      type: (gateway) => [gateway.Type],
    },
  },
};
