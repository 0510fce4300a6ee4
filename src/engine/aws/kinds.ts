/** The kinds of the AWS plane: the type index and the value index. Forgetting a kind in either does not compile. */
import type { AwsKind } from '../kind.ts';
import { type CustomerGateway, customerGateway } from './customer-gateway.ts';
import { type DhcpOptions, dhcpOptions } from './dhcp-options.ts';
import { type EgressOnlyInternetGateway, egressOnlyInternetGateway } from './egress-only-internet-gateway.ts';
import { type EksAccessEntry, eksAccessEntry } from './eks/access-entry.ts';
import { type EksAddon, eksAddon } from './eks/addon.ts';
import { type EksUpdate, eksUpdate } from './eks/update.ts';
import { type EksCluster, eksCluster } from './eks-cluster.ts';
import { type EksNodegroup, eksNodegroup } from './eks-nodegroup.ts';
import { type Address, elasticIp } from './elastic-ip.ts';
import { type ListenerRule, listenerRule } from './elbv2/listener-rule.ts';
import { type IamInstanceProfile, iamInstanceProfile } from './iam/instance-profile.ts';
import { type IamPolicy, iamPolicy } from './iam/policy.ts';
import { type IamRole, iamRole } from './iam/role.ts';
import { type Instance, instance } from './instance.ts';
import { type InternetGateway, internetGateway } from './internet-gateway.ts';
import { type LatticeListener, latticeListener } from './lattice/listener.ts';
import { type LatticeRule, latticeRule } from './lattice/rule.ts';
import { type LatticeService, latticeService } from './lattice/service.ts';
import { type LatticeServiceAssociation, latticeServiceAssociation } from './lattice/service-association.ts';
import { type LatticeServiceNetwork, latticeServiceNetwork } from './lattice/service-network.ts';
import { type LatticeTargetGroup, latticeTargetGroup } from './lattice/target-group.ts';
import { type LatticeVpcAssociation, latticeVpcAssociation } from './lattice/vpc-association.ts';
import { type Listener, listener } from './listener.ts';
import { type LoadBalancer, loadBalancer } from './load-balancer.ts';
import { type NatGateway, natGateway } from './nat-gateway.ts';
import { type NetworkAcl, networkAcl } from './network-acl.ts';
import { type NetworkInterface, networkInterface } from './network-interface.ts';
import { type ManagedPrefixList, managedPrefixList } from './prefix-list.ts';
import { type ResourceShare, resourceShare } from './ram/resource-share.ts';
import { type DBInstance, dbInstance } from './rds/db-instance.ts';
import { type DBSubnetGroup, dbSubnetGroup } from './rds/db-subnet-group.ts';
import { type RouteTable, routeTable } from './route-table.ts';
import { type HostedZone, hostedZone } from './route53/hosted-zone.ts';
import { type ResolverEndpoint, resolverEndpoint } from './route53resolver/endpoint.ts';
import { type ResolverRule, resolverRule } from './route53resolver/rule.ts';
import { type ResolverRuleAssociation, resolverRuleAssociation } from './route53resolver/rule-association.ts';
import { type SecurityGroup, securityGroup } from './security-group.ts';
import { type SecurityGroupRule, securityGroupRule } from './security-group-rule.ts';
import { type Subnet, subnet } from './subnet.ts';
import { type SubnetCidrReservation, subnetCidrReservation } from './subnet-cidr-reservation.ts';
import { type TargetGroup, targetGroup } from './target-group.ts';
import { type TransitGateway, transitGateway } from './transit-gateway.ts';
import { type TransitGatewayVpcAttachment, transitGatewayVpcAttachment } from './transit-gateway-attachment.ts';
import { type TransitGatewayPeeringAttachment, transitGatewayPeeringAttachment } from './transit-gateway-peering-attachment.ts';
import { type TransitGatewayRouteTable, transitGatewayRouteTable } from './transit-gateway-route-table.ts';
import { type Vpc, vpc } from './vpc.ts';
import { type VpcEndpoint, vpcEndpoint } from './vpc-endpoint.ts';
import { type VpcPeeringConnection, vpcPeeringConnection } from './vpc-peering-connection.ts';
import { type VpnConnection, vpnConnection } from './vpn-connection.ts';
import { type VpnGateway, vpnGateway } from './vpn-gateway.ts';

