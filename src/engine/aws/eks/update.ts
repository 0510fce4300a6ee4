import type { Update as Model } from '@aws-sdk/client-eks';
import type { AwsKind } from '../../kind.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import type { EksCluster } from '../eks-cluster.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { SpelledAs } from '../spelling.ts';

/** A change of a cluster's configuration on its way. https://docs.aws.amazon.com/eks/latest/APIReference/API_Update.html */
export type EksUpdate = SpelledAs<
  Model,
  {
    readonly id: string;
    readonly status: 'InProgress' | 'Successful' | 'Failed';
    readonly type: 'EndpointAccessUpdate' | 'VpcConfigUpdate' | 'AccessConfigUpdate' | 'VersionUpdate' | 'ConfigUpdate' | 'AddonUpdate';
    readonly params: readonly { readonly type: string; readonly value: string }[];
    readonly createdAt: string;
    readonly errors: readonly { readonly errorCode: string; readonly errorMessage: string; readonly resourceIds: readonly string[] }[];
  }
> &
  Lifecycle & {
    readonly clusterName: string;
    /** The node group that it is about, where it is about one. */
    readonly nodegroupName?: string;
    /** The add-on that it is about, where it is about one. */
    readonly addonName?: string;
    /** What of the cluster it replaces when it is done. */
    readonly change: Partial<Pick<EksCluster, 'resourcesVpcConfig' | 'accessConfig' | 'version'>>;
  };

export const eksUpdate: AwsKind<EksUpdate> = {
  plane: 'aws',
  kind: 'EksUpdate',
  service: 'eks',
  idPrefix: '',
  idMember: 'id',
  indices: { byCluster: (update) => [update.clusterName] },
  describe: {
    operation: 'DescribeUpdate',
    idsMember: 'updateId',
    listMember: 'update',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: ({ id, status, type, params, createdAt, errors }) => ({ id, status, type, params, createdAt, errors }),
    filters: {},
  },
};

/** The updates of a cluster, the oldest first. */
export function updatesOf(world: World, clusterName: string): readonly EksUpdate[] {
  const updates = lookup(world.aws.EksUpdate, 'byCluster', clusterName);
  return updates.toSorted((one, other) => (one.since ?? 0) - (other.since ?? 0) || (one.id < other.id ? -1 : 1));
}
