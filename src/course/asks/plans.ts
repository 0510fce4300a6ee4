/** Askers of the planner: what a node takes, what a plan comes to, what the published calculator says of it. */
import { limitsOf } from '../../engine/aws/instance-limits.ts';
import { readCidr } from '../../engine/net/cidr.ts';
import { calculatedMaxPods } from '../../engine/planning/max-pods.ts';
import { type Plan, planProblems } from '../../engine/planning/plan.ts';
import { answerOf, heldAddresses } from '../../engine/planning/plan-answer.ts';
import { comparisonOf } from '../../engine/planning/plan-comparison.ts';
import { beginPlan, finishPlan } from '../../engine/planning/plan-run.ts';
import type { Text } from '../../engine/text.ts';
import { say } from '../say.ts';
import { boolean, integer, list, object, oneOf, record, string } from '../shape.ts';
import { define, value } from './definition.ts';

/** How many pods a node of a type takes; `capped` as in a managed node group. */
export const maxPods = define({
  name: 'max_pods',
  kinds: ['number'],
  args: object({ type: string() }, { prefixes: boolean, custom: boolean, capped: boolean }),
  answer: ({ type, prefixes = false, custom = false, capped = false }) => {
    const limits = limitsOf(type);
    if (limits === undefined) return { ok: false, why: say(NO_TYPE, { type }) };
    const capacity = { enis: limits.enis, ipv4PerEni: limits.ipv4PerEni, nitro: limits.hypervisor === 'nitro', vcpus: limits.vcpus ?? 0 };
    return value(calculatedMaxPods(capacity, { prefixDelegation: prefixes, customNetworking: custom, showMaxAllowed: !capped }));
  },
});

const NUMBERS = ['running', 'too-many', 'no-address', 'held', 'free', 'enis', 'sheet-available', 'sheet-used', 'sheet-left'] as const;

/** A number of a plan: of its simulation, or of the published calculator's sheet. */
export const plan = define({
  name: 'plan',
  kinds: ['number'],
  args: object(
    {
      subnets: list(string(), { least: 1 }),
      nodes: list(object({ type: string(), count: integer(1, 1000), pods: integer(0, 1000) }), { least: 1 }),
      says: oneOf(...NUMBERS),
    },
    { pod_subnets: list(string()), cni: record(string()) },
  ),
  answer: ({ subnets, nodes, says, pod_subnets, cni }) => {
    const asked = { subnets: cidrs(subnets), podSubnets: cidrs(pod_subnets ?? []), nodes, settings: cni ?? {} };
    const [wrong] = planProblems(asked);
    return wrong === undefined ? value(numberOf(asked, says)) : { ok: false, why: wrong.what };
  },
});

export const planAskers = [maxPods, plan];

function numberOf(asked: Plan, says: (typeof NUMBERS)[number]): number {
  const run = finishPlan(beginPlan(asked));
  const answer = answerOf(run);
  const { calculator } = comparisonOf(run, answer);
  const numbers: Readonly<Record<typeof says, number>> = {
    running: answer.pods.running,
    'too-many': answer.pods.tooMany,
    'no-address': answer.pods.noAddress,
    held: heldAddresses(run),
    free: answer.subnets.reduce((sum, subnet) => sum + subnet.free, 0),
    enis: answer.nodes.reduce((sum, node) => sum + node.enis.length, 0),
    'sheet-available': calculator.availableIps,
    'sheet-used': calculator.usedIps,
    'sheet-left': calculator.remainingIps,
  };
  return numbers[says];
}

function cidrs(texts: readonly string[]) {
  return texts.flatMap((text) => readCidr(text) ?? []);
}

const NO_TYPE: Text = { ko: '{type} 인스턴스 유형이 없습니다.', en: 'there is no instance type {type}.' };
