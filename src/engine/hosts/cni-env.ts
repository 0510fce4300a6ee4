/**
 * What the environment of aws-node says about pods' interfaces, routes and NAT; `ipamd-settings.ts` has what it says about addresses.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#cni-configuration-variables
 */
import { type Cidr, readCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import { LARGEST_MTU, SMALLEST_MTU } from './cni-refusal.ts';
import { goBool, goInteger } from './go-values.ts';

export type CniSettings = {
  readonly externalSnat: boolean;
  readonly excludeSnatCidrs: readonly Cidr[];
  readonly randomizeSnat: 'prng' | 'hashrandom' | 'none';
  readonly nodePortSupport: boolean;
  readonly vethPrefix: string;
  readonly externalServiceCidrs: readonly Cidr[];
  /** ENABLE_POD_ENI: security groups for pods. */
  readonly podEni: boolean;
  readonly enforcingMode: EnforcingMode;
  readonly ipv6: boolean;
  /** ENABLE_V4_EGRESS: an IPv4 address of the node's own for each pod of an IPv6 cluster. */
  readonly v4Egress: boolean;
  /** ENABLE_V6_EGRESS: the same the other way round. */
  readonly v6Egress: boolean;
  readonly eniMtu: number;
  readonly podMtu: number;
  /** The mark that keeps connections on the primary ENI (AWS_VPC_K8S_CNI_CONNMARK). */
  readonly connmark: number;
  /** DISABLE_TCP_EARLY_DEMUX, which the init container reads. */
  readonly earlyDemuxOff: boolean;
};

/** Whose groups decide about a pod with a branch ENI: always its own, or not within the node and not for what leaves the VPC. */
export type EnforcingMode = 'strict' | 'standard';

type Env = { readonly [name: string]: string };

/** The settings, with the default for whatever is not set or does not parse. */
export const cniSettings = once((env: Env): CniSettings => {
  const randomize = env.AWS_VPC_K8S_CNI_RANDOMIZESNAT;
  return {
    externalSnat: goBool(env.AWS_VPC_K8S_CNI_EXTERNALSNAT, false),
    excludeSnatCidrs: cidrsOf(env.AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS),
    randomizeSnat: randomize === 'hashrandom' || randomize === 'none' ? randomize : 'prng',
    nodePortSupport: goBool(env.AWS_VPC_CNI_NODE_PORT_SUPPORT, true),
    vethPrefix: env.AWS_VPC_K8S_CNI_VETHPREFIX ?? 'eni',
    externalServiceCidrs: cidrsOf(env.AWS_EXTERNAL_SERVICE_CIDRS),
    podEni: goBool(env.ENABLE_POD_ENI, false),
    enforcingMode: enforcingModeOf(env.POD_SECURITY_GROUP_ENFORCING_MODE),
    ipv6: goBool(env.ENABLE_IPv6, false),
    v4Egress: goBool(env.ENABLE_V4_EGRESS, true),
    v6Egress: goBool(env.ENABLE_V6_EGRESS, false),
    eniMtu: mtuOf(env.AWS_VPC_ENI_MTU, LARGEST_MTU),
    podMtu: podMtuOf(env.POD_MTU, mtuOf(env.AWS_VPC_ENI_MTU, LARGEST_MTU)),
    connmark: markOf(env.AWS_VPC_K8S_CNI_CONNMARK),
    earlyDemuxOff: goBool(env.DISABLE_TCP_EARLY_DEMUX, false),
  };
});

/** As pkg/sgpp/utils.go (LoadEnforcingModeFromEnv): strict unless it says otherwise. */
export function enforcingModeOf(text: string | undefined): EnforcingMode {
  return text === 'standard' ? 'standard' : 'strict';
}

/** The MTU of a pod's interface: POD_MTU, or that of the ENIs where it is not set or not valid (pkg/networkutils/network.go, GetPodMTU). */
export function podMtuOf(text: string | undefined, ofEni: number = LARGEST_MTU): number {
  return mtuOf(text, ofEni);
}

function mtuOf(text: string | undefined, otherwise: number): number {
  const mtu = goInteger(text, otherwise);
  return mtu < SMALLEST_MTU || mtu > LARGEST_MTU ? otherwise : mtu;
}

/** As Go's strconv.ParseInt with base 0: decimal or 0x; 0x80 where it is not set or not valid (pkg/networkutils/network.go, getConnmark). */
function markOf(text: string | undefined): number {
  const value = text !== undefined && /^(0[xX][0-9a-fA-F]+|\d+)$/.test(text) ? Number(text) : 0;
  return value > 0 && value <= 0xffffffff ? value : 0x80;
}

/** Entries that are no IPv4 block are skipped (pkg/networkutils/network.go, parseCIDRString). */
function cidrsOf(text: string | undefined): Cidr[] {
  return (text ?? '')
    .split(',')
    .map((part) => readCidr(part.trim()))
    .filter((cidr) => cidr !== null)
    .filter((cidr) => typeof cidr.base === 'number');
}

/**
 * "If you choose the IPv6 family when creating your cluster, … the add-on defaults to this configuration" (IP prefix delegation and IPv6).
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
 */
export const IPV6_MODE = { ENABLE_IPv4: 'false', ENABLE_IPv6: 'true', ENABLE_PREFIX_DELEGATION: 'true' };
