/**
 * The lists that operations of AWS print: what a file may hold that nothing here simulates. Names of the service models of EC2
 * and EKS (version 3.1169 of the AWS SDK), and of the services whose output stands beside theirs.
 */
export const DESCRIBE_LISTS: ReadonlySet<string> = new Set(
  `
  AccountAttributes ActiveInstances AddressTransfers Addresses AllowedPrincipals AnalysisFindings ApplicationStatusChecks AssociatedRoles
  Associations AttributeSummaries AuthorizationRules AvailabilityZones BundleTasks Byoasns ByoipCidrs CapacityBlockExtensionOfferings
  CapacityBlockExtensions CapacityBlockOfferings CapacityBlockStatuses CapacityBlocks CapacityManagerDataExports
  CapacityManagerSupportabilityScores CapacityManagerTagKeys CapacityReservationBillingRequests CapacityReservationCancellationQuotes
  CapacityReservationFleets CapacityReservationGroups CapacityReservationModificationQuotes CapacityReservations CarrierGateways
  ClientVpnEndpoints ClientVpnTargetNetworks CoipAddressUsages CoipPools ConnectionNotificationSet Connections ConversionTasks
  CreateVolumePermissions CustomerGateways DataResponses DhcpOptions EgressOnlyInternetGateways ElasticGpuSet Entries ExportImageTasks
  ExportTasks FastLaunchImages FastSnapshotRestores FcaPolicyAssociations FcaPolicyVersions Fleets FlexCostAllocationPolicies FlowLogs
  FpgaImages Groups HistoryRecords HostReservationSet Hosts IamInstanceProfileAssociations ImageAncestryEntries ImageCriteria ImageFindings
  ImageReferences ImageUsageReportEntries ImageUsageReports Images ImportImageTasks ImportSnapshotTasks InstanceConnectEndpoints
  InstanceCreditSpecifications InstanceEventWindows InstanceImageMetadata InstanceStatuses InstanceTypeOfferings InstanceTypes InstanceUsages
  Instances InterfaceAssociations InternetGateways IpamDiscoveredAccounts IpamDiscoveredPublicAddresses IpamDiscoveredResourceCidrs
  IpamDiscoveredRoutes IpamExternalResourceVerificationTokens IpamInternetRegistryAssociationAsns IpamInternetRegistryAssociationCidrs
  IpamInternetRegistryAssociations IpamPolicies IpamPolicyDocuments IpamPoolAllocations IpamPoolCidrs IpamPools IpamPrefixListResolverTargets
  IpamPrefixListResolverVersions IpamPrefixListResolvers IpamResourceCidrs IpamResourceDiscoveries IpamResourceDiscoveryAssociations
  IpamRouteOriginAuthorizations IpamRoutingPolicyRegistrationDeltas IpamRoutingPolicyRegistrations IpamScopes Ipams Ipv6CidrAssociations
  Ipv6Pools KeyPairs LaunchTemplateVersions LaunchTemplates LocalGatewayRouteTableVirtualInterfaceGroupAssociations
  LocalGatewayRouteTableVpcAssociations LocalGatewayRouteTables LocalGatewayVirtualInterfaceGroups LocalGatewayVirtualInterfaces LocalGateways
  LoggingConfigurations MacHosts MacModificationTasks MetricCategories MetricDataResults MetricDimensionResults MovingAddressStatuses
  MulticastDomainAssociations NatGatewayRules NatGateways NetworkAcls NetworkInsightsAccessScopeAnalyses NetworkInsightsAccessScopes
  NetworkInsightsAnalyses NetworkInsightsPaths NetworkInterfacePermissions NetworkInterfaces NonCompliantResources OfferingSet
  OrganizationTargets OutpostLags PlacementGroups PrefixListAssociations PrefixLists Principals ProductCodes PublicIpv4Pools Purchase Regions
  ReplaceRootVolumeTasks Reports Reservations ReservedInstanceValueSet ReservedInstances ReservedInstancesListings
  ReservedInstancesModifications ReservedInstancesOfferings RouteProtectionFindings RouteServerAssociations RouteServerEndpoints
  RouteServerPeers RouteServerPropagations RouteServers RouteTables Routes Rules ScheduledInstanceAvailabilitySet ScheduledInstanceSet
  SecondaryInterfaces SecondaryNetworks SecondarySubnets SecurityGroupForVpcs SecurityGroupReferenceSet SecurityGroupRules
  SecurityGroupVpcAssociations SecurityGroups ServiceConfigurations ServiceDetails ServiceLinkVirtualInterfaces ServiceNames
  SnapshotTierStatuses Snapshots SpotFleetRequestConfigs SpotInstanceRequests SpotPlacementScores SpotPriceHistory StaleSecurityGroupSet
  Statuses StoreImageTaskResults SubnetIpv4CidrReservations SubnetIpv6CidrReservations Subnets Subscriptions Tags TargetConfigurationValueSet
  TrafficMirrorFilterRules TrafficMirrorFilters TrafficMirrorSessions TrafficMirrorTargets TransitGatewayAttachmentPropagations
  TransitGatewayAttachments TransitGatewayConnectPeers TransitGatewayConnects TransitGatewayMeteringPolicies
  TransitGatewayMeteringPolicyEntries TransitGatewayMulticastDomains TransitGatewayPeeringAttachments TransitGatewayPolicyTableEntries
  TransitGatewayPolicyTables TransitGatewayPrefixListReferences TransitGatewayRouteTableAnnouncements TransitGatewayRouteTablePropagations
  TransitGatewayRouteTables TransitGatewayVpcAttachments TransitGateways VerifiedAccessEndpointTargets VerifiedAccessEndpoints
  VerifiedAccessGroups VerifiedAccessInstances VerifiedAccessTrustProviders VolumeStatuses Volumes VolumesModifications
  VpcBlockPublicAccessExclusions VpcEncryptionControls VpcEndpointAssociations VpcEndpointConnections VpcEndpoints VpcPeeringConnections Vpcs
  VpnConcentrators VpnConnectionDeviceTypes VpnConnections VpnGateways
  accessEntries accessPolicies addons associatedAccessPolicies associations capabilities certificateAuthorities clusterVersions clusters
  fargateProfileNames identityProviderConfigs insights nodegroups podIdentityConfiguration subscriptions updateIds
  Attributes AttachedPolicies AutoScalingGroups GroupDetailList RoleDetailList UserDetailList Certificates DBInstances DBSubnetGroups HostedZones InstanceProfiles LaunchConfigurations
  Limits Listeners LoadBalancers Policies PolicyNames ResolverEndpoints ResolverRuleAssociations ResolverRules ResourceRecordSets Roles
  SslPolicies StackResources Stacks TagDescriptions TargetGroups TargetHealthDescriptions TrustStores Users items resourceShareAssociations
  resourceShares resources
`
    .trim()
    .split(/\s+/),
);

