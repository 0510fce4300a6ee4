/** The flags that `plan` and `subnet-calc` share. */
import { instanceTypes } from '../../engine/aws/instance-limits.ts';
import type { Text } from '../../engine/text.ts';
import type { Flag, Given } from './definition.ts';
import { lastOf } from './definition.ts';

/** The instance types that there are. */
export function typeNames(): readonly string[] {
  return instanceTypes().map(({ InstanceType }) => InstanceType);
}

export const PLAN_FLAGS: readonly Flag[] = [
  { flag: '--file', short: '-f', value: 'FILE', about: { ko: '계획 파일', en: 'a plan file' } },
  { flag: '--subnet', value: 'CIDR', many: true, about: { ko: '서브넷', en: 'a subnet' } },
  {
    flag: '--type',
    value: 'TYPE:COUNT:PODS',
    many: true,
    about: { ko: '인스턴스 타입, 노드 수, 노드당 파드 수', en: 'instance type, nodes, pods of each node' },
    complete: () => typeNames().map((type) => ({ text: `${type}:`, about: null })),
  },
  { flag: '--warm-eni-target', value: 'N', about: { ko: 'WARM_ENI_TARGET', en: 'WARM_ENI_TARGET' } },
  { flag: '--warm-ip-target', value: 'N', about: { ko: 'WARM_IP_TARGET', en: 'WARM_IP_TARGET' } },
];

/** What a plan file holds. */
export const PLAN_FILE: Text = {
  ko: '-f FILE로 계획 파일을 읽습니다. format: 1, subnets: [CIDR], nodes: [{type, count, pods}], podSubnets: [CIDR], cni: {WARM_IP_TARGET: 5}',
  en: '-f FILE reads a plan file: format: 1, subnets: [CIDR], nodes: [{type, count, pods}], podSubnets: [CIDR], cni: {WARM_IP_TARGET: 5}',
};

/** The flags that become settings of aws-node, and their names there. */
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
