/**
 * What the environment of aws-node says about addresses, and whether ipamd starts with it.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#cni-configuration-variables
 */
import { refusedSetting } from './cni-refusal.ts';
import { goBool, goInteger } from './go-values.ts';

export type IpamdSettings = {
  readonly warmEniTarget: number;
  /** 0 where it is not set. */
  readonly warmIpTarget: number;
  /** 0 where it is not set. */
  readonly minimumIpTarget: number;
  readonly warmPrefixTarget: number;
  /** Null where it is not set. */
  readonly maxEni: number | null;
  /** How long an address rests after its pod went, in milliseconds. */
  readonly cooldown: number;
  readonly prefixDelegation: boolean;
  readonly customNetworking: boolean;
  readonly eniConfigLabel: string;
  readonly eniConfigAnnotation: string;
  readonly subnetDiscovery: boolean;
  readonly podEni: boolean;
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  /** Unschedulable nodes attach and detach ENIs too. */
  readonly manageNonSchedulable: boolean;
  /** ENIs without the CNI's own tag are managed too. */
  readonly manageUntagged: boolean;
  /** Never asks EC2 for addresses, takes what is there. */
  readonly provisioningOff: boolean;
  /** '' where it is not set: then no subnet is left out for the sake of another cluster. */
  readonly clusterName: string;
  readonly additionalTags: readonly { readonly Key: string; readonly Value: string }[];
};

type Env = { readonly [name: string]: string };

const ENI_CONFIG = 'k8s.amazonaws.com/eniConfig';

/** The settings, with the default for whatever is not set or does not parse. */
export function ipamdSettings(env: Env): IpamdSettings {
  const imdsOnly = goBool(env.ENABLE_IMDS_ONLY_MODE, false);
  const maxEni = goInteger(env.MAX_ENI, 0);
  return {
    warmEniTarget: targetOf(env, 'WARM_ENI_TARGET'),
    warmIpTarget: targetOf(env, 'WARM_IP_TARGET'),
    minimumIpTarget: targetOf(env, 'MINIMUM_IP_TARGET'),
    warmPrefixTarget: targetOf(env, 'WARM_PREFIX_TARGET'),
    maxEni: maxEni > 0 ? maxEni : null,
    cooldown: Math.max(0, goInteger(env.IP_COOLDOWN_PERIOD, 30)) * 1000,
    prefixDelegation: goBool(env.ENABLE_PREFIX_DELEGATION, false),
    customNetworking: goBool(env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG, false),
    eniConfigLabel: env.ENI_CONFIG_LABEL_DEF || ENI_CONFIG,
    eniConfigAnnotation: env.ENI_CONFIG_ANNOTATION_DEF || ENI_CONFIG,
    subnetDiscovery: goBool(env.ENABLE_SUBNET_DISCOVERY, true),
    podEni: goBool(env.ENABLE_POD_ENI, false),
    ipv4: goBool(env.ENABLE_IPv4, true),
    ipv6: goBool(env.ENABLE_IPv6, false),
    manageNonSchedulable: goBool(env.AWS_MANAGE_ENIS_NON_SCHEDULABLE, false),
    manageUntagged: goBool(env.MANAGE_UNTAGGED_ENI, true),
    provisioningOff: imdsOnly || goBool(env.DISABLE_NETWORK_RESOURCE_PROVISIONING, false),
    clusterName: env.CLUSTER_NAME ?? '',
    additionalTags: tagsOf(env.ADDITIONAL_ENI_TAGS),
  };
}

const TARGETS = { WARM_ENI_TARGET: 1, WARM_IP_TARGET: 0, MINIMUM_IP_TARGET: 0, WARM_PREFIX_TARGET: 0 } as const;

/** A target; what is negative or no number is as if it were not set (pkg/ipamd/ipamd.go, getWarmENITarget and its like). */
export function targetOf(env: Env, name: keyof typeof TARGETS): number {
  const value = goInteger(env[name], TARGETS[name]);
  return value < 0 ? TARGETS[name] : value;
}

/** Whether WARM_PREFIX_TARGET has a say (pkg/ipamd/ipamd.go, warmPrefixTargetDefined). */
export function prefixTargetDefined({ warmPrefixTarget, prefixDelegation }: IpamdSettings): boolean {
  return warmPrefixTarget >= 0 && prefixDelegation;
}

export type Start =
  /** ipamd runs; `prefixDelegation` is what it then uses. */
  | { readonly starts: true; readonly prefixDelegation: boolean }
  /** The entrypoint ends at once, or ipamd behind it does and the entrypoint waits in vain; the line of the log. */
  | { readonly starts: false; readonly ends: 'entrypoint' | 'ipamd'; readonly log: string };

/** Whether ipamd starts on an instance type that takes prefixes, or does not (main.go, validateEnvVars; ipamd.go, isConfigValid). */
export function startOf(env: Env, type: { readonly InstanceType: string; readonly takesPrefixes: boolean }): Start {
  const settings = ipamdSettings(env);
  const entrypoint = refusedSetting(env);
  if (entrypoint !== null) return { starts: false, ends: 'entrypoint', log: entrypoint };
  const refuse = (log: string): Start => ({ starts: false, ends: 'ipamd', log });
  const { ipv4, ipv6, prefixDelegation, customNetworking } = settings;
  if (ipv4 && ipv6) return refuse('IPv4 and IPv6 are both enabled. VPC CNI currently does not support dual stack mode');
  if (!ipv4 && !ipv6) return refuse('IPv4 and IPv6 are both disabled. One of them have to be enabled');
  if (ipv6 && (customNetworking || !prefixDelegation)) {
    const only = 'IPv6 is supported only in Prefix Delegation mode. Custom Networking is not supported in IPv6 mode.';
    return refuse(`${only} Please set the env variables accordingly.`);
  }
  if (prefixDelegation && !type.takesPrefixes && ipv6) {
    const not = `Prefix Delegation is not supported on non-nitro instance ${type.InstanceType}.`;
    return refuse(`${not} IPv6 is only supported in Prefix delegation Mode. `);
  }
  return { starts: true, prefixDelegation: prefixDelegation && type.takesPrefixes };
}

/** Tags whose keys contain `k8s.amazonaws.com` are dropped (pkg/awsutils/awsutils.go, loadAdditionalENITags). */
function tagsOf(text: string | undefined): IpamdSettings['additionalTags'] {
  const pairs = /^\s*\{[\s\S]*\}\s*$/.test(text ?? '') ? jsonObject(text as string) : {};
  return Object.entries(pairs)
    .filter(([Key, Value]) => typeof Value === 'string' && !Key.includes('k8s.amazonaws.com'))
    .map(([Key, Value]) => ({ Key, Value: Value as string }));
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
