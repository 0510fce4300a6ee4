/**
 * How many pods the nodes of a managed node group take. Without an AMI of its own EKS works it out when the group is made, from
 * the settings that the VPC CNI has by then, and caps it whether prefixes are delegated or not.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html
 * https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html#max-pods-precedence
 */
import type { EksNodegroup } from '../../aws/eks-nodegroup.ts';
import { limitsOf } from '../../aws/instance-limits.ts';
import { ipamdSettings } from '../../hosts/ipamd-settings.ts';
import { capOf, maxPodsSum } from '../../planning/max-pods.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

/** The number, where the group has none yet and its type is known. */
export function maxPodsFor(world: World, { maxPods, instanceTypes }: EksNodegroup): { readonly maxPods?: number } {
  const limits = limitsOf(instanceTypes[0] ?? '');
  if (maxPods !== undefined || limits === undefined) return {};
  const container = objectAt(world.cluster.DaemonSet, 'kube-system/aws-node')?.spec.template.spec?.containers[0];
  const settings = ipamdSettings(Object.fromEntries((container?.env ?? []).map(({ name, value = '' }) => [name, value])));
  const { prefixDelegation, customNetworking } = settings;
  const nitro = limits.hypervisor === 'nitro';
  const { pods } = maxPodsSum({ enis: limits.enis, ipv4PerEni: limits.ipv4PerEni, nitro }, { prefixDelegation, customNetworking });
  return { maxPods: Math.min(pods, capOf(limits.vcpus ?? 0)) };
}
