/** A plan carried out in the simulated world, in small steps: whoever shows it can draw and listen in between. */
import type { Pod } from '../cluster/pod.ts';
import { beginInput } from '../input.ts';
import { showCidr } from '../net/cidr.ts';
import { learner } from '../principal.ts';
import { advance, nextDue, settle } from '../settle.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { worldInSteps } from '../world-of.ts';
import { write } from '../write.ts';
import type { Plan } from './plan.ts';
import { type PlannedNode, plannedNodes, planParts } from './plan-world.ts';

export type PlanRun = {
  readonly plan: Plan;
  readonly nodes: readonly PlannedNode[];
  /** Nodes for which no subnet had an address. */
  readonly unplaced: number;
  readonly world: World;
  /** How many pods each node was given so far, running or not. */
  readonly given: readonly number[];
  /** Once all pods are there: when the world began to go on by itself, and when a pool last changed. */
  readonly resting: { readonly began: number; readonly calm: number } | null;
  readonly done: boolean;
};

/** The pods of one step: few enough that a step stays short. */
const PODS_OF_STEP = 8;
/** Cooldown 30 s, an ENI's first minute, 30 s between two reductions: after so long without a change a pool has come to rest. */
const REST = 180_000;
/** The pools of a plan come to rest in this time or go on forever (a full subnet is asked again every two minutes). */
const AT_MOST = 1_200_000;

/** The plan at its beginning: nodes without pods. Throws on a plan that `planProblems` refuses. */
export function beginPlan(plan: Plan): PlanRun {
  const beginning = beginInSteps(plan);
  let step = beginning.next();
  while (step.done !== true) step = beginning.next();
  return step.value;
}

/** `beginPlan` in small steps, like those of the plan itself. */
export function* beginInSteps(plan: Plan): Generator<void, PlanRun> {
  const { nodes, unplaced } = plannedNodes(plan);
  const { world, problems } = yield* worldInSteps(planParts(plan, nodes));
  if (problems.length > 0) throw new Error(`Expected a world that stands but found ${problems.map(({ what }) => what.en).join('; ')}`);
  return { plan, nodes, unplaced, world, given: nodes.map(() => 0), resting: null, done: false };
}

/** The same nodes, with other numbers of pods to come to: what is there stays. */
export function retarget(run: PlanRun, plan: Plan): PlanRun {
  return { ...run, plan, resting: null, done: false };
}

/** Whether every node has been given its pods: from here on only time passes. */
export function isPlaced({ plan, nodes, given }: PlanRun): boolean {
  return nodes.every(({ group }, at) => given[at] === plan.nodes[group]?.pods);
}

/** How many pods have been given to nodes, and how many there are to be. */
export function progressOf({ plan, nodes, given }: PlanRun): { readonly done: number; readonly all: number } {
  const all = nodes.reduce((sum, { group }) => sum + (plan.nodes[group]?.pods ?? 0), 0);
  return {
    done: Math.min(
      all,
      given.reduce((sum, one) => sum + one, 0),
    ),
    all,
  };
}

/** Whether a run of one plan can go on with the other: they differ in the numbers of pods only. */
export function sameNodes(one: Plan, other: Plan): boolean {
  return bare(one) === bare(other);
}

function bare({ subnets, podSubnets, nodes, settings }: Plan): string {
  return JSON.stringify([subnets.map(showCidr), podSubnets.map(showCidr), nodes.map(({ type, count }) => [type, count]), settings]);
}

/** One step further; the run itself when it is done. */
export function stepPlan(run: PlanRun): PlanRun {
  if (run.done) return run;
  const wanted = run.nodes.map(({ group }) => run.plan.nodes[group]?.pods ?? 0);
  const at = run.nodes.findIndex((_, index) => run.given[index] !== wanted[index]);
  return at < 0 ? rest(run) : withPods(run, at, wanted[at] as number);
}

/** All steps. */
export function finishPlan(start: PlanRun): PlanRun {
  let run = start;
  while (!run.done) run = stepPlan(run);
  return run;
}

function withPods(run: PlanRun, at: number, wanted: number): PlanRun {
  const node = run.nodes[at] as PlannedNode;
  const now = run.given[at] as number;
  const to = Math.min(Math.max(wanted, now - PODS_OF_STEP), now + PODS_OF_STEP);
  let world = beginInput(run.world);
  for (let index = now; index < to; index++) world = created(world, podOf(node, index));
  for (let index = now; index > to; index--) world = deleted(world, podName(node, index - 1));
  return { ...run, world: settle(world, run.world.revision), given: run.given.with(at, to), resting: null };
}

/** Time goes on until nothing of the pools has changed for long enough. */
function rest(run: PlanRun): PlanRun {
  const { began, calm } = run.resting ?? { began: run.world.now, calm: run.world.now };
  const due = nextDue(run.world);
  if (due === null || due - calm > REST || due - began > AT_MOST) return { ...run, done: true };
  const world = advance(run.world, due - run.world.now);
  return { ...run, world, resting: { began, calm: samePools(run.world, world) ? calm : world.now } };
}

function samePools(one: World, other: World): boolean {
  return one.aws.NetworkInterface.entries === other.aws.NetworkInterface.entries && one.hosts.Host.entries === other.hosts.Host.entries;
}

function created(world: World, pod: { readonly metadata: { readonly name: string } }): World {
  return carriedOut(world, { verb: 'create', body: pod, name: pod.metadata.name });
}

function deleted(world: World, name: string): World {
  return objectAt(world.cluster.Pod, `default/${name}`) === undefined ? world : carriedOut(world, { verb: 'delete', name, gracePeriodSeconds: 0 });
}

type Act = { readonly name: string } & (
  | { readonly verb: 'create'; readonly body: object }
  | { readonly verb: 'delete'; readonly gracePeriodSeconds: number }
);

function carriedOut(world: World, act: Act): World {
  const { world: next, answer } = write(world, {
    plane: 'cluster',
    kind: 'Pod',
    namespace: 'default',
    manager: 'kubectl',
    as: learner(world.account),
    ...act,
  });
  if (!answer.ok) throw new Error(`Expected ${act.verb} of pod ${act.name} to be taken but it was refused: ${answer.error.message}`);
  return next;
}

function podName(node: PlannedNode, index: number): string {
  return `${node.name}-pod${index + 1}`;
}

function podOf(node: PlannedNode, index: number): Pick<Pod, 'metadata'> & object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: podName(node, index), namespace: 'default', labels: { app: 'plan' } },
    spec: { nodeSelector: { 'kubernetes.io/hostname': node.name }, containers: [{ name: 'pause', image: 'registry.k8s.io/pause:3.10' }] },
  } as unknown as Pick<Pod, 'metadata'> & object;
}
