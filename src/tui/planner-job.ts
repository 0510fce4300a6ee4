/**
 * The planner's simulation, carried out in slices: between two of them keys are read and frames are drawn. One job at a time; a new
 * input takes the place of the one that is under way.
 */

import { freeAddressCount } from '../engine/aws/subnet-addresses.ts';
import { parseCidr } from '../engine/net/cidr.ts';
import { nodesOf, subnetsOf } from '../engine/planning/address-uses.ts';
import { type Plan, planProblems } from '../engine/planning/plan.ts';
import { answerOf } from '../engine/planning/plan-answer.ts';
import { comparisonOf } from '../engine/planning/plan-comparison.ts';
import { beginPlan, isPlaced, type PlanRun, progressOf, retarget, sameNodes, stepPlan } from '../engine/planning/plan-run.ts';
import { objectAt } from '../engine/store.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { PlannerInput } from './screens/planner/sliders.ts';
import type { Picture, Planned } from './screens/planner/state.ts';

/** How long a slice may take, in milliseconds of the clock that the job is given. */
const SLICE = 20;
/** Finished plans that are kept: going back to one is immediate. */
const KEPT = 24;

export type Outcome = { readonly planned: Planned } | { readonly problems: readonly Text[] };
export type Tell = (outcome: Outcome) => void;
/** go-on: from the world that is there, as a cluster does. anew: from nothing. rest: let time pass until the pools rest. */
export type How = 'go-on' | 'anew' | 'rest';

export type PlannerJob = { readonly plan: (input: PlannerInput, how: How, tell: Tell) => void };

export type Around = { readonly clock: () => number; readonly later: (act: () => void) => void };

/** A job with nothing to do yet. `later` runs something once keys have been read. */
export function plannerJob({ clock, later }: Around): PlannerJob {
  let run: PlanRun | null = null;
  let turn = 0;
  const kept = new Map<string, PlanRun>();
  const finished = (key: string, done: PlanRun, tell: Tell) => {
    kept.delete(key);
    kept.set(key, done);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    tell({ planned: plannedOf(done, null, true) });
  };
  return {
    plan: (input, how, tell) => {
      const mine = ++turn;
      const plan = planOf(input);
      const problems = planProblems(plan);
      if (problems.length > 0) return tell({ problems: problems.map(sentence) });
      const key = JSON.stringify(input);
      const before = run;
      const known = how === 'rest' ? undefined : kept.get(key);
      const goesOn = how !== 'anew' && before !== null && sameNodes(before.plan, plan);
      if (known !== undefined && !goesOn) {
        run = known;
        return tell({ planned: plannedOf(known, null, true) });
      }
      const fewer = goesOn && how === 'go-on' && total(plan) < before.given.reduce((sum, one) => sum + one, 0);
      let at: PlanRun | null = goesOn ? retarget(before, plan) : null;
      const slice = (): void => {
        if (mine !== turn) return;
        at ??= beginPlan(plan);
        const end = clock() + SLICE;
        // With pods gone, their addresses rest: time passes when the learner lets it.
        const isOver = (one: PlanRun) => one.done || (fewer && isPlaced(one));
        while (!isOver(at) && clock() < end) at = stepPlan(at);
        run = at;
        if (at.done && !goesOn) finished(key, at, tell);
        else if (isOver(at)) tell({ planned: plannedOf(at, null, at.done) });
        else {
          tell({ planned: plannedOf(at, progressOf(at), false) });
          later(slice);
        }
      };
      if (goesOn) {
        slice();
        return;
      }
      if (before !== null) tell({ planned: plannedOf(before, { done: 0, all: total(plan) }, false) });
      later(slice);
    },
  };
}

/** The subnets and nodes of a lab's world. */
export function pictureOf(world: World): Picture {
  const subnets = subnetsOf(world).map((subnet) => {
    const stored = objectAt(world.aws.Subnet, subnet.id);
    return { ...subnet, free: stored === undefined ? 0 : freeAddressCount(world, stored) };
  });
  return { subnets, nodes: nodesOf(world).map((node) => ({ ...node, maxPods: maxPodsOf(world, node.name), pods: null })) };
}

function plannedOf(run: PlanRun, busy: Planned['busy'], compare: boolean): Planned {
  const answer = answerOf(run);
  const cooling = answer.subnets.some(({ counts }) => counts.cooling > 0);
  return {
    picture: { subnets: answer.subnets, nodes: answer.nodes },
    pods: answer.pods,
    comparison: compare ? comparisonOf(run, answer) : null,
    busy,
    cooling,
  };
}

function planOf(input: PlannerInput): Plan {
  const number = (name: string, value: number | null) => (value === null ? {} : { [name]: String(value) });
  return {
    subnets: [parseCidr(`10.0.0.0/${input.prefix}`)],
    podSubnets: input.custom ? [parseCidr(`100.64.0.0/${input.prefix}`)] : [],
    nodes: [{ type: input.type, count: input.count, pods: input.pods }],
    settings: {
      ...number('WARM_ENI_TARGET', input.warmEni),
      ...number('WARM_IP_TARGET', input.warmIp),
      ...number('MINIMUM_IP_TARGET', input.minimumIp),
      ...number('WARM_PREFIX_TARGET', input.prefixes ? input.warmPrefix : null),
      ...(input.prefixes ? { ENABLE_PREFIX_DELEGATION: 'true' } : {}),
      ...(input.custom ? { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } : {}),
    },
  };
}

function total({ nodes }: Plan): number {
  return nodes.reduce((sum, { count, pods }) => sum + count * pods, 0);
}

function sentence({ what, how }: { readonly what: Text; readonly how: Text }): Text {
  return { ko: `${what.ko} ${how.ko}`, en: `${what.en} ${how.en}` };
}

function maxPodsOf(world: World, node: string): number | null {
  const pods = objectAt(world.cluster.Node, node)?.status.allocatable?.pods;
  return pods === undefined ? null : Number(pods);
}
