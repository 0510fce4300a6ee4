/** `plan`: a plan simulated, beside the published calculator's answer, each difference with its reason. */
import { isMisjudged, rulesOf } from '../../engine/planning/misjudged.ts';
import { answerOf, type PlanAnswer } from '../../engine/planning/plan-answer.ts';
import { comparisonOf } from '../../engine/planning/plan-comparison.ts';
import { beginPlan, stepPlan } from '../../engine/planning/plan-run.ts';
import { type Claim, claimText, RULE_COMPLETIONS, readClaim } from './claim.ts';
import { noComplaints } from './complaints.ts';
import { type Answer, allOf, type Given, type PlanningWord } from './definition.ts';
import { PLAN_FILE, PLAN_FLAGS } from './plan-flags.ts';
import { planOf } from './plan-given.ts';
import { planText } from './plan-text.ts';
import { planValue } from './plan-value.ts';
import { isInSheet, isNamedRight } from './planned.ts';

/** Yes when every pod runs; with rules that are named, when they are the ones. */
export const plan: PlanningWord = {
  name: 'plan',
  usage: ['--subnet CIDR... --type TYPE:COUNT:PODS... [TARGETS] [--because RULE]...'],
  summary: { ko: '계획을 시뮬레이션하고 계산기와 다른 까닭을 보여 줍니다.', en: 'Simulates a plan, and explains where the calculator differs.' },
  details: {
    ko: '--subnet은 가용 영역마다 하나씩 씁니다. 노드는 서브넷에 돌아가며 놓이고 모두 함께 시작합니다.\n--warm-eni-target, --warm-ip-target, --minimum-ip-target, --warm-prefix-target, --max-eni, --prefix-delegation\n--custom-networking --pod-subnet CIDR: 가용 영역마다 파드 서브넷 하나\n최대 파드 수는 관리형 노드 그룹처럼 110이나 250에서 멈춥니다. 파드가 모두 실행되면 0, 아니면 1로 끝납니다.\n--because RULE: 계산기는 들어간다고 하는데 파드가 남을 때, 그 까닭인 규칙을 대고 맞는지 봅니다. 빠짐없이 맞으면 0으로 끝납니다.\n규칙의 이름은 `subnet-calc`의 출력에 있습니다.',
    en: 'One --subnet for each zone. Nodes are spread over the subnets in turn and start together.\n--warm-eni-target, --warm-ip-target, --minimum-ip-target, --warm-prefix-target, --max-eni, --prefix-delegation\n--custom-networking --pod-subnet CIDR: one subnet for pods in each zone\nmax-pods stops at 110 or 250, as in a managed node group. Exits with 0 if every pod runs, else with 1.\n--because RULE: where the calculator says that it fits and pods are left over, name the rules behind it and see whether they are the ones. Exits with 0 if all are named and no other.\n`subnet-calc` prints the names of the rules.',
  },
  file: PLAN_FILE,
  examples: [
    'plan --subnet 10.0.0.0/24 --type m5.large:3:20',
    'plan --subnet 10.0.0.0/24 --subnet 10.0.1.0/24 --type m5.large:4:20 --warm-ip-target 5',
  ],
  operands: null,
  flags: [
    ...PLAN_FLAGS,
    { flag: '--minimum-ip-target', value: 'N', about: { ko: 'MINIMUM_IP_TARGET', en: 'MINIMUM_IP_TARGET' } },
    { flag: '--warm-prefix-target', value: 'N', about: { ko: 'WARM_PREFIX_TARGET', en: 'WARM_PREFIX_TARGET' } },
    { flag: '--max-eni', value: 'N', about: { ko: 'MAX_ENI', en: 'MAX_ENI' } },
    { flag: '--prefix-delegation', about: { ko: '접두사 위임을 켠다', en: 'with prefix delegation' } },
    { flag: '--custom-networking', about: { ko: '사용자 지정 네트워킹을 켠다', en: 'with custom networking' } },
    { flag: '--pod-subnet', value: 'CIDR', many: true, about: { ko: '파드 서브넷', en: 'a subnet for pods' } },
    {
      flag: '--because',
      value: 'RULE',
      many: true,
      about: { ko: '계산기가 틀린 까닭인 규칙', en: 'a rule by which the calculator is wrong' },
      complete: () => RULE_COMPLETIONS,
    },
  ],
  answer: (given) => {
    const claims = noComplaints(given);
    const named = readClaim(claims, allOf(given, '--because'));
    const wanted = planOf(given);
    if ('wrong' in wanted) return { wrong: [...wanted.wrong, ...claims.all] };
    return claims.all.length > 0 ? { wrong: claims.all } : answered(given, wanted, named);
  },
};

function answered({ onStep }: Given, wanted: Parameters<typeof beginPlan>[0], named: Claim['named']): Answer {
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
