import type { Cluster as Model } from '@aws-sdk/client-eks';
import type { AwsKind } from '../kind.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs } from './spelling.ts';

/** An Amazon EKS cluster as its API holds it. */
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
    readonly kubernetesNetworkConfig: { readonly serviceIpv4Cidr: string; readonly ipFamily: 'ipv4' | 'ipv6' };
    readonly tags: { readonly [key: string]: string };
  }
> &
  Lifecycle;

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
      endpoint: cluster.endpoint,
      roleArn: cluster.roleArn,
      resourcesVpcConfig: {
        subnetIds: cluster.resourcesVpcConfig.subnetIds,
        securityGroupIds: cluster.resourcesVpcConfig.securityGroupIds,
        clusterSecurityGroupId: cluster.resourcesVpcConfig.clusterSecurityGroupId,
        vpcId: cluster.resourcesVpcConfig.vpcId,
        endpointPublicAccess: cluster.resourcesVpcConfig.endpointPublicAccess,
        endpointPrivateAccess: cluster.resourcesVpcConfig.endpointPrivateAccess,
        publicAccessCidrs: cluster.resourcesVpcConfig.publicAccessCidrs,
      },
      kubernetesNetworkConfig: {
        serviceIpv4Cidr: cluster.kubernetesNetworkConfig.serviceIpv4Cidr,
        ipFamily: cluster.kubernetesNetworkConfig.ipFamily,
      },
      status: cluster.status,
      tags: cluster.tags,
    }),
    filters: {},
    pageLimit: { least: 1, most: 100 },
  },
};