/** What stands alone in the output of an operation that describes one thing: an attribute, a document, a status. */
export const DESCRIBE_MEMBERS: ReadonlySet<string> = new Set(
  `
  AccountLevel AccountVpcEncryptionControl ActiveVpnTunnelStatus AggregateScore AnalysisStatus ApplicationStatuses AreRoutesPersisted
  AssociatePublicIpAddress Attachment AutoEnableIO AvailableInstanceCount BlockDeviceMappings BootMode CapacityManagerStatus
  CapacityReservationId ClientVpnEndpointId CoipPoolId CurrencyCode CustomerGatewayId DataExportCount DeregistrationProtection Description
  DisableApiStop DisableApiTermination EarliestDatapointTimestamp EbsEncryptionByDefault EbsOptimized EnaSupport EnableDnsHostnames
  EnableDnsSupport EnableNetworkAddressUsageMetrics EnclaveOptions EndTime FleetId FpgaImageAttribute FpgaImageId ImageBlockPublicAccessState
  ImageData ImageId ImdsSupport IngestionStatus IngestionStatusMessage InstanceFamilyCreditSpecification InstanceId
  InstanceInitiatedShutdownBehavior InstanceTagAttribute InstanceType Interruptible InterruptibleCapacityAllocation InterruptionInfo IpamId
  IpamPolicyEnabled IpamPolicyId IsValidExchange KernelId KeyFormat KeyType KeyValue KmsKeyId LastEvaluatedTime LastLaunchedTime
  LatestDatapointTimestamp LaunchPermissions LaunchTemplateData LoadPermissions LocalGatewayRouteTableId MaintenanceDetails ManagedBy
  MaxResults Name NatGatewaySupport NatSystemRouteSupport NetworkInsightsAccessScopeAnalysisId NetworkInsightsAccessScopeContent
  NetworkInterfaceId NumberOfAccounts NumberOfFailedAccounts OldestSampleTime OrganizationsAccess Output OutputReservedInstancesWillExpireAt
  PasswordData PaymentDue PolicyDocument PolicyEnabled RamdiskId ReportId ReservedInstanceValueRollup Result RootDeviceName S3Bucket S3Prefix
  SerialConsoleAccessEnabled ShadowMode SnapshotId SourceDestCheck SpotDatafeedSubscription SpotFleetRequestId SriovNetSupport SseType
  StartTime State Status TargetConfigurationValueRollup TargetId Timestamp TotalHourlyPrice TotalInstanceCount TotalUpfrontPrice TpmSupport
  TransitGatewayAttachmentId TransitGatewayId UefiData UseLongIdsAggregated UserData ValidationFailureReason Visibility VolumeId
  VpcBlockPublicAccessOptions VpcId VpnConnectionDeviceSampleConfiguration VpnConnectionId VpnGatewayId VpnTunnelOutsideIpAddress addonName
  addonVersion capability certificateAuthority clusterName configurationSchema endedAt identityProviderConfig insight message principalArn
  startedAt status subscription tags update
`
    .trim()
    .split(/\s+/),
);

/** What stands beside a list and is none: where the next page begins, and what the call itself was. */
export const BESIDE_LISTS: ReadonlySet<string> = new Set(['NextToken', 'nextToken', 'NextMarker', 'Marker', 'IsTruncated', 'ResponseMetadata']);

/** One object as a `describe` or `get` of one prints it, by the list in which it stands beside others. */
export const SINGLES: { readonly [member: string]: string | undefined } = {
  cluster: 'clusters',
  nodegroup: 'nodegroups',
  Role: 'Roles',
  InstanceProfile: 'InstanceProfiles',
  addon: 'addons',
  accessEntry: 'accessEntries',
  fargateProfile: 'fargateProfiles',
  ResolverEndpoint: 'ResolverEndpoints',
  ResolverRule: 'ResolverRules',
  ResolverRuleAssociation: 'ResolverRuleAssociations',
  association: 'associations',
};
