/**
 * The default quotas of Amazon VPC, per Region unless said otherwise, and what EC2 answers beyond them.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
import { type Refusal, refuse } from './refusal.ts';

const QUOTAS = {
  vpcs: { most: 5, code: 'VpcLimitExceeded', what: 'VPCs' },
  subnetsPerVpc: { most: 200, code: 'SubnetLimitExceeded', what: 'subnets' },
  routeTablesPerVpc: { most: 200, code: 'RouteTableLimitExceeded', what: 'route tables' },
  routesPerTable: { most: 500, code: 'RouteLimitExceeded', what: 'routes' },
  internetGateways: { most: 5, code: 'InternetGatewayLimitExceeded', what: 'internet gateways' },
  networkAclsPerVpc: { most: 200, code: 'NetworkAclLimitExceeded', what: 'network ACLs' },
  entriesPerAclAndDirection: { most: 20, code: 'NetworkAclEntryLimitExceeded', what: 'network acl entries' },
  securityGroups: { most: 2500, code: 'SecurityGroupLimitExceeded', what: 'security groups' },
  /** In each direction, and IPv4 and IPv6 apart. */
  rulesPerGroup: { most: 60, code: 'RulesPerSecurityGroupLimitExceeded', what: 'rules per security group' },
  groupsPerInterface: { most: 5, code: 'SecurityGroupsPerInterfaceLimitExceeded', what: 'security groups per interface' },
  addresses: { most: 5, code: 'AddressLimitExceeded', what: 'addresses' },
  /** Pending, active and deleting ones. */
  natGatewaysPerZone: { most: 5, code: 'NatGatewayLimitExceeded', what: 'NAT gateways' },
  egressOnlyInternetGateways: { most: 5, code: 'EgressOnlyInternetGatewayLimitExceeded', what: 'egress-only internet gateways' },
  peeringsPerVpc: { most: 50, code: 'ActiveVpcPeeringConnectionPerVpcLimitExceeded', what: 'active VPC peering connections per VPC' },
  outstandingPeeringRequests: { most: 25, code: 'OutstandingVpcPeeringConnectionLimitExceeded', what: 'outstanding VPC peering connection requests' },
  gatewayEndpoints: { most: 20, code: 'VpcEndpointLimitExceeded', what: 'gateway VPC endpoints' },
  interfaceEndpointsPerVpc: { most: 50, code: 'VpcEndpointLimitExceeded', what: 'interface VPC endpoints per VPC' },
  prefixLists: { most: 100, code: 'PrefixListLimitExceeded', what: 'prefix lists' },
  transitGateways: { most: 5, code: 'TransitGatewayLimitExceeded', what: 'transit gateways' },
  transitGatewaysPerVpc: { most: 5, code: 'TransitGatewayAttachmentLimitExceeded', what: 'transit gateway attachments per VPC' },
  /** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
  customerGateways: { most: 50, code: 'CustomerGatewayLimitExceeded', what: 'customer gateways' },
  vpnGateways: { most: 5, code: 'VpnGatewayLimitExceeded', what: 'virtual private gateways' },
  vpnConnections: { most: 50, code: 'VpnConnectionLimitExceeded', what: 'VPN connections' },
  vpnConnectionsPerGateway: { most: 10, code: 'VpnConnectionLimitExceeded', what: 'VPN connections per virtual private gateway' },
  tagsPerResource: { most: 50, code: 'TagLimitExceeded', what: 'Tags for a resource' },
} as const;

/** Null when so many are allowed, else the refusal. */
export function checkQuota(quota: keyof typeof QUOTAS, count: number): Refusal | null {
  const { most, code, what } = QUOTAS[quota];
  return count <= most ? null : refuse(code, `The maximum number of ${what} has been reached.`);
}
