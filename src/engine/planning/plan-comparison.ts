/** The published calculator's answer to a plan beside the simulation's, and each difference with its reason: the parts add up exactly. */
import { limitsOf } from '../aws/instance-limits.ts';
import { parseCidr } from '../net/cidr.ts';
import { objectAt } from '../store.ts';
import type { DifferenceReason } from './difference-texts.ts';
import { HOST_NETWORK_PODS } from './max-pods.ts';
import { isOn, type Plan } from './plan.ts';
import { heldAddresses, type PlanAnswer } from './plan-answer.ts';
import { beginInSteps, type PlanRun, stepPlan } from './plan-run.ts';
import { maxPodsFor } from './plan-world.ts';
import { type Sheet, type SheetAnswer, subnetCalculator } from './subnet-calculator.ts';

export type Difference = {
  readonly because: DifferenceReason;
  /** By how many addresses fewer (negative) or more stay free than the calculator says. */
  readonly free: number;
};

export type PlanComparison = {
  readonly sheet: Sheet;
  readonly calculator: Pick<SheetAnswer, 'availableIps' | 'usedIps' | 'remainingIps' | 'totalPods'>;
  readonly simulation: { readonly available: number; readonly used: number; readonly free: number; readonly running: number };
  /** In the order in which a reader can follow them; only those that change something. */
  readonly differences: readonly Difference[];
};

/** Both answers. `run` is done, `answer` is its own. */
export function comparisonOf(run: PlanRun, answer: PlanAnswer): PlanComparison {
  const comparing = comparisonInSteps(run, answer);
  let step = comparing.next();
  while (step.done !== true) step = comparing.next();
  return step.value;
}

/** `comparisonOf` in small steps: a hindered plan takes a simulation of its own. */
export function* comparisonInSteps(run: PlanRun, answer: PlanAnswer): Generator<void, PlanComparison> {
  const { plan } = run;
  const sheet: Sheet = Number(plan.settings.WARM_IP_TARGET ?? 0) > 0 || Number(plan.settings.MINIMUM_IP_TARGET ?? 0) > 0 ? 'warm-ip' : 'warm-eni';
  const calculator = calculatorOf(plan, sheet);
  const available = answer.subnets.reduce((sum, { uses }) => sum + uses.length - 5, 0);
  const free = answer.subnets.reduce((sum, subnet) => sum + subnet.free, 0);
  const nodes = plan.nodes.reduce((sum, { count }) => sum + count, 0);
  const steps = stagesOf(plan, sheet);
  const started = plan.nodes.map((_, group) => run.nodes.filter((node) => node.group === group).length);
  const total = (stage: (typeof steps)[number]['held'], counts: readonly number[]) =>
    counts.reduce((sum, count, group) => sum + count * (stage[group] ?? 0), 0);
  const counts = plan.nodes.map(({ count }) => count);
  const used = heldAddresses(run);
  const unhindered = isHindered(run, answer) ? yield* poolInLargeSubnet(plan, started) : used;
  const first = steps[0]?.held ?? [];
  const differences: Difference[] = [
    { because: 'reserved', free: -3 * answer.subnets.length },
    { because: 'host-network', free: nodes * HOST_NETWORK_PODS },
    { because: 'nodes-not-started', free: total(first, counts) - total(first, started) },
  ];
  let before = total(first, started);
  for (const { because, held } of steps.slice(1)) {
    const now = total(held, started);
    differences.push({ because, free: before - now });
    before = now;
  }
  const pool: DifferenceReason = isOn(plan, 'ENABLE_PREFIX_DELEGATION') ? 'prefixes' : sheet === 'warm-ip' ? 'single-addresses' : 'pool';
  differences.push({ because: pool, free: before - unhindered }, { because: 'subnet-full', free: unhindered - used });
  return {
    sheet,
    calculator,
    simulation: { available, used, free, running: answer.pods.running },
    differences: differences.filter(({ free: by }) => by !== 0),
  };
}

