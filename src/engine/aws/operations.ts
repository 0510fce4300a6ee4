/** All operations of the AWS APIs that this lab has, by name. */

import { availabilityZoneOperations } from './availability-zone-operations.ts';
import { branchInterfaceOperations } from './branch-interface-operations.ts';
import { customerGatewayOperations } from './customer-gateway-operations.ts';
import { defaultVpcOperations } from './default-vpc-operations.ts';
import { dhcpOptionsOperations } from './dhcp-options-operations.ts';
import { egressOnlyInternetGatewayOperations } from './egress-only-internet-gateway-operations.ts';
import { accessEntryOperations } from './eks/access-entry-operations.ts';
import { addonOperations } from './eks/addon-operations.ts';
import { clusterLifeOperations } from './eks/cluster-life.ts';
import { clusterOperations } from './eks/cluster-operations.ts';
import { nodegroupLifeOperations } from './eks/nodegroup-life.ts';
import { nodegroupOperations } from './eks/nodegroup-operations.ts';
import { updateOperations } from './eks/update-operations.ts';
import { eksOperations } from './eks-operations.ts';
import { elasticIpOperations } from './elastic-ip-operations.ts';
import { elbv2Operations } from './elbv2/operations.ts';
import { instanceProfileOperations } from './iam/instance-profile-operations.ts';
import { policyOperations } from './iam/policy-operations.ts';
import { roleOperations } from './iam/role-operations.ts';
import { rolePolicyOperations } from './iam/role-policy-operations.ts';
import { imageOperations } from './image-operations.ts';
import { instanceLifeOperations } from './instance-life.ts';
import { instanceOperations } from './instance-operations.ts';
import { instanceStateOperations } from './instance-state-operations.ts';
import { instanceStatusOperations } from './instance-status-operations.ts';
import { instanceTypeOperations } from './instance-type-operations.ts';
import { internetGatewayOperations } from './internet-gateway-operations.ts';
import { latticeOperations } from './lattice/operations.ts';
import { natGatewayOperations } from './nat-gateway-operations.ts';
import { networkAclOperations } from './network-acl-operations.ts';
import { networkInterfaceOperations } from './network-interface-operations.ts';
import type { Operation } from './operation.ts';
import { prefixListOperations } from './prefix-list-operations.ts';
import { privateAddressOperations } from './private-address-operations.ts';
import { resourceShareOperations } from './ram/resource-share-operations.ts';
import { dbInstanceOperations } from './rds/db-instance-operations.ts';
import { dbSubnetGroupOperations } from './rds/db-subnet-group-operations.ts';
import { routeOperations } from './route-operations.ts';
import { routeTableOperations } from './route-table-operations.ts';
import { hostedZoneOperations } from './route53/hosted-zone-operations.ts';
import { resolverEndpointOperations } from './route53resolver/endpoint-operations.ts';
import { resolverRuleAssociationOperations, resolverRuleOperations } from './route53resolver/rule-operations.ts';
import { runInstances } from './run-instances.ts';
import { securityGroupOperations } from './security-group-operations.ts';
import { securityGroupRuleChanges } from './security-group-rule-changes.ts';
import { securityGroupRuleOperations } from './security-group-rule-operations.ts';
import { stsOperations } from './sts-operations.ts';
import { subnetCidrOperations } from './subnet-cidr-operations.ts';
import { subnetCidrReservationOperations } from './subnet-cidr-reservation-operations.ts';
import { subnetOperations } from './subnet-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { transitGatewayAssociationOperations } from './transit-gateway-association-operations.ts';
import { transitGatewayAttachmentOperations } from './transit-gateway-attachment-operations.ts';
import { transitGatewayOperations } from './transit-gateway-operations.ts';
import { transitGatewayRouteOperations } from './transit-gateway-route-operations.ts';
import { vpcCidrOperations } from './vpc-cidr-operations.ts';
import { vpcEndpointOperations } from './vpc-endpoint-operations.ts';
import { vpcOperations } from './vpc-operations.ts';
import { vpcPeeringOperations } from './vpc-peering-operations.ts';
import { vpnConnectionOperations } from './vpn-connection-operations.ts';
import { vpnGatewayOperations } from './vpn-gateway-operations.ts';

const all: readonly Operation[] = [
  ...vpcOperations,
  ...subnetOperations,
  ...routeTableOperations,
  ...routeOperations,
  ...internetGatewayOperations,
  ...securityGroupOperations,
  ...securityGroupRuleOperations,
  ...securityGroupRuleChanges,
  ...networkAclOperations,
  ...networkInterfaceOperations,
  ...privateAddressOperations,
  ...instanceOperations,
  runInstances,
  ...instanceStateOperations,
  ...instanceStatusOperations,
  ...imageOperations,
  ...instanceTypeOperations,
  ...availabilityZoneOperations,
  ...defaultVpcOperations,
  ...vpcCidrOperations,
  ...dhcpOptionsOperations,
  ...elasticIpOperations,
  ...natGatewayOperations,
  ...egressOnlyInternetGatewayOperations,
  ...vpcEndpointOperations,
  ...vpcPeeringOperations,
  ...transitGatewayOperations,
  ...transitGatewayAttachmentOperations,
  ...transitGatewayRouteOperations,
  ...transitGatewayAssociationOperations,
  ...vpnGatewayOperations,
  ...customerGatewayOperations,
  ...vpnConnectionOperations,
  ...prefixListOperations,
  ...subnetCidrOperations,
  ...subnetCidrReservationOperations,
  ...branchInterfaceOperations,
  ...tagOperations,
  ...eksOperations,
  ...clusterOperations,
  ...clusterLifeOperations,
  ...updateOperations,
  ...nodegroupOperations,
  ...nodegroupLifeOperations,
  ...accessEntryOperations,
  ...addonOperations,
  ...instanceLifeOperations,
  ...roleOperations,
  ...rolePolicyOperations,
  ...instanceProfileOperations,
  ...policyOperations,
  ...elbv2Operations,
  ...hostedZoneOperations,
  ...dbSubnetGroupOperations,
  ...dbInstanceOperations,
  ...resourceShareOperations,
  ...resolverEndpointOperations,
  ...resolverRuleOperations,
  ...resolverRuleAssociationOperations,
  ...latticeOperations,
  ...stsOperations,
];

export const operations: { readonly [name: string]: Operation | undefined } = Object.fromEntries(all.map((each) => [each.verb ?? each.name, each]));
