/** The flags of a plan that become settings of aws-node. */
import { type Flag, type Given, lastOf } from './definition.ts';

/** Their names there. */
const SETTINGS: { readonly [flag in Flag['flag']]?: string } = {
  '--warm-eni-target': 'WARM_ENI_TARGET',
  '--warm-ip-target': 'WARM_IP_TARGET',
  '--minimum-ip-target': 'MINIMUM_IP_TARGET',
  '--warm-prefix-target': 'WARM_PREFIX_TARGET',
  '--max-eni': 'MAX_ENI',
};

/** The settings of aws-node that were typed. */
export function settingsOf(given: Given): { readonly [name: string]: string } {
  const numbers = Object.entries(SETTINGS).flatMap(([flag, name]) => {
    const value = lastOf(given, flag as Flag['flag']);
    return value === undefined ? [] : [[name, value] as const];
  });
  const switches = [
    ['--prefix-delegation', 'ENABLE_PREFIX_DELEGATION'],
    ['--custom-networking', 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'],
  ].flatMap(([flag = '', name]) => (given.values[flag] === undefined ? [] : [[name, 'true'] as const]));
  return Object.fromEntries([...numbers, ...switches]);
}
