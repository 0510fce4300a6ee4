/** What eksctl asks of a configuration of the IPv6 family. https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/validation.go (validateKubernetesNetworkConfig) */
import type { ClusterConfig } from './config.ts';
import { EksctlError } from './session.ts';

export const CORE_ADDONS = ['vpc-cni', 'coredns', 'kube-proxy'];

/** Whether the configuration is for an IPv6 cluster; ends the command where eksctl refuses it. */
export function wantsIpv6({ kubernetesNetworkConfig, addons = [], iam, vpc }: ClusterConfig): boolean {
  const { ipFamily = '', serviceIPv4CIDR = '' } = kubernetesNetworkConfig ?? {};
  const family = ipFamily.toLowerCase();
  if (family === '' || family === 'ipv4') return false;
  if (family !== 'ipv6') throw new EksctlError(`invalid value "${ipFamily}" for ipFamily; allowed are IPv4 and IPv6`);
  if (serviceIPv4CIDR !== '') throw new EksctlError('service IPv4 CIDR is not supported with IPv6');
  const missing = CORE_ADDONS.filter((name) => !addons.some((addon) => addon.name === name));
  if (missing.length > 0) throw new EksctlError(`the default core addons must be defined for IPv6; missing addon(s): ${missing.join(', ')}`);
  if (iam?.withOIDC !== true) throw new EksctlError('oidc needs to be enabled if IPv6 is set');
  if (vpc?.nat !== undefined) throw new EksctlError('setting NAT is not supported with IPv6');
  return true;
}
