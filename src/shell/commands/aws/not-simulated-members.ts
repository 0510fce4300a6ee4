/**
 * Input members that operations have and this lab does not act on, so that one of their flags is told from a typing error.
 * From the service model of EC2 (AWS SDK for JavaScript v3).
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const MEMBERS_NOT_SIMULATED: { readonly [operation: string]: readonly string[] } = {
  AllocateAddress: words('Address PublicIpv4Pool NetworkBorderGroup CustomerOwnedIpv4Pool IpamPoolId'),
  AssignIpv6Addresses: words('Ipv6PrefixCount Ipv6Prefixes'),
  AssociateSubnetCidrBlock: words('Ipv6IpamPoolId Ipv6NetmaskLength'),
  AssociateVpcCidrBlock: words(
    'Ipv6CidrBlockNetworkBorderGroup Ipv6Pool Ipv6CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength',
  ),
  CreateEgressOnlyInternetGateway: words('ClientToken'),
  CreateManagedPrefixList: words('ClientToken'),
  CreateNatGateway: words(
    'ClientToken SecondaryAllocationIds SecondaryPrivateIpAddresses SecondaryPrivateIpAddressCount AvailabilityMode VpcId AvailabilityZoneAddresses',
  ),
  CreateVpcEndpoint: words('DnsOptions ClientToken SubnetConfigurations ServiceNetworkArn ResourceConfigurationArn ServiceRegion'),
  DescribeAddresses: words('PublicIps'),
  DescribeVpcEndpointServices: words('Filters MaxResults NextToken ServiceRegions'),
  GetSubnetCidrReservations: words('MaxResults NextToken'),
  ModifyVpcEndpoint: words('IpAddressType DnsOptions SubnetConfigurations'),
  UnassignIpv6Addresses: words('Ipv6Prefixes'),
  AssociateRouteTable: words('PublicIpv4Pool'),
  AttachNetworkInterface: words('EnaSrdSpecification EnaQueueCount'),
  AuthorizeSecurityGroupEgress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
  AuthorizeSecurityGroupIngress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
  CreateNetworkAcl: words('ClientToken'),
  CreateNetworkInterface: words(`
    Ipv4Prefixes Ipv4PrefixCount Ipv6Prefixes Ipv6PrefixCount ClientToken EnablePrimaryIpv6 ConnectionTrackingSpecification Operator
    PrivateIpAddresses
  `),
  CreateRoute: words('LocalGatewayId CarrierGatewayId CoreNetworkArn OdbNetworkArn'),
  CreateRouteTable: words('ClientToken'),
  CreateSubnet: words('OutpostArn Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength'),
  CreateVpc: words(`
    Ipv6Pool Ipv6CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength Ipv6CidrBlockNetworkBorderGroup
    VpcEncryptionControl
  `),
  DescribeInstances: words('IncludeManagedResources'),
  DescribeNetworkInterfaces: words('IncludeManagedResources'),
  DescribeSecurityGroups: words('GroupNames'),
  ModifyInstanceAttribute: words(`
    EnclaveOptions DisableApiStop Attribute Value BlockDeviceMappings DisableApiTermination InstanceType Kernel Ramdisk UserData
    InstanceInitiatedShutdownBehavior EbsOptimized SriovNetSupport EnaSupport
  `),
  ModifyNetworkInterfaceAttribute: words(`
    EnaSrdSpecification EnablePrimaryIpv6 ConnectionTrackingSpecification AssociatePublicIpAddress AssociatedSubnetIds Attachment
  `),
  ModifySubnetAttribute: words(`
    MapCustomerOwnedIpOnLaunch CustomerOwnedIpv4Pool PrivateDnsHostnameTypeOnLaunch EnableResourceNameDnsARecordOnLaunch
    EnableResourceNameDnsAAAARecordOnLaunch EnableLniAtDeviceIndex DisableLniAtDeviceIndex
  `),
  ModifyVpcAttribute: words('EnableNetworkAddressUsageMetrics'),
  ReplaceRoute: words('LocalGatewayId CarrierGatewayId CoreNetworkArn OdbNetworkArn'),
  RevokeSecurityGroupEgress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
  RevokeSecurityGroupIngress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
};
