/** Which release of the VPC CNI runs, and since which it enforces what. */
import type { Pod } from '../cluster/pod.ts';

export type CniVersion = readonly [major: number, minor: number, patch: number];

/** https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html ("Version 1.14 or later") */
export const NETWORK_POLICIES: CniVersion = [1, 14, 0];
/** https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html (admin policies: "1.21.1 or later") */
export const CLUSTER_NETWORK_POLICIES: CniVersion = [1, 21, 1];

/** The release by the image of aws-node; null where its tag is none: such an image is taken to be recent. */
export function cniVersionOf(pod: Pick<Pod, 'spec'> | undefined): CniVersion | null {
  const image = pod?.spec.containers.find(({ name }) => name === 'aws-node')?.image ?? '';
  const found = /:v(\d+)\.(\d+)\.(\d+)/.exec(image);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])];
}

export function isBefore(version: CniVersion | null, since: CniVersion): boolean {
  if (version === null) return false;
  const at = version.findIndex((part, index) => part !== since[index]);
  return at >= 0 && (version[at] as number) < (since[at] as number);
}
