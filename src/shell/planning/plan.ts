/** `plan`: a plan simulated, beside the published calculator's answer, each difference with its reason. */
import { isMisjudged, rulesOf } from '../../engine/planning/misjudged.ts';
import { answerOf, type PlanAnswer } from '../../engine/planning/plan-answer.ts';
import { comparisonOf } from '../../engine/planning/plan-comparison.ts';
import { beginPlan, stepPlan } from '../../engine/planning/plan-run.ts';
import { type Claim, claimText, readClaim } from './claim.ts';
import { noComplaints } from './complaints.ts';
import { type Answer, type Answered, allOf, type Given } from './definition.ts';
import { planOf } from './plan-given.ts';
import { planText } from './plan-text.ts';
import { planValue } from './plan-value.ts';
import { isInSheet, isNamedRight } from './planned.ts';

/** The simulation's answer: yes when every pod runs; with rules that are named, when they are the ones. */
export function answerPlan(given: Given): Answered {
  const claims = noComplaints(given);
  const named = readClaim(claims, allOf(given, '--because'));
  const wanted = planOf(given);
  if ('wrong' in wanted) return { wrong: [...wanted.wrong, ...claims.all] };
  return claims.all.length > 0 ? { wrong: claims.all } : simulated(given, wanted, named);
}

function simulated({ onStep }: Given, wanted: Parameters<typeof beginPlan>[0], named: Claim['named']): Answer {
  let run = beginPlan(wanted);
  while (!run.done) {
    run = stepPlan(run);
    onStep(run);
  }
  const answer = answerOf(run);
  const comparison = comparisonOf(run, answer);
  const rules = rulesOf(answer, comparison);
  const claim: Claim = { misjudged: isMisjudged(answer, comparison), rules, named };
  const { usedIps, remainingIps, totalPods } = comparison.calculator;
  return {
    text: (lang) => [planText(answer, comparison, lang), ...(named.length === 0 ? [] : ['', claimText(claim)[lang]])].join('\n'),
    value: (lang) => ({ ...planValue(answer, comparison, lang), ...(named.length === 0 ? {} : { because: { named, right: isNamedRight(claim) } }) }),
    yes: named.length === 0 ? allRun(answer) : isNamedRight(claim),
    remarks: [],
    planned: { inSheet: isInSheet(wanted), sheet: { usedIps, remainingIps, totalPods }, pods: answer.pods, rules, named },
  };
}

function allRun({ pods }: PlanAnswer): boolean {
  return pods.running === pods.wanted;
}