/** The workbook knows one subnet: with several, what it says of each is added up, as one would do by hand. */
function calculatorOf(plan: Plan, sheet: Sheet): PlanComparison['calculator'] {
  const warmTarget = Number((sheet === 'warm-ip' ? plan.settings.WARM_IP_TARGET : plan.settings.WARM_ENI_TARGET) ?? (sheet === 'warm-ip' ? 0 : 1));
  const rows = plan.nodes.map(({ type, count, pods }) => {
    const { enis = 0, ipv4PerEni = 1 } = limitsOf(type) ?? {};
    return { type, count, podsPerInstance: pods, enis, allEnis: enis, ipv4PerEni };
  });
  const all = [...plan.subnets, ...plan.podSubnets];
  const { usedIps, totalPods } = subnetCalculator({ sheet, subnetPrefix: 24, warmTarget, hostNetworkingIps: HOST_NETWORK_PODS, rows });
  const availableIps = all.reduce((sum, { prefix }) => sum + 2 ** (32 - prefix) - 2, 0);
  return { availableIps, usedIps, remainingIps: availableIps - usedIps, totalPods };
}

type Stage = { readonly because: DifferenceReason /** Addresses that one node of each group holds. */; readonly held: readonly number[] };

/** The calculator's count for one node, corrected by one rule after the other. The first is the calculator's own. */
function stagesOf(plan: Plan, sheet: Sheet): readonly Stage[] {
  const warm = sheet === 'warm-eni' ? Number(plan.settings.WARM_ENI_TARGET ?? 1) : 0;
  const custom = isOn(plan, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
  const each = plan.nodes.map(({ type, pods }) => {
    const { enis = 0, ipv4PerEni = 1 } = limitsOf(type) ?? {};
    const most = Math.min(enis, Number(plan.settings.MAX_ENI ?? enis));
    const taken = Math.min(pods, Math.max(0, maxPodsFor(plan, type) - HOST_NETWORK_PODS));
    const own = Math.ceil(taken / (ipv4PerEni - 1));
    const attached = Math.max(1, own + warm);
    return {
      calculator: (Math.ceil(pods / ipv4PerEni) + warm) * ipv4PerEni,
      maxPods: (Math.ceil(taken / ipv4PerEni) + warm) * ipv4PerEni,
      primary: attached * ipv4PerEni,
      custom: attached * ipv4PerEni + (custom ? 1 : 0),
      limit: Math.min(attached, most - (custom ? 1 : 0)) * ipv4PerEni + (custom ? 1 : 0),
    };
  });
  const stage = (because: DifferenceReason, of: (one: (typeof each)[number]) => number): Stage => ({ because, held: each.map(of) });
  return [
    stage('pool', (one) => one.calculator),
    stage('max-pods', (one) => one.maxPods),
    stage('primary-addresses', (one) => one.primary),
    stage('custom-networking', (one) => one.custom),
    stage('eni-limit', (one) => one.limit),
  ];
}

/** What the same nodes hold where the subnet is no limit: one node of each group, simulated in a /16 of its own. */
function* poolInLargeSubnet(plan: Plan, started: readonly number[]): Generator<void, number> {
  let sum = 0;
  for (const [at, group] of plan.nodes.entries()) {
    const wide: Plan = {
      ...plan,
      subnets: [parseCidr('10.0.0.0/16')],
      podSubnets: plan.podSubnets.length === 0 ? [] : [parseCidr('100.64.0.0/16')],
      nodes: [{ ...group, count: 1 }],
    };
    let one = yield* beginInSteps(wide);
    while (!one.done) {
      one = stepPlan(one);
      yield;
    }
    sum += heldAddresses(one) * (started[at] ?? 0);
  }
  return sum;
}

/** Whether the subnet has kept the pools from what they want: what they would hold otherwise takes simulations of its own. */
export function isHindered(run: PlanRun, answer: PlanAnswer): boolean {
  return answer.pods.noAddress > 0 || isExhausted(run);
}

/** Whether some ipamd was told that its subnet is full and still wants more. */
function isExhausted({ world, nodes }: PlanRun): boolean {
  return nodes.some(({ instance }) => (objectAt(world.hosts.Host, instance)?.ipamd?.exhaustedAt ?? null) !== null);
}
