/** The add-ons of the network and their default versions for Kubernetes 1.33. https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html */
export const ADDON_VERSIONS = {
  'vpc-cni': 'v1.20.4-eksbuild.2',
  'kube-proxy': 'v1.33.3-eksbuild.4',
  coredns: 'v1.12.1-eksbuild.2',
} as const;

export type AddonName = keyof typeof ADDON_VERSIONS;

/** Whether it is the name of an add-on that this lab has. */
export function isAddon(name: string): name is AddonName {
  return name in ADDON_VERSIONS;
}

/** Add-ons of EKS that are real and have no part in this lab. https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'adot',
  'amazon-cloudwatch-observability',
  'aws-ebs-csi-driver',
  'aws-efs-csi-driver',
  'aws-fsx-csi-driver',
  'aws-guardduty-agent',
  'aws-mountpoint-s3-csi-driver',
  'aws-network-flow-monitoring-agent',
  'cert-manager',
  'eks-node-monitoring-agent',
  'eks-pod-identity-agent',
  'external-dns',
  'kube-state-metrics',
  'metrics-server',
  'prometheus-node-exporter',
  'snapshot-controller',
]);

/** Whether EKS has an add-on of that name and this lab has not. */
export function isAddonElsewhere(name: string): boolean {
  return ELSEWHERE.has(name);
}
