/**
 * The planner's simulation, carried out in slices: between two of them keys are read and frames are drawn. One job at a time; a new
 * input takes the place of the one that is under way.
 */

import { freeAddressCount } from '../engine/aws/subnet-addresses.ts';
import { parseCidr } from '../engine/net/cidr.ts';
import { nodesOf, subnetsOf } from '../engine/planning/address-uses.ts';
import { type Plan, planProblems } from '../engine/planning/plan.ts';
import { answerOf } from '../engine/planning/plan-answer.ts';
import { comparisonInSteps, isHindered } from '../engine/planning/plan-comparison.ts';
import { beginInSteps, isPlaced, type PlanRun, progressOf, retarget, sameNodes, stepPlan } from '../engine/planning/plan-run.ts';
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
  /** Runs it later, unless another plan has been asked for by then. */
  const soon = (act: () => void): void => {
    const mine = turn;
    later(() => {
      if (mine === turn) act();
    });
  };
  /** Goes on with the steps for a slice at a time. */
  const inSlices = <T>(steps: Generator<void, T>, then: (value: T) => void): void => {
    const end = clock() + SLICE;
    let step = steps.next();
    while (step.done !== true && clock() < end) step = steps.next();
    if (step.done === true) then(step.value);
    else soon(() => inSlices(steps, then));
  };
  const ended = (done: PlanRun, tell: Tell): void => {
    const planned = plannedOf(done, null);
    if (!done.done) {
      tell({ planned });
      return;
    }
    const answer = answerOf(done);
    // A hindered plan is compared by a simulation of its own.
    if (isHindered(done, answer)) tell({ planned });
    inSlices(comparisonInSteps(done, answer), (comparison) => tell({ planned: { ...planned, comparison } }));
  };
  const goOn = (from: PlanRun, task: Task): void => {
    const end = clock() + SLICE;
    let at = from;
    while (!isOver(at, task) && clock() < end) at = stepPlan(at);
    run = at;
    if (!isOver(at, task)) {
      task.tell({ planned: plannedOf(at, progressOf(at)) });
      soon(() => goOn(at, task));
      return;
    }
    if (task.key !== null) keep(kept, task.key, at);
    ended(at, task.tell);
  };
  return {
    plan: (input, how, tell) => {
      turn++;
      const plan = planOf(input);
      const problems = planProblems(plan);
      if (problems.length > 0) return tell({ problems: problems.map(sentence) });
      if (run !== null && how !== 'anew' && sameNodes(run.plan, plan)) {
        const fewer = total(plan) < run.given.reduce((sum, one) => sum + one, 0);
        return goOn(retarget(run, plan), { key: null, untilPlaced: how === 'go-on' && fewer, tell });
      }
      const key = JSON.stringify(input);
      const known = kept.get(key);
      if (known !== undefined) {
        run = known;
        return ended(known, tell);
      }
      if (run !== null) tell({ planned: plannedOf(run, { done: 0, all: total(plan) }) });
      soon(() => {
        inSlices(beginInSteps(plan), (begun) => {
          run = begun;
          soon(() => goOn(begun, { key, untilPlaced: false, tell }));
        });
      });
    },
  };
}

type Task = {
  /** Under which the end is kept; null where it depends on what was before. */
  readonly key: string | null;
  /** With pods gone, their addresses rest: time passes when the learner lets it. */
  readonly untilPlaced: boolean;
  readonly tell: Tell;
};

function isOver(run: PlanRun, { untilPlaced }: Task): boolean {
  return run.done || (untilPlaced && isPlaced(run));
}

function keep(kept: Map<string, PlanRun>, key: string, done: PlanRun): void {
  kept.delete(key);
  kept.set(key, done);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
}

/** The subnets and nodes of a lab's world. */
export function pictureOf(world: World): Picture {
  const subnets = subnetsOf(world).map((subnet) => {
    const stored = objectAt(world.aws.Subnet, subnet.id);
    return { ...subnet, free: stored === undefined ? 0 : freeAddressCount(world, stored) };
  });
  return { subnets, nodes: nodesOf(world).map((node) => ({ ...node, maxPods: maxPodsOf(world, node.name), pods: null })) };
}

function plannedOf(run: PlanRun, busy: Planned['busy']): Planned {
  const answer = answerOf(run);
  const cooling = answer.subnets.some(({ counts }) => counts.cooling > 0);
  return { picture: { subnets: answer.subnets, nodes: answer.nodes }, pods: answer.pods, comparison: null, busy, cooling };
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
