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
};

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
  };
}

function numberOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : otherwise;
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
