/** What `ekslab plan` says, for programs. The shape stands in `src/cli/README.md`. */
import { showCidr } from '../../engine/net/cidr.ts';
import { DIFFERENCE_TEXTS } from '../../engine/planning/difference-texts.ts';
import type { PlanAnswer } from '../../engine/planning/plan-answer.ts';
import type { PlanComparison } from '../../engine/planning/plan-comparison.ts';
import type { Lang } from '../../engine/text.ts';

/** Counts, not single addresses. */
export function planValue(answer: PlanAnswer, comparison: PlanComparison, lang: Lang): object {
  return {
    pods: answer.pods,
    nodesNotStarted: answer.unplaced,
    subnets: answer.subnets.map(({ cidr, zone, role, uses, counts, free, freePrefixes }) => ({
      cidr: showCidr(cidr),
      zone,
      role,
      addresses: uses.length,
      counts,
      free,
      freePrefixes,
    })),
    nodes: answer.nodes.map(({ name, type, maxPods, maxEnis, pods, enis }) => ({ name, type, maxPods, maxEnis, pods, enis })),
    comparison: {
      ...comparison,
      differences: comparison.differences.map(({ because, free }) => ({ because, free, text: DIFFERENCE_TEXTS[because][lang] })),
    },
  };
}
