import type { Cluster as Model } from '@aws-sdk/client-eks';
import type { AwsKind } from '../kind.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs } from './spelling.ts';

export type AuthenticationMode = 'CONFIG_MAP' | 'API' | 'API_AND_CONFIG_MAP';
export type AccessConfig = { readonly authenticationMode: AuthenticationMode; readonly bootstrapClusterCreatorAdminPermissions: boolean };

/** An Amazon EKS cluster as its API holds it. What does not exist yet while it is being created is ''. */
export type EksCluster = SpelledAs<
  Model,
  {
    readonly name: string;
    readonly arn: string;
    readonly version: string;
    readonly status: 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED' | 'UPDATING';
    readonly endpoint: string;
    readonly roleArn: string;
    readonly createdAt: string;
    readonly resourcesVpcConfig: {
      readonly subnetIds: readonly string[];
      readonly securityGroupIds: readonly string[];
      readonly clusterSecurityGroupId: string;
      readonly vpcId: string;
      readonly endpointPublicAccess: boolean;
      readonly endpointPrivateAccess: boolean;
      readonly publicAccessCidrs: readonly string[];
    };
    /** One of the two blocks, by the family. */
    readonly kubernetesNetworkConfig: { readonly serviceIpv4Cidr?: string; readonly serviceIpv6Cidr?: string; readonly ipFamily: 'ipv4' | 'ipv6' };
    readonly tags: { readonly [key: string]: string };
    /** Absent where a world states the cluster without it. */
    readonly accessConfig?: AccessConfig;
    readonly health?: { readonly issues: readonly { readonly code: string; readonly message: string; readonly resourceIds: readonly string[] }[] };
  }
> &
  Lifecycle & {
    /** False where EKS was asked to leave the cluster without its three add-ons. */
    readonly bootstrapSelfManagedAddons?: boolean;
    /** True where it was made here in a mode with access entries: no creator is known without one. */
    readonly createdWithEntries?: boolean;
  };

export const eksCluster: AwsKind<EksCluster> = {
  plane: 'aws',
  kind: 'EksCluster',
  service: 'eks',
  idPrefix: '',
  idMember: 'name',
  indices: {},
  describe: {
    operation: 'DescribeCluster',
    idsMember: 'name',
    listMember: 'cluster',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: (cluster) => ({
      name: cluster.name,
      arn: cluster.arn,
      createdAt: cluster.createdAt,
      version: cluster.version,
      ...(cluster.endpoint === '' ? {} : { endpoint: cluster.endpoint }),
      roleArn: cluster.roleArn,
      resourcesVpcConfig: {
        subnetIds: cluster.resourcesVpcConfig.subnetIds,
        securityGroupIds: cluster.resourcesVpcConfig.securityGroupIds,
        ...(cluster.resourcesVpcConfig.clusterSecurityGroupId === ''
          ? {}
          : { clusterSecurityGroupId: cluster.resourcesVpcConfig.clusterSecurityGroupId }),
        vpcId: cluster.resourcesVpcConfig.vpcId,
        endpointPublicAccess: cluster.resourcesVpcConfig.endpointPublicAccess,
        endpointPrivateAccess: cluster.resourcesVpcConfig.endpointPrivateAccess,
        publicAccessCidrs: cluster.resourcesVpcConfig.publicAccessCidrs,
      },
      kubernetesNetworkConfig: cluster.kubernetesNetworkConfig,
      status: cluster.status,
      ...madeHere(cluster),
      tags: cluster.tags,
    }),
    filters: {},
    pageLimit: { least: 1, most: 100 },
  },
};

/** Of an IPv4 cluster, and the dual-stack one of an IPv6 cluster. */
const ENDPOINT = /^https:\/\/([0-9A-F]+)\.[^.]+\.(?:eks-cluster\.)?([^.]+)\.(?:eks\.amazonaws\.com|api\.aws)$/;

/** What a cluster has that was made by CreateCluster; a world that states one may leave it out. */
function madeHere({ accessConfig, endpoint, health }: EksCluster): object {
  if (accessConfig === undefined) return {};
  const [, id, region] = ENDPOINT.exec(endpoint) ?? [];
  return {
    ...(id === undefined ? {} : { identity: { oidc: { issuer: `https://oidc.eks.${region}.amazonaws.com/id/${id}` } } }),
    health: health ?? { issues: [] },
    accessConfig,
    upgradePolicy: { supportType: 'EXTENDED' },
    deletionProtection: false,
  };
}
