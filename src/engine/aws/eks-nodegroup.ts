import type { Nodegroup as Model } from '@aws-sdk/client-eks';
import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { SpelledAs } from './spelling.ts';

/** A managed node group of a cluster. Which instances are its own is told by their tag `eks:nodegroup-name`. */
export type EksNodegroup = SpelledAs<
  Model,
  {
    readonly nodegroupArn: string;
    readonly nodegroupName: string;
    readonly clusterName: string;
    readonly version: string;
    readonly releaseVersion: string;
    readonly createdAt: string;
    readonly modifiedAt: string;
    readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING' | 'CREATE_FAILED' | 'DELETE_FAILED' | 'DEGRADED';
    readonly capacityType: 'ON_DEMAND' | 'SPOT';
    readonly scalingConfig: { readonly minSize: number; readonly maxSize: number; readonly desiredSize: number };
    readonly instanceTypes: readonly string[];
    readonly subnets: readonly string[];
    readonly amiType: string;
    readonly nodeRole: string;
    readonly labels: { readonly [key: string]: string };
    readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
    readonly diskSize: number;
    readonly health: {
      readonly issues: readonly { readonly code: string; readonly message: string; readonly resourceIds: readonly string[] }[];
    };
    readonly tags: { readonly [key: string]: string };
  }
> &
  Lifecycle & {
    /** What its user data tells the kubelets, worked out when the group first launched; no operation shows it. */
    readonly maxPods?: number;
  };

export const eksNodegroup: AwsKind<EksNodegroup> = {
  plane: 'aws',
  kind: 'EksNodegroup',
  service: 'eks',
  idPrefix: '',
  idMember: 'nodegroupArn',
  indices: {
    byCluster: (nodegroup) => [nodegroup.clusterName],
    byName: (nodegroup) => [`${nodegroup.clusterName}/${nodegroup.nodegroupName}`],
    bySubnet: (nodegroup) => nodegroup.subnets,
  },
  describe: {
    operation: 'DescribeNodegroup',
    idsMember: 'nodegroupName',
    listMember: 'nodegroup',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: (nodegroup) => ({
      nodegroupName: nodegroup.nodegroupName,
      nodegroupArn: nodegroup.nodegroupArn,
      clusterName: nodegroup.clusterName,
      version: nodegroup.version,
      releaseVersion: nodegroup.releaseVersion,
      createdAt: nodegroup.createdAt,
      modifiedAt: nodegroup.modifiedAt,
      status: nodegroup.status,
      capacityType: nodegroup.capacityType,
      scalingConfig: nodegroup.scalingConfig,
      instanceTypes: nodegroup.instanceTypes,
      subnets: nodegroup.subnets,
      amiType: nodegroup.amiType,
      nodeRole: nodegroup.nodeRole,
      labels: nodegroup.labels,
      ...(nodegroup.taints.length === 0 ? {} : { taints: nodegroup.taints }),
      diskSize: nodegroup.diskSize,
      health: nodegroup.health,
      updateConfig: { maxUnavailable: 1 },
      tags: nodegroup.tags,
    }),
    filters: {},
    pageLimit: { least: 1, most: 100 },
  },
};

/** The node group of the cluster with the name, or undefined. */
export function nodegroupOf(world: World, clusterName: string, nodegroupName: string): EksNodegroup | undefined {
  return lookup(world.aws.EksNodegroup, 'byName', `${clusterName}/${nodegroupName}`)[0];
}
