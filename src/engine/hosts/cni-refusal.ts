/** With which settings aws-node ends as soon as it starts. https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/aws-vpc-cni/main.go (validateEnvVars) */
import { goBool, goInteger } from './go-values.ts';

type Env = { readonly [name: string]: string };

export const SMALLEST_MTU = 576;
export const SMALLEST_IPV6_MTU = 1280;
export const LARGEST_MTU = 9001;

/** The line that the entrypoint logs before it ends with code 1, or null where it goes on to start ipamd. */
export function refusedSetting(env: Env): string | null {
  return logFile(env) ?? vethPrefix(env) ?? enforcingMode(env) ?? cooldown(env) ?? mtu(env) ?? prefixTargets(env);
}

function logFile(env: Env): string | null {
  return env.AWS_VPC_K8S_PLUGIN_LOG_FILE === 'stdout' ? 'AWS_VPC_K8S_PLUGIN_LOG_FILE cannot be set to stdout' : null;
}

/** At most 4 characters, and none of the prefixes that the plugin needs itself. */
function vethPrefix(env: Env): string | null {
  const prefix = env.AWS_VPC_K8S_CNI_VETHPREFIX || 'eni';
  if (prefix.length > 4) return 'AWS_VPC_K8S_CNI_VETHPREFIX cannot be longer than 4 characters';
  return ['eth', 'vlan', 'lo'].includes(prefix) ? "AWS_VPC_K8S_CNI_VETHPREFIX cannot be set to reserved values 'eth', 'vlan', or 'lo'" : null;
}

function enforcingMode(env: Env): string | null {
  const mode = env.POD_SECURITY_GROUP_ENFORCING_MODE || 'strict';
  if (!goBool(env.ENABLE_POD_ENI, false) || mode === 'strict' || mode === 'standard') return null;
  return "POD_SECURITY_GROUP_ENFORCING_MODE must be set to either 'strict' or 'standard'";
}

function cooldown({ IP_COOLDOWN_PERIOD: text }: Env): string | null {
  if (!text || /^\+?\d+$/.test(text)) return null;
  return `IP_COOLDOWN_PERIOD MUST be a valid positive integer. ${text} is invalid`;
}

function mtu(env: Env): string | null {
  const smallest = goBool(env.ENABLE_IPv6, false) ? SMALLEST_IPV6_MTU : SMALLEST_MTU;
  for (const name of ['AWS_VPC_ENI_MTU', 'POD_MTU']) {
    const text = env[name];
    if (!text) continue;
    const value = goInteger(text, 0);
    if (value < smallest || value > LARGEST_MTU) return `${name} MUST be a valid integer between ${smallest} and ${LARGEST_MTU}. ${text} is invalid`;
  }
  return null;
}

/** The three are compared as texts there, so that one that is no number counts as set. */
function prefixTargets(env: Env): string | null {
  const unset = [env.WARM_IP_TARGET, env.WARM_PREFIX_TARGET, env.MINIMUM_IP_TARGET].every((text) => (text || '0') <= '0');
  if (!goBool(env.ENABLE_PREFIX_DELEGATION, false) || !unset) return null;
  const targets = 'Please configure either one of the WARM_{PREFIX/IP}_TARGET or MINIMUM_IP_TARGET env variables';
  return `Setting WARM_PREFIX_TARGET = 0 is not supported while WARM_IP_TARGET/MINIMUM_IP_TARGET is not set. ${targets}`;
}
