/**
 * The settings of aws-node as its environment gives them.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#cni-configuration-variables
 */
import { type Cidr, readCidr } from '../net/cidr.ts';

export type CniSettings = {
  readonly warmEniTarget: number;
  /** 0 where it is not set. */
  readonly warmIpTarget: number;
  /** 0 where it is not set. */
  readonly minimumIpTarget: number;
  /** Null where it is not set. */
  readonly maxEni: number | null;
  /** How long an address rests after its pod went, in milliseconds. */
  readonly cooldown: number;
  readonly externalSnat: boolean;
  readonly excludeSnatCidrs: readonly Cidr[];
  readonly randomizeSnat: 'prng' | 'hashrandom' | 'none';
  readonly nodePortSupport: boolean;
  readonly vethPrefix: string;
  readonly externalServiceCidrs: readonly Cidr[];
  readonly subnetDiscovery: boolean;
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
export function cniSettings(env: Env): CniSettings {
  const warmEni = numberOf(env.WARM_ENI_TARGET, 1);
  const maxEni = numberOf(env.MAX_ENI, 0);
  const randomize = env.AWS_VPC_K8S_CNI_RANDOMIZESNAT;
  return {
    // "negative or unparsable means 1" (pkg/ipamd/ipamd.go, getWarmENITarget).
    warmEniTarget: warmEni < 0 ? 1 : warmEni,
    warmIpTarget: Math.max(0, numberOf(env.WARM_IP_TARGET, 0)),
    minimumIpTarget: Math.max(0, numberOf(env.MINIMUM_IP_TARGET, 0)),
    maxEni: maxEni > 0 ? maxEni : null,
    cooldown: Math.max(0, numberOf(env.IP_COOLDOWN_PERIOD, 30)) * 1000,
    externalSnat: isTrue(env.AWS_VPC_K8S_CNI_EXTERNALSNAT, false),
    excludeSnatCidrs: cidrsOf(env.AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS),
    randomizeSnat: randomize === 'hashrandom' || randomize === 'none' ? randomize : 'prng',
    nodePortSupport: isTrue(env.AWS_VPC_CNI_NODE_PORT_SUPPORT, true),
    vethPrefix: env.AWS_VPC_K8S_CNI_VETHPREFIX ?? 'eni',
    externalServiceCidrs: cidrsOf(env.AWS_EXTERNAL_SERVICE_CIDRS),
    subnetDiscovery: isTrue(env.ENABLE_SUBNET_DISCOVERY, true),
    podEni: isTrue(env.ENABLE_POD_ENI, false),
    enforcingMode: enforcingModeOf(env.POD_SECURITY_GROUP_ENFORCING_MODE),
    ipv6: isTrue(env.ENABLE_IPv6, false),
    v4Egress: isTrue(env.ENABLE_V4_EGRESS, true),
    v6Egress: isTrue(env.ENABLE_V6_EGRESS, false),
    eniMtu: mtuOf(env.AWS_VPC_ENI_MTU, LARGEST_MTU),
    podMtu: podMtuOf(env.POD_MTU, mtuOf(env.AWS_VPC_ENI_MTU, LARGEST_MTU)),
    connmark: markOf(env.AWS_VPC_K8S_CNI_CONNMARK),
    earlyDemuxOff: isTrue(env.DISABLE_TCP_EARLY_DEMUX, false),
  };
}

/** As pkg/sgpp/utils.go (LoadEnforcingModeFromEnv): strict unless it says otherwise. */
export function enforcingModeOf(text: string | undefined): EnforcingMode {
  return text === 'standard' ? 'standard' : 'strict';
}

/** The MTU of a pod's interface: POD_MTU, or that of the ENIs where it is not set or not valid (pkg/networkutils/network.go, GetPodMTU). */
export function podMtuOf(text: string | undefined, ofEni: number = LARGEST_MTU): number {
  return mtuOf(text, ofEni);
}

/** Why aws-node refuses to start with these settings, or null (cmd/aws-vpc-cni/main.go, validateEnvVars). */
export function refusedSetting(env: Env): 'AWS_VPC_K8S_CNI_VETHPREFIX' | 'AWS_VPC_ENI_MTU' | 'POD_MTU' | 'POD_SECURITY_GROUP_ENFORCING_MODE' | null {
  const smallest = isTrue(env.ENABLE_IPv6, false) ? SMALLEST_IPV6_MTU : SMALLEST_MTU;
  if (!isVethPrefix(env.AWS_VPC_K8S_CNI_VETHPREFIX ?? 'eni')) return 'AWS_VPC_K8S_CNI_VETHPREFIX';
  for (const name of ['AWS_VPC_ENI_MTU', 'POD_MTU'] as const) {
    const text = env[name];
    if (text !== undefined && text !== '' && mtuOf(text, 0) < smallest) return name;
  }
  const mode = env.POD_SECURITY_GROUP_ENFORCING_MODE ?? '';
  if (isTrue(env.ENABLE_POD_ENI, false) && !/^(strict|standard|)$/.test(mode)) return 'POD_SECURITY_GROUP_ENFORCING_MODE';
  return null;
}

/** At most 4 characters, and none of the prefixes that the plugin needs itself (same file). */
function isVethPrefix(prefix: string): boolean {
  return prefix.length <= 4 && !['eth', 'vlan', 'lo'].includes(prefix);
}

const SMALLEST_MTU = 576;
const SMALLEST_IPV6_MTU = 1280;
const LARGEST_MTU = 9001;

function mtuOf(text: string | undefined, otherwise: number): number {
  const mtu = numberOf(text, otherwise);
  return mtu < SMALLEST_MTU || mtu > LARGEST_MTU ? otherwise : mtu;
}

function numberOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : otherwise;
}

/** As Go's strconv.ParseInt with base 0: decimal or 0x; 0x80 where it is not set or not valid (pkg/networkutils/network.go, getConnmark). */
function markOf(text: string | undefined): number {
  const value = text !== undefined && /^(0[xX][0-9a-fA-F]+|\d+)$/.test(text) ? Number(text) : 0;
  return value > 0 && value <= 0xffffffff ? value : 0x80;
}

/** As Go's strconv.ParseBool; anything else leaves the default. */
function isTrue(text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined) return otherwise;
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(text) ? false : otherwise;
}

/** Entries that are no IPv4 block are skipped (pkg/networkutils/network.go, parseCIDRString). */
function cidrsOf(text: string | undefined): Cidr[] {
  return (text ?? '')
    .split(',')
    .map((part) => readCidr(part.trim()))
    .filter((cidr) => cidr !== null)
    .filter((cidr) => typeof cidr.base === 'number');
}
