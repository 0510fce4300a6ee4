/** What the two models said of one input: what an acceptance list may ask about. */
import type { Plan } from '../../engine/planning/plan.ts';
import type { PodCounts } from '../../engine/planning/plan-answer.ts';
import type { QuirkId, SheetAnswer } from '../../engine/planning/subnet-calculator.ts';

export type Planned = {
  /** Whether the calculator has a cell for all of the input: one subnet, one warm target, nothing else. */
  readonly inSheet: boolean;
  readonly sheet: Pick<SheetAnswer, 'usedIps' | 'remainingIps' | 'totalPods'>;
  /** null where the calculator alone was asked. */
  readonly pods: PodCounts | null;
  /** The rules by which the calculator takes for fitting what does not fit; empty where it is right. */
  readonly rules: readonly QuirkId[];
  /** The rules that whoever typed it takes these to be. */
  readonly named: readonly QuirkId[];
};

const IN_SHEET: readonly string[] = ['WARM_ENI_TARGET', 'WARM_IP_TARGET'];

/** Whether the calculator has a cell for all of the plan. */
export function isInSheet({ subnets, podSubnets, settings }: Plan): boolean {
  const names = Object.keys(settings);
  return subnets.length === 1 && podSubnets.length === 0 && names.length <= 1 && names.every((name) => IN_SHEET.includes(name));
}

/** Whether the named rules are all that there are, and no other. */
export function isNamedRight({ rules, named }: Pick<Planned, 'rules' | 'named'>): boolean {
  return rules.length > 0 && named.length === rules.length && rules.every((rule) => named.includes(rule));
}
