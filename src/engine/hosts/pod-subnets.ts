/**
 * Which subnets give addresses to pods by their tags (enhanced subnet discovery).
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/awsutils/awsutils.go (validTag, IsSubnetExcluded)
 */
import { tagOf, tagsOf } from '../aws/tags.ts';

const ROLE = 'kubernetes.io/role/cni';
const CLUSTER = 'cni.networking.k8s.aws/cluster/';

type Asking = { readonly clusterName: string; readonly isOwn: boolean };

/**
 * Whether a new ENI may be put into it. Any value of `kubernetes.io/role/cni` but 0 lets a further subnet in; the node's own is in
 * unless it says 0. Tags that name clusters limit a tagged subnet to those; without a cluster name they are not looked at.
 */
export function givesEnis(subnet: object, { clusterName, isOwn }: Asking): boolean {
  const role = tagOf(subnet, ROLE);
  if (role === undefined) return isOwn;
  if (role === '0') return false;
  const clusters = tagsOf(subnet).filter(({ Key }) => Key.startsWith(CLUSTER));
  return clusterName === '' || clusters.length === 0 || clusters.some(({ Key }) => Key === CLUSTER + clusterName);
}

/** Whether the node's own subnet gives no address to pods, so that the primary ENI stays without any. */
export function isExcluded(subnet: object, clusterName: string): boolean {
  return !givesEnis(subnet, { clusterName, isOwn: true });
}
