/**
 * Input members that operations have and this lab does not act on, so that one of their flags is told from a typing error.
 * From the service models of AWS (botocore 1.40.76).
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** By service, then by operation. */
export const MEMBERS_NOT_SIMULATED: { readonly [service: string]: { readonly [operation: string]: readonly string[] } } = {
  ec2: {
    AllocateAddress: words('Address PublicIpv4Pool NetworkBorderGroup CustomerOwnedIpv4Pool IpamPoolId'),
    AssignIpv6Addresses: words('Ipv6PrefixCount Ipv6Prefixes'),
    AssociateRouteTable: words('PublicIpv4Pool'),
    AssociateSubnetCidrBlock: words('Ipv6IpamPoolId Ipv6NetmaskLength'),
    AssociateVpcCidrBlock: words(`
      Ipv6CidrBlockNetworkBorderGroup Ipv6Pool Ipv6CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength
    `),
    AttachNetworkInterface: words('EnaSrdSpecification EnaQueueCount'),
    AuthorizeSecurityGroupEgress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
    AuthorizeSecurityGroupIngress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
    CreateEgressOnlyInternetGateway: words('ClientToken'),
    CreateManagedPrefixList: words('ClientToken'),
    CreateNatGateway: words('ClientToken SecondaryAllocationIds SecondaryPrivateIpAddresses SecondaryPrivateIpAddressCount'),
    CreateNetworkAcl: words('ClientToken'),
    CreateNetworkInterface: words(`
      Ipv4Prefixes Ipv4PrefixCount Ipv6Prefixes Ipv6PrefixCount ClientToken EnablePrimaryIpv6 ConnectionTrackingSpecification
      Operator PrivateIpAddresses
    `),
    CreateRoute: words('LocalGatewayId CarrierGatewayId CoreNetworkArn OdbNetworkArn'),
    CreateRouteTable: words('ClientToken'),
    CreateSubnet: words('OutpostArn Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength'),
    CreateCustomerGateway: words('CertificateArn BgpAsnExtended'),
    CreateVpnConnection: words('TransitGatewayId VpnConcentratorId PreSharedKeyStorage'),
    CreateVpc: words('Ipv6Pool Ipv6CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength Ipv6CidrBlockNetworkBorderGroup'),
    CreateVpcEndpoint: words('DnsOptions ClientToken SubnetConfigurations ServiceNetworkArn ResourceConfigurationArn ServiceRegion'),
    DescribePrefixLists: words('Filters'),
    DescribeSecurityGroups: words('GroupNames'),
    DescribeVpcEndpointServices: words('Filters MaxResults NextToken ServiceRegions'),
    DisableTransitGatewayRouteTablePropagation: words('TransitGatewayRouteTableAnnouncementId'),
    EnableTransitGatewayRouteTablePropagation: words('TransitGatewayRouteTableAnnouncementId'),
    RunInstances: words(`
      BlockDeviceMappings KernelId Monitoring RamdiskId ElasticGpuSpecification ElasticInferenceAccelerators LaunchTemplate
      InstanceMarketOptions CreditSpecification CpuOptions CapacityReservationSpecification HibernationOptions LicenseSpecifications
      MetadataOptions EnclaveOptions PrivateDnsNameOptions MaintenanceOptions EnablePrimaryIpv6 NetworkPerformanceOptions Operator
      InstanceInitiatedShutdownBehavior ClientToken AdditionalInfo EbsOptimized
    `),
    GetSubnetCidrReservations: words('NextToken MaxResults'),
    GetTransitGatewayRouteTableAssociations: words('Filters'),
    GetTransitGatewayRouteTablePropagations: words('Filters'),
    ModifyInstanceAttribute: words(`
      DisableApiStop Attribute Value BlockDeviceMappings DisableApiTermination InstanceType Kernel Ramdisk UserData
      InstanceInitiatedShutdownBehavior EbsOptimized SriovNetSupport EnaSupport
    `),
    ModifyManagedPrefixList: words('IpamPrefixListResolverSyncEnabled'),
    ModifyNetworkInterfaceAttribute: words(`
      EnaSrdSpecification EnablePrimaryIpv6 ConnectionTrackingSpecification AssociatePublicIpAddress AssociatedSubnetIds
      Attachment
    `),
    ModifySubnetAttribute: words(`
      MapCustomerOwnedIpOnLaunch CustomerOwnedIpv4Pool PrivateDnsHostnameTypeOnLaunch EnableResourceNameDnsARecordOnLaunch
      EnableResourceNameDnsAAAARecordOnLaunch EnableLniAtDeviceIndex DisableLniAtDeviceIndex
    `),
    ModifyVpcAttribute: words('EnableNetworkAddressUsageMetrics'),
    ModifyVpcEndpoint: words('DnsOptions SubnetConfigurations'),
    ReplaceRoute: words('LocalGatewayId CarrierGatewayId CoreNetworkArn OdbNetworkArn'),
    RevokeSecurityGroupEgress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
    RevokeSecurityGroupIngress: words('SourceSecurityGroupName SourceSecurityGroupOwnerId'),
    UnassignIpv6Addresses: words('Ipv6Prefixes'),
    UpdateSecurityGroupRuleDescriptionsEgress: words('GroupName'),
    UpdateSecurityGroupRuleDescriptionsIngress: words('GroupName'),
  },
  eks: {
    CreateAccessEntry: words('tags clientRequestToken'),
    UpdateAccessEntry: words('clientRequestToken'),
    CreateAddon: words('clientRequestToken tags podIdentityAssociations namespaceConfig'),
    CreateCluster: words(`
      logging clientRequestToken encryptionConfig outpostConfig upgradePolicy zonalShiftConfig remoteNetworkConfig computeConfig
      storageConfig deletionProtection
    `),
    CreateNodegroup: words('remoteAccess clientRequestToken launchTemplate updateConfig nodeRepairConfig version releaseVersion'),
    DescribeAddonVersions: words('types publishers owners'),
    DescribeUpdate: words('addonName'),
    ListClusters: words('include'),
    ListUpdates: words('addonName'),
    UpdateClusterConfig: words(`
      logging clientRequestToken upgradePolicy zonalShiftConfig computeConfig kubernetesNetworkConfig storageConfig
      remoteNetworkConfig deletionProtection
    `),
    UpdateClusterVersion: words('clientRequestToken force'),
    UpdateNodegroupConfig: words('labels taints updateConfig nodeRepairConfig clientRequestToken'),
  },
  elbv2: {
    CreateListener: words('AlpnPolicy MutualAuthentication'),
    CreateLoadBalancer: words('CustomerOwnedIpv4Pool EnablePrefixForIpv6SourceNat IpamPools'),
    CreateRule: words('Transforms'),
    DescribeTargetHealth: words('Include'),
    ModifyListener: words('AlpnPolicy MutualAuthentication'),
    ModifyRule: words('Transforms ResetTransforms'),
    SetSecurityGroups: words('EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'),
    SetSubnets: words('IpAddressType EnablePrefixForIpv6SourceNat'),
  },
  iam: {
    CreateRole: words('PermissionsBoundary'),
    ListAttachedRolePolicies: words('PathPrefix'),
    ListPolicies: words('OnlyAttached PolicyUsageFilter'),
  },
  ram: {
    AssociateResourceShare: words('clientToken sources'),
    CreateResourceShare: words('clientToken permissionArns sources'),
    DeleteResourceShare: words('clientToken'),
    DisassociateResourceShare: words('clientToken sources'),
    GetResourceShares: words('resourceShareStatus tagFilters permissionArn permissionVersion'),
    ListPrincipals: words('resourceArn principals resourceType'),
    ListResources: words('principal resourceType resourceArns resourceRegionScope'),
  },
  rds: {
    CreateDBInstance: words(`
      DBName DBSecurityGroups PreferredMaintenanceWindow DBParameterGroupName BackupRetentionPeriod PreferredBackupWindow
      EngineVersion AutoMinorVersionUpgrade LicenseModel Iops StorageThroughput OptionGroupName CharacterSetName
      NcharCharacterSetName DBClusterIdentifier StorageType TdeCredentialArn TdeCredentialPassword StorageEncrypted KmsKeyId
      Domain DomainFqdn DomainOu DomainAuthSecretArn DomainDnsIps CopyTagsToSnapshot MonitoringInterval MonitoringRoleArn
      DomainIAMRoleName PromotionTier Timezone EnableIAMDatabaseAuthentication DatabaseInsightsMode EnablePerformanceInsights
      PerformanceInsightsKMSKeyId PerformanceInsightsRetentionPeriod EnableCloudwatchLogsExports ProcessorFeatures
      MaxAllocatedStorage EnableCustomerOwnedIp NetworkType BackupTarget CustomIamInstanceProfile DBSystemId
      CACertificateIdentifier MasterUserSecretKmsKeyId MultiTenant DedicatedLogVolume EngineLifecycleSupport
      MasterUserAuthenticationType
    `),
    CreateDBSubnetGroup: words('Tags'),
    DeleteDBInstance: words('DeleteAutomatedBackups'),
    DescribeDBInstances: words('Filters'),
    DescribeDBSubnetGroups: words('Filters'),
    ModifyDBInstance: words(`
      AllocatedStorage DBInstanceClass DBSubnetGroupName DBSecurityGroups MasterUserPassword DBParameterGroupName
      BackupRetentionPeriod PreferredBackupWindow PreferredMaintenanceWindow MultiAZ EngineVersion AllowMajorVersionUpgrade
      AutoMinorVersionUpgrade LicenseModel Iops StorageThroughput OptionGroupName NewDBInstanceIdentifier StorageType
      TdeCredentialArn TdeCredentialPassword CACertificateIdentifier Domain DomainFqdn DomainOu DomainAuthSecretArn DomainDnsIps
      DisableDomain CopyTagsToSnapshot MonitoringInterval DBPortNumber PubliclyAccessible MonitoringRoleArn DomainIAMRoleName
      PromotionTier EnableIAMDatabaseAuthentication DatabaseInsightsMode EnablePerformanceInsights PerformanceInsightsKMSKeyId
      PerformanceInsightsRetentionPeriod CloudwatchLogsExportConfiguration ProcessorFeatures UseDefaultProcessorFeatures
      MaxAllocatedStorage CertificateRotationRestart ReplicaMode AutomationMode ResumeFullAutomationModeMinutes
      EnableCustomerOwnedIp NetworkType AwsBackupRecoveryPointArn ManageMasterUserPassword RotateMasterUserPassword
      MasterUserSecretKmsKeyId MultiTenant DedicatedLogVolume Engine MasterUserAuthenticationType
    `),
  },
  route53: {
    CreateHostedZone: words('DelegationSetId'),
    ListHostedZones: words('DelegationSetId HostedZoneType'),
    ListHostedZonesByName: words('HostedZoneId MaxItems'),
    ListHostedZonesByVPC: words('MaxItems NextToken'),
    ListResourceRecordSets: words('StartRecordName StartRecordType StartRecordIdentifier'),
  },
  route53resolver: {
    CreateResolverEndpoint: words(`
      OutpostArn PreferredInstanceType Tags ResolverEndpointType Protocols RniEnhancedMetricsEnabled TargetNameServerMetricsEnabled
      Dns64Enabled Ipv6InternetAccessEnabled
    `),
    CreateResolverRule: words('Tags DelegationRecord'),
  },
  'vpc-lattice': {
    CreateListener: words('clientToken tags'),
    CreateRule: words('clientToken tags'),
    CreateService: words('clientToken tags'),
    CreateServiceNetwork: words('clientToken tags sharingConfig'),
    CreateServiceNetworkServiceAssociation: words('clientToken tags'),
    CreateServiceNetworkVpcAssociation: words('clientToken tags privateDnsEnabled dnsOptions'),
    CreateTargetGroup: words('clientToken tags'),
  },
};
