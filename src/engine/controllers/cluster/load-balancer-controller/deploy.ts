/**
 * From the model to the AWS APIs: each turn asks for what is next missing, so that ids which AWS gives are there for the turn after.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/deploy/stack_deployer.go
 */
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { bindingActs, leftoverBindings } from './deploy-bindings.ts';
import { groupActs, leftoverGroups, resolvedGroups } from './deploy-groups.ts';
import { listenerActs } from './deploy-listeners.ts';
import { balancerActs, leftoverBalancers } from './deploy-load-balancer.ts';
import { ruleActs } from './deploy-rules.ts';
import { leftoverTargetGroups, targetGroupActs } from './deploy-target-groups.ts';
import type { Model } from './model.ts';
import type { Stack } from './stack.ts';

export type Step = { readonly acts: readonly Act[]; readonly because: string };

/** The next step towards the model, or null when everything is as it should be. */
export function nextStep(world: World, stack: Stack, model: Model): Step | null {
  const groups = groupActs(world, stack, model);
  if (groups.length > 0) return { acts: groups, because: `Stack ${stack.name} needs its security groups.` };
  const ids = resolvedGroups(world, stack, model);
  const stages: readonly (readonly [string, () => readonly Act[]])[] = [
    ['needs its target groups', () => targetGroupActs(world, stack, model)],
    ['needs its load balancer', () => balancerActs(world, stack, { model, securityGroups: ids })],
    ['needs its listeners', () => listenerActs(world, stack, model)],
    ['needs its rules', () => ruleActs(world, stack, model)],
    ['binds its target groups to Services', () => bindingActs(world, stack, { model, groups: ids })],
    ['has bindings that nothing needs', () => leftoverBindings(world, stack, model)],
    ['has target groups that nothing needs', () => leftoverTargetGroups(world, stack, model)],
    ['has security groups that nothing needs', () => leftoverGroups(world, stack, model)],
  ];
  return firstOf(stack, stages);
}

/** The next step towards nothing, or null when nothing is left. */
export function nextStepToNothing(world: World, stack: Stack): Step | null {
  return firstOf(stack, [
    ['is deleted', () => leftoverBalancers(world, stack)],
    ['is deleted', () => leftoverBindings(world, stack, null)],
    ['is deleted', () => leftoverTargetGroups(world, stack, null)],
    ['is deleted', () => leftoverGroups(world, stack, null)],
  ]);
}

function firstOf(stack: Stack, stages: readonly (readonly [string, () => readonly Act[]])[]): Step | null {
  for (const [why, stage] of stages) {
    const acts = stage();
    if (acts.length > 0) return { acts, because: `Stack ${stack.name} ${why}.` };
  }
  return null;
}
