/**
 * From the model to the AWS APIs: each turn asks for what is next missing, so that ids which AWS gives are there for the turn after.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/deploy/stack_deployer.go
 */
import type { Text } from '../../../text.ts';
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

type Stage = readonly [why: Text, stage: () => readonly Act[]];

export type Step = { readonly acts: readonly Act[]; readonly because: Text };

/** The next step towards the model, or null when everything is as it should be. */
export function nextStep(world: World, stack: Stack, model: Model): Step | null {
  const groups = groupActs(world, stack, model);
  if (groups.length > 0)
    return { acts: groups, because: { ko: `${stack.name} 스택에 보안 그룹이 필요합니다.`, en: `Stack ${stack.name} needs its security groups.` } };
  const ids = resolvedGroups(world, stack, model);
  const stages: readonly Stage[] = [
    [{ ko: '대상 그룹이 필요합니다', en: 'needs its target groups' }, () => targetGroupActs(world, stack, model)],
    [{ ko: '로드 밸런서가 필요합니다', en: 'needs its load balancer' }, () => balancerActs(world, stack, { model, securityGroups: ids })],
    [{ ko: '리스너가 필요합니다', en: 'needs its listeners' }, () => listenerActs(world, stack, model)],
    [{ ko: '규칙이 필요합니다', en: 'needs its rules' }, () => ruleActs(world, stack, model)],
    [
      { ko: '대상 그룹을 서비스에 바인딩해야 합니다', en: 'binds its target groups to Services' },
      () => bindingActs(world, stack, { model, groups: ids }),
    ],
    [{ ko: '쓰이지 않는 바인딩이 있습니다', en: 'has bindings that nothing needs' }, () => leftoverBindings(world, stack, model)],
    [{ ko: '쓰이지 않는 대상 그룹이 있습니다', en: 'has target groups that nothing needs' }, () => leftoverTargetGroups(world, stack, model)],
    [{ ko: '쓰이지 않는 보안 그룹이 있습니다', en: 'has security groups that nothing needs' }, () => leftoverGroups(world, stack, model)],
  ];
  return firstOf(stack, stages);
}

/** The next step towards nothing, or null when nothing is left. */
export function nextStepToNothing(world: World, stack: Stack): Step | null {
  return firstOf(stack, [
    [BALANCER_LEFT, () => leftoverBalancers(world, stack)],
    [BINDINGS_LEFT, () => leftoverBindings(world, stack, null)],
    [TARGETS_LEFT, () => leftoverTargetGroups(world, stack, null)],
    [GROUPS_LEFT, () => leftoverGroups(world, stack, null)],
  ]);
}

function firstOf(stack: Stack, stages: readonly Stage[]): Step | null {
  for (const [why, stage] of stages) {
    const acts = stage();
    if (acts.length > 0) return { acts, because: { ko: `${stack.name} 스택에 ${why.ko}.`, en: `Stack ${stack.name} ${why.en}.` } };
  }
  return null;
}

const BALANCER_LEFT: Text = { ko: '지울 로드 밸런서가 남았습니다', en: 'still has its load balancer to delete' };
const BINDINGS_LEFT: Text = { ko: '지울 바인딩이 남았습니다', en: 'still has its bindings to delete' };
const TARGETS_LEFT: Text = { ko: '지울 대상 그룹이 남았습니다', en: 'still has its target groups to delete' };
const GROUPS_LEFT: Text = { ko: '지울 보안 그룹이 남았습니다', en: 'still has its security groups to delete' };
