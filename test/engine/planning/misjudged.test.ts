import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCidr } from '../../../src/engine/net/cidr.ts';
import { isMisjudged, rulesOf } from '../../../src/engine/planning/misjudged.ts';
import { type Plan, planProblems } from '../../../src/engine/planning/plan.ts';
import { answerOf } from '../../../src/engine/planning/plan-answer.ts';
import { comparisonOf } from '../../../src/engine/planning/plan-comparison.ts';
import { beginPlan, finishPlan } from '../../../src/engine/planning/plan-run.ts';
import { QUIRKS } from '../../../src/engine/planning/subnet-calculator.ts';

const input: fc.Arbitrary<Plan> = fc.record({
  subnets: fc.integer({ min: 24, max: 28 }).map((prefix) => [parseCidr(`10.0.0.0/${prefix}`)]),
  podSubnets: fc.constant([]),
  nodes: fc
    .record({
      type: fc.constantFrom('t3.small', 't3.medium', 'm5.large'),
      count: fc.integer({ min: 1, max: 3 }),
      pods: fc.integer({ min: 0, max: 20 }),
    })
    .map((one) => [one]),
  settings: fc.constantFrom<Plan['settings'][]>({}, { WARM_ENI_TARGET: '0' }, { WARM_IP_TARGET: '2' }, { WARM_IP_TARGET: '5' }),
});

it('every input of the calculator that it takes for fitting wrongly falls by rules of its list, and no other does', () => {
  fc.assert(
    fc.property(input, (plan) => {
      fc.pre(planProblems(plan).length === 0);
      const run = finishPlan(beginPlan(plan));
      const answer = answerOf(run);
      const comparison = comparisonOf(run, answer);
      const rules = rulesOf(answer, comparison);
      expect(rules.length > 0).toBe(isMisjudged(answer, comparison));
      for (const rule of rules) expect(QUIRKS.map(({ id }) => id)).toContain(rule);
      // What the calculator counts too much of is no reason why something does not fit.
      expect(rules).not.toContain('host-network');
      expect(rules.includes('limits')).toBe(rules.length > 0 && answer.pods.tooMany > 0);
    }),
    { numRuns: 25 },
  );
});
