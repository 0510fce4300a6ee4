/** What the limits of an instance type mean for its kubelet. */
import type { InstanceLimits } from '../aws/instance-limits.ts';

export { limitsOf } from '../aws/instance-limits.ts';

/**
 * How many pods the kubelet of a node takes: one per secondary address, and two for aws-node and kube-proxy, which use the
 * node's own (https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/eni_max_pods.go).
 */
export function maxPodsOf(limits: InstanceLimits): number {
  return limits.enis * (limits.ipv4PerEni - 1) + 2;
}
