/**
 * The members that AWS's describe operations print for each kind. The lists do not compile with a member that the
 * service model lacks. What is in them and not read has no influence on what is simulated, or is derived.
 */
import type {
  Instance,
  InternetGateway,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  Route,
  RouteTable,
  RouteTableAssociation,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
} from '@aws-sdk/client-ec2';
import type { Cluster } from '@aws-sdk/client-eks';

/** Names of members that the model has; one that it lacks does not compile. */
export const of =
  <Model>() =>
  <const M extends readonly (keyof Model & string)[]>(...names: M): readonly string[] =>
    names;

export const MEMBERS = {
  Vpc: [
    ...of<Vpc>()('OwnerId', 'InstanceTenancy', 'Ipv6CidrBlockAssociationSet', 'CidrBlockAssociationSet', 'IsDefault', 'EncryptionControl', 'Tags'),
    ...of<Vpc>()('BlockPublicAccessStates', 'VpcId', 'State', 'CidrBlock', 'DhcpOptionsId'),
    // Two attributes that DescribeVpcAttribute tells.
    'EnableDnsSupport',
    'EnableDnsHostnames',
  ],
  Subnet: [
    ...of<Subnet>()('AvailabilityZoneId', 'EnableLniAtDeviceIndex', 'MapCustomerOwnedIpOnLaunch', 'CustomerOwnedIpv4Pool', 'OwnerId'),
    ...of<Subnet>()('AssignIpv6AddressOnCreation', 'Ipv6CidrBlockAssociationSet', 'Tags', 'SubnetArn', 'OutpostArn', 'EnableDns64', 'Ipv6Native'),
    ...of<Subnet>()('PrivateDnsNameOptionsOnLaunch', 'BlockPublicAccessStates', 'Type', 'SubnetId', 'State', 'VpcId', 'CidrBlock'),
    ...of<Subnet>()('AvailableIpAddressCount', 'AvailabilityZone', 'DefaultForAz', 'MapPublicIpOnLaunch'),
  ],
  RouteTable: of<RouteTable>()('Associations', 'PropagatingVgws', 'RouteTableId', 'Routes', 'Tags', 'VpcId', 'OwnerId'),
  Association: of<RouteTableAssociation>()(
    'Main',
    'RouteTableAssociationId',
    'RouteTableId',
    'SubnetId',
    'GatewayId',
    'PublicIpv4Pool',
    'AssociationState',
  ),
  Route: [
    ...of<Route>()('DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId', 'EgressOnlyInternetGatewayId', 'GatewayId'),
    ...of<Route>()('InstanceId', 'InstanceOwnerId', 'NatGatewayId', 'TransitGatewayId', 'LocalGatewayId', 'CarrierGatewayId'),
    ...of<Route>()('NetworkInterfaceId', 'Origin', 'State', 'VpcPeeringConnectionId', 'CoreNetworkArn', 'OdbNetworkArn', 'IpAddress'),
  ],
  InternetGateway: of<InternetGateway>()('Attachments', 'InternetGatewayId', 'OwnerId', 'Tags'),
  SecurityGroup: [
    ...of<SecurityGroup>()('GroupId', 'IpPermissionsEgress', 'Tags', 'VpcId', 'SecurityGroupArn', 'OwnerId', 'GroupName', 'Description'),
    ...of<SecurityGroup>()('IpPermissions'),
  ],
  SecurityGroupRule: [
    ...of<SecurityGroupRule>()('SecurityGroupRuleId', 'GroupId', 'GroupOwnerId', 'IsEgress', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIpv4'),
    ...of<SecurityGroupRule>()('CidrIpv6', 'PrefixListId', 'ReferencedGroupInfo', 'Description', 'Tags', 'SecurityGroupRuleArn'),
  ],
  NetworkAcl: of<NetworkAcl>()('Associations', 'Entries', 'IsDefault', 'NetworkAclId', 'Tags', 'VpcId', 'OwnerId'),
  Entry: of<NetworkAclEntry>()('CidrBlock', 'Egress', 'IcmpTypeCode', 'Ipv6CidrBlock', 'PortRange', 'Protocol', 'RuleAction', 'RuleNumber'),
  NetworkInterface: [
    ...of<NetworkInterface>()('Association', 'Attachment', 'AvailabilityZone', 'ConnectionTrackingConfiguration', 'Description', 'Groups'),
    ...of<NetworkInterface>()('InterfaceType', 'Ipv6Addresses', 'MacAddress', 'NetworkInterfaceId', 'OutpostArn', 'OwnerId', 'PrivateDnsName'),
    ...of<NetworkInterface>()('PublicDnsName', 'PublicIpDnsNameOptions', 'PrivateIpAddress', 'PrivateIpAddresses', 'Ipv4Prefixes', 'Ipv6Prefixes'),
    ...of<NetworkInterface>()('RequesterId', 'RequesterManaged', 'SourceDestCheck', 'Status', 'SubnetId', 'TagSet', 'VpcId', 'DenyAllIgwTraffic'),
    ...of<NetworkInterface>()('Ipv6Native', 'Ipv6Address', 'Operator', 'AssociatedSubnets', 'AvailabilityZoneId'),
  ],
  Instance: [
    ...of<Instance>()('Architecture', 'BlockDeviceMappings', 'ClientToken', 'EbsOptimized', 'EnaSupport', 'Hypervisor', 'IamInstanceProfile'),
    ...of<Instance>()('InstanceLifecycle', 'ElasticGpuAssociations', 'ElasticInferenceAcceleratorAssociations', 'NetworkInterfaces', 'OutpostArn'),
    ...of<Instance>()('RootDeviceName', 'RootDeviceType', 'SecurityGroups', 'SourceDestCheck', 'SpotInstanceRequestId', 'SriovNetSupport'),
    ...of<Instance>()('StateReason', 'Tags', 'VirtualizationType', 'CpuOptions', 'CapacityBlockId', 'CapacityReservationId'),
    ...of<Instance>()('CapacityReservationSpecification', 'HibernationOptions', 'Licenses', 'MetadataOptions', 'EnclaveOptions', 'BootMode'),
    ...of<Instance>()('PlatformDetails', 'UsageOperation', 'UsageOperationUpdateTime', 'PrivateDnsNameOptions', 'Ipv6Address', 'TpmSupport'),
    ...of<Instance>()('MaintenanceOptions', 'CurrentInstanceBootMode', 'NetworkPerformanceOptions', 'Operator', 'SecondaryInterfaces', 'InstanceId'),
    ...of<Instance>()('ImageId', 'State', 'PrivateDnsName', 'PublicDnsName', 'StateTransitionReason', 'KeyName', 'AmiLaunchIndex', 'ProductCodes'),
    ...of<Instance>()('InstanceType', 'LaunchTime', 'Placement', 'KernelId', 'RamdiskId', 'Platform', 'Monitoring', 'SubnetId', 'VpcId'),
    ...of<Instance>()('PrivateIpAddress', 'PublicIpAddress'),
  ],
  EksCluster: [
    ...of<Cluster>()('name', 'arn', 'createdAt', 'version', 'endpoint', 'roleArn', 'resourcesVpcConfig', 'kubernetesNetworkConfig', 'logging'),
    ...of<Cluster>()('identity', 'status', 'certificateAuthority', 'clientRequestToken', 'platformVersion', 'tags', 'encryptionConfig'),
    ...of<Cluster>()('connectorConfig', 'id', 'health', 'outpostConfig', 'accessConfig', 'upgradePolicy', 'zonalShiftConfig'),
    ...of<Cluster>()('remoteNetworkConfig', 'computeConfig', 'storageConfig', 'deletionProtection'),
  ],
} as const;

/** Lists that AWS's describe operations print and that hold nothing of what is simulated yet. */
export const LISTS_NOT_SIMULATED: readonly string[] = [
  'CarrierGateways',
  'ClientVpnEndpoints',
  'FlowLogs',
  'Images',
  'InstanceConnectEndpoints',
  'KeyPairs',
  'LaunchTemplates',
  'LocalGateways',
  'NetworkInsightsPaths',
  'SecurityGroupVpcAssociations',
  'Snapshots',
  'TransitGatewayConnects',
  'Volumes',
  'VpcBlockPublicAccessExclusions',
  'VpcEndpointConnections',
];
