/** The tags by which what eksctl made is known again. https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/types.go */
import { VERSION } from './version.ts';

export const CLUSTER_TAG = 'alpha.eksctl.io/cluster-name';
const OLD_CLUSTER_TAG = 'eksctl.cluster.k8s.io/v1alpha1/cluster-name';
const VERSION_TAG = 'alpha.eksctl.io/eksctl-version';

type Tagged = { readonly cluster: string; readonly type: string; readonly name: string; readonly more?: { readonly [key: string]: string } };

/** The tags of a resource of the cluster's stack, as the member TagSpecifications. */
export function tagsOf({ cluster, type, name, more = {} }: Tagged): { readonly TagSpecifications: readonly object[] } {
  return {
    TagSpecifications: [{ ResourceType: type, Tags: pairs({ ...clusterTags(cluster), Name: `eksctl-${cluster}-cluster/${name}`, ...more }) }],
  };
}

export function clusterTags(cluster: string): { readonly [key: string]: string } {
  return { [CLUSTER_TAG]: cluster, [VERSION_TAG]: VERSION, [OLD_CLUSTER_TAG]: cluster };
}

export function pairs(tags: { readonly [key: string]: string }): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
