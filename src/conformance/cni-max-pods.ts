/** Judges cni/max-pods.json: the plain count, the calculator's, and nodeadm's expressions. */
import { limitsOf } from '../engine/aws/instance-limits.ts';
import { calculatedMaxPods, type MaxPodsOptions, maxPodsSum, type PodCapacity } from '../engine/planning/max-pods.ts';
import { evaluateMaxPods } from '../engine/planning/max-pods-expression.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Case = {
  readonly id: string;
  readonly instanceType: string | null;
  readonly limits?: { readonly default_enis: number; readonly ips_per_eni: number };
  readonly options: MaxPodsOptions & {
    readonly calculator?: boolean;
    readonly showMaxAllowed?: boolean;
    readonly maxPodsExpression?: string;
    readonly max_pods?: number;
  };
  readonly expect: number | 'error';
};

export const adapter: Adapter = {
  area: 'cni',
  file: 'max-pods.json',
  judge: (file) => (file as readonly Case[]).map(judge),
};

function judge(given: Case): Judgement {
  const actual = answer(given);
  const ok = actual === given.expect;
  return { id: given.id, ok, detail: ok ? '' : `expected ${given.expect}, got ${actual}` };
}

function answer({ instanceType, limits, options }: Case): number | string {
  const known = instanceType === null ? undefined : limitsOf(instanceType);
  if (instanceType !== null && known === undefined) return `no instance type ${instanceType}`;
  const { enis, ipv4PerEni } = known ?? { enis: limits?.default_enis ?? 0, ipv4PerEni: limits?.ips_per_eni ?? 0 };
  const capacity: PodCapacity = { enis, ipv4PerEni, nitro: known === undefined || known.hypervisor === 'nitro' };
  const { maxPodsExpression, max_pods, calculator = false } = options;
  if (maxPodsExpression !== undefined) {
    const plain = maxPodsSum(capacity).pods;
    const values = {
      default_enis: enis,
      ips_per_eni: ipv4PerEni,
      max_pods: max_pods ?? plain,
      vcpus: known?.vcpus ?? 0,
      memory_mib: known?.memory ?? 0,
    };
    const result = evaluateMaxPods(maxPodsExpression, values);
    return 'pods' in result ? result.pods : 'error';
  }
  if (!calculator) return maxPodsSum(capacity, options).pods;
  return known?.vcpus === undefined ? 'no vCPUs' : calculatedMaxPods({ ...capacity, vcpus: known.vcpus }, options);
}
