/** Plans that fit the published calculator and not the nodes: by which of its rules. */
import type { DifferenceReason } from './difference-texts.ts';
import type { PlanAnswer } from './plan-answer.ts';
import type { PlanComparison } from './plan-comparison.ts';
import type { QuirkId } from './subnet-calculator.ts';

/** Whether the calculator has addresses left (or exactly none) while pods find no place in the simulation. */
export function isMisjudged({ pods }: Pick<PlanAnswer, 'pods'>, { calculator }: Pick<PlanComparison, 'calculator'>): boolean {
  return calculator.remainingIps >= 0 && pods.running < pods.wanted;
}

/**
 * The rules that a misjudged plan falls by, in the order of the calculator's list; empty for any other plan. Where pods get no
 * address these are the ones that take addresses which the calculator leaves free: the negative parts of the comparison, which
 * add up exactly. Where pods are above max-pods it is the calculator's having no limits.
 */
export function rulesOf(answer: Pick<PlanAnswer, 'pods'>, comparison: PlanComparison): readonly QuirkId[] {
  if (!isMisjudged(answer, comparison)) return [];
  const { tooMany, noAddress, noNode } = answer.pods;
  const taking = noAddress + noNode > 0 ? comparison.differences.filter(({ free }) => free < 0) : [];
  const rules = new Set<QuirkId>(taking.flatMap(({ because }) => RULES[because] ?? []));
  if (tooMany > 0) rules.add('limits');
  return ORDER.filter((rule) => rules.has(rule));
}

/** The rule of the calculator's list behind a difference; what the calculator has no input for is behind none. */
const RULES: { readonly [R in DifferenceReason]?: QuirkId } = {
  reserved: 'reserved',
  'primary-addresses': 'primary-addresses',
  'single-addresses': 'warm-ip-target',
};
const ORDER: readonly QuirkId[] = ['reserved', 'primary-addresses', 'limits', 'warm-ip-target'];
