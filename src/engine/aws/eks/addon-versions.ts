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
