import type { Addon as Model } from '@aws-sdk/client-eks';
import type { AwsKind } from '../../kind.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { SpelledAs } from '../spelling.ts';

/** An add-on that EKS manages in a cluster. https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */
export type EksAddon = SpelledAs<
  Model,
  {
    readonly addonName: string;
    readonly clusterName: string;
    readonly status: 'CREATING' | 'ACTIVE' | 'CREATE_FAILED' | 'UPDATING' | 'DELETING' | 'DELETE_FAILED' | 'DEGRADED' | 'UPDATE_FAILED';
    readonly addonVersion: string;
    readonly health: { readonly issues: readonly { readonly code: string; readonly message: string; readonly resourceIds: readonly string[] }[] };
    readonly addonArn: string;
    readonly createdAt: string;
    readonly modifiedAt: string;
    readonly configurationValues?: string;
    /** The role of its service account. */
    readonly serviceAccountRoleArn?: string;
  }
> &
  Lifecycle & {
    /** Deleted from EKS only: what it put into the cluster stays. */
    readonly preserve?: true;
  };

export const eksAddon: AwsKind<EksAddon> = {
  plane: 'aws',
  kind: 'EksAddon',
  service: 'eks',
  idPrefix: '',
  idMember: 'addonArn',
  indices: { byCluster: (addon) => [addon.clusterName], byName: (addon) => [`${addon.clusterName}/${addon.addonName}`] },
  describe: {
    operation: 'DescribeAddon',
    idsMember: 'addonName',
    listMember: 'addon',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: ({ since: _since, preserve: _preserve, ...addon }) => ({ ...addon, tags: {} }),
    filters: {},
  },
};

/** The add-ons of a cluster, in ascending order of name. */
export function addonsOf(world: World, clusterName: string): readonly EksAddon[] {
  return lookup(world.aws.EksAddon, 'byCluster', clusterName).toSorted((one, other) => (one.addonName < other.addonName ? -1 : 1));
}

/** The add-on of a cluster with the name, or undefined. */
export function addonOf(world: World, clusterName: string, addonName: string): EksAddon | undefined {
  return lookup(world.aws.EksAddon, 'byName', `${clusterName}/${addonName}`)[0];
}
