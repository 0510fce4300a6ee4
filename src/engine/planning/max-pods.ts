/**
 * How many pods a node takes, by the two rules that AWS has published: the plain one, which nodeadm uses, and that of the
 * calculator script, which caps it.
 * https://github.com/awslabs/amazon-eks-ami/blob/a92d9fde/templates/al2/runtime/max-pods-calculator.sh
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/eni_max_pods.go
 */

/** What counts of an instance type. */
export type PodCapacity = {
  /** ENIs of the default network card. */
  readonly enis: number;
  /** IPv4 addresses of one ENI, its primary included. */
  readonly ipv4PerEni: number;
  /** Whether prefixes can be delegated to it: a Nitro hypervisor. Bare metal has no hypervisor and does not count as Nitro here. */
  readonly nitro: boolean;
};

export type MaxPodsOptions = {
  readonly prefixDelegation?: boolean;
  readonly customNetworking?: boolean;
  /** MAX_ENI of the CNI. */
  readonly maxEnis?: number;
  /** ENIs that are kept for something else (Karpenter's RESERVED_ENIS). */
  readonly reservedEnis?: number;
  /** `1.19.0`; without it, one that knows prefixes. */
  readonly cniVersion?: string;
};

/** Pods that use the node's own address: aws-node and kube-proxy. */
export const HOST_NETWORK_PODS = 2;
/** A delegated prefix is a /28. */
export const ADDRESSES_OF_PREFIX = 16;

/** The parts of the count, as a reader would write it down: `enis * (ipv4PerEni - 1) * factor + 2`. */
export type MaxPodsSum = {
  readonly enis: number;
  readonly slots: number;
  readonly factor: number;
  /** Why prefixes do not count although they were asked for, or null. */
  readonly noPrefixes: 'not-nitro' | 'old-cni' | null;
  readonly pods: number;
};

/** The count without a cap. Reserved ENIs that leave none leave no pods (karpenter, pkg/providers/instancetype/types.go, ENILimitedPods). */
export function maxPodsSum(capacity: PodCapacity, options: MaxPodsOptions = {}): MaxPodsSum {
  const { prefixDelegation = false, customNetworking = false, maxEnis, reservedEnis = 0, cniVersion } = options;
  const limited = Math.min(capacity.enis, maxEnis ?? capacity.enis);
  const enis = Math.max(0, limited - reservedEnis - (customNetworking ? 1 : 0));
  const slots = capacity.ipv4PerEni - 1;
  const noPrefixes = !prefixDelegation ? null : !capacity.nitro ? 'not-nitro' : knowsPrefixes(cniVersion) ? null : 'old-cni';
  const factor = prefixDelegation && noPrefixes === null ? ADDRESSES_OF_PREFIX : 1;
  const pods = reservedEnis > 0 && enis === 0 ? 0 : enis * slots * factor + HOST_NETWORK_PODS;
  return { enis, slots, factor, noPrefixes, pods };
}

/** The cap of the calculator and of managed node groups: 110, or 250 for more than 30 vCPUs. */
export function capOf(vcpus: number): 110 | 250 {
  return vcpus > 30 ? 250 : 110;
}

/** What the calculator prints. `showMaxAllowed` leaves the cap out. */
export function calculatedMaxPods(
  capacity: PodCapacity & { readonly vcpus: number },
  options: MaxPodsOptions & { readonly showMaxAllowed?: boolean },
): number {
  const { pods } = maxPodsSum(capacity, options);
  return options.showMaxAllowed === true ? pods : Math.min(pods, capOf(capacity.vcpus));
}

/** The version as its first two numbers, or null for a text that is none. */
export function readCniVersion(text: string): readonly [number, number] | null {
  const match = /^v?(\d+)\.(\d+)(?:\.\d+)?(?:-eksbuild\.\d+)?$/.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

/** Prefixes came with CNI 1.9. */
function knowsPrefixes(version: string | undefined): boolean {
  if (version === undefined) return true;
  const [major, minor] = readCniVersion(version) ?? [0, 0];
  return major > 1 || (major === 1 && minor >= 9);
}