export type AwsKinds = {
  readonly Vpc: Vpc;
  readonly Subnet: Subnet;
  readonly RouteTable: RouteTable;
  readonly InternetGateway: InternetGateway;
  readonly SecurityGroup: SecurityGroup;
  readonly SecurityGroupRule: SecurityGroupRule;
  readonly NetworkAcl: NetworkAcl;
  readonly NetworkInterface: NetworkInterface;
  readonly Instance: Instance;
  readonly EksCluster: EksCluster;
  readonly EksUpdate: EksUpdate;
  readonly EksAccessEntry: EksAccessEntry;
  readonly EksAddon: EksAddon;
  readonly IamPolicy: IamPolicy;
  readonly IamRole: IamRole;
  readonly IamInstanceProfile: IamInstanceProfile;
  readonly Address: Address;
  readonly NatGateway: NatGateway;
  readonly EgressOnlyInternetGateway: EgressOnlyInternetGateway;
  readonly ManagedPrefixList: ManagedPrefixList;
  readonly VpcEndpoint: VpcEndpoint;
  readonly VpcPeeringConnection: VpcPeeringConnection;
  readonly TransitGateway: TransitGateway;
  readonly TransitGatewayVpcAttachment: TransitGatewayVpcAttachment;
  readonly TransitGatewayRouteTable: TransitGatewayRouteTable;
  readonly DhcpOptions: DhcpOptions;
  readonly SubnetCidrReservation: SubnetCidrReservation;
  readonly EksNodegroup: EksNodegroup;
  readonly TransitGatewayPeeringAttachment: TransitGatewayPeeringAttachment;
  readonly VpnGateway: VpnGateway;
  readonly CustomerGateway: CustomerGateway;
  readonly VpnConnection: VpnConnection;
  readonly LoadBalancer: LoadBalancer;
  readonly Listener: Listener;
  readonly ListenerRule: ListenerRule;
  readonly HostedZone: HostedZone;
  readonly DBSubnetGroup: DBSubnetGroup;
  readonly DBInstance: DBInstance;
  readonly ResourceShare: ResourceShare;
  readonly TargetGroup: TargetGroup;
  readonly ResolverEndpoint: ResolverEndpoint;
  readonly ResolverRule: ResolverRule;
  readonly ResolverRuleAssociation: ResolverRuleAssociation;
  readonly LatticeServiceNetwork: LatticeServiceNetwork;
  readonly LatticeVpcAssociation: LatticeVpcAssociation;
  readonly LatticeService: LatticeService;
  readonly LatticeServiceAssociation: LatticeServiceAssociation;
  readonly LatticeListener: LatticeListener;
  readonly LatticeRule: LatticeRule;
  readonly LatticeTargetGroup: LatticeTargetGroup;
};

export const awsKinds: { readonly [K in keyof AwsKinds]: AwsKind<AwsKinds[K]> } = {
  Vpc: vpc,
  Subnet: subnet,
  RouteTable: routeTable,
  InternetGateway: internetGateway,
  SecurityGroup: securityGroup,
  SecurityGroupRule: securityGroupRule,
  NetworkAcl: networkAcl,
  NetworkInterface: networkInterface,
  Instance: instance,
  EksCluster: eksCluster,
  EksUpdate: eksUpdate,
  EksAccessEntry: eksAccessEntry,
  EksAddon: eksAddon,
  IamPolicy: iamPolicy,
  IamRole: iamRole,
  IamInstanceProfile: iamInstanceProfile,
  Address: elasticIp,
  NatGateway: natGateway,
  EgressOnlyInternetGateway: egressOnlyInternetGateway,
  ManagedPrefixList: managedPrefixList,
  VpcEndpoint: vpcEndpoint,
  VpcPeeringConnection: vpcPeeringConnection,
  TransitGateway: transitGateway,
  TransitGatewayVpcAttachment: transitGatewayVpcAttachment,
  TransitGatewayRouteTable: transitGatewayRouteTable,
  DhcpOptions: dhcpOptions,
  SubnetCidrReservation: subnetCidrReservation,
  EksNodegroup: eksNodegroup,
  TransitGatewayPeeringAttachment: transitGatewayPeeringAttachment,
  VpnGateway: vpnGateway,
  CustomerGateway: customerGateway,
  VpnConnection: vpnConnection,
  LoadBalancer: loadBalancer,
  Listener: listener,
  ListenerRule: listenerRule,
  HostedZone: hostedZone,
  DBSubnetGroup: dbSubnetGroup,
  DBInstance: dbInstance,
  ResourceShare: resourceShare,
  TargetGroup: targetGroup,
  ResolverEndpoint: resolverEndpoint,
  ResolverRule: resolverRule,
  ResolverRuleAssociation: resolverRuleAssociation,
  LatticeServiceNetwork: latticeServiceNetwork,
  LatticeVpcAssociation: latticeVpcAssociation,
  LatticeService: latticeService,
  LatticeServiceAssociation: latticeServiceAssociation,
  LatticeListener: latticeListener,
  LatticeRule: latticeRule,
  LatticeTargetGroup: latticeTargetGroup,
};
