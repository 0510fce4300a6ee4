import type { Cluster as Model } from '@aws-sdk/client-eks';
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
>;
