/**
 * The fields of a ClusterConfig, with what is done about each here.
 * https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/assets/schema.json
 */

/** `kept`: eksctl knows it and the lab does not act on it. */
export type Field =
  | 'string'
  | 'int'
  | 'bool'
  | 'strings'
  | 'kept'
  | { readonly [name: string]: Field }
  | { readonly each: Field }
  | { readonly values: Field };

const kept = (names: string): { readonly [name: string]: Field } =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, 'kept']),
  );

const NODE_GROUP: Field = {
  name: 'string',
  instanceType: 'string',
  instanceTypes: 'strings',
  desiredCapacity: 'int',
  minSize: 'int',
  maxSize: 'int',
  volumeSize: 'int',
  privateNetworking: 'bool',
  spot: 'bool',
  subnets: 'strings',
  availabilityZones: 'strings',
  labels: { values: 'string' },
  tags: { values: 'string' },
  taints: { each: { key: 'string', value: 'string', effect: 'string' } },
  amiFamily: 'string',
  iam: {
    instanceRoleARN: 'string',
    attachPolicyARNs: 'strings',
    ...kept('attachPolicy withAddonPolicies instanceProfileARN instanceRoleName instanceRolePermissionsBoundary'),
  },
  ...kept(`
    ami additionalEncryptedVolume additionalVolumes asgMetricsCollection asgSuspendProcesses bottlerocket capacityReservation clusterDNS
    containerRuntime cpuCredits disableASGTagPropagation disableIMDSv1 disablePodIMDS ebsOptimized efaEnabled enableDetailedMonitoring
    instanceName instancePrefix instanceSelector kubeletExtraConfig launchTemplate localZones maxPodsPerNode nodeRepairConfig outpostARN
    overrideBootstrapCommand placement preBootstrapCommands propagateASGTags releaseVersion securityGroups ssh updateConfig version
    volumeEncrypted volumeIOPS volumeKmsKeyID volumeName volumeThroughput volumeType
  `),
};

const SUBNET: Field = { id: 'string', az: 'string', cidr: 'string', ...kept('outpostARN cidrIndex') };

const ADDON: Field = {
  name: 'string',
  version: 'string',
  ...kept(`
    attachPolicy attachPolicyARNs configurationValues createDefaultPodIdentityAssociations namespaceConfig owners permissionsBoundary
    podIdentityAssociations publishers resolveConflicts serviceAccountRoleARN tags types useDefaultPodIdentityAssociations wellKnownPolicies
  `),
};

export const CLUSTER_CONFIG: { readonly [name: string]: Field } = {
  apiVersion: 'string',
  kind: 'string',
  metadata: { name: 'string', region: 'string', version: 'string', tags: { values: 'string' }, ...kept('annotations accountID forceUpdateVersion') },
  kubernetesNetworkConfig: { ipFamily: 'string', serviceIPv4CIDR: 'string' },
  iam: {
    serviceRoleARN: 'string',
    withOIDC: 'bool',
    ...kept(`
      autoCreatePodIdentityAssociations fargatePodExecutionRoleARN fargatePodExecutionRolePermissionsBoundary podIdentityAssociations
      serviceAccounts serviceRolePermissionsBoundary vpcResourceControllerPolicy
    `),
  },
  vpc: {
    id: 'string',
    cidr: 'string',
    subnets: { private: { values: SUBNET }, public: { values: SUBNET } },
    nat: { gateway: 'string' },
    clusterEndpoints: { publicAccess: 'bool', privateAccess: 'bool' },
    publicAccessCIDRs: 'strings',
    ...kept(`
      autoAllocateIPv6 controlPlaneSecurityGroupIDs controlPlaneSubnetIDs extraCIDRs extraIPv6CIDRs hostnameType ipv6Cidr ipv6Pool
      manageSharedNodeSecurityGroupRules securityGroup sharedNodeSecurityGroup
    `),
  },
  accessConfig: { authenticationMode: 'string', bootstrapClusterCreatorAdminPermissions: 'bool', ...kept('accessEntries') },
  availabilityZones: 'strings',
  managedNodeGroups: { each: NODE_GROUP },
  addons: { each: ADDON },
  ...kept(`
    addonsConfig autoModeConfig cloudWatch fargateProfiles gitops identityProviders karpenter localZones nodeGroups outpost
    privateCluster remoteNetworkConfig secretsEncryption status upgradePolicy zonalShiftConfig
  `),
};
