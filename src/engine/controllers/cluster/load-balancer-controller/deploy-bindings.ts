/** TargetGroupBindings of a stack: which Service's endpoints are registered with which target group. */

import { same } from '../../../canonical.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import type { World } from '../../../world.ts';
import { create, mergePatch, remove } from '../../acts.ts';
import type { Act } from '../../controller.ts';
import { arnOf } from './deploy-target-groups.ts';
import type { BackendRule, Model, TargetGroupModel } from './model.ts';
import { bindingLabels, bindingsOf, type Stack } from './stack.ts';

type Wanted = { readonly model: Model; readonly groups: Readonly<Record<string, string>> };

/** Bindings to create and to change. */
export function bindingActs(world: World, stack: Stack, { model, groups }: Wanted): readonly Act[] {
  const present = bindingsOf(world, stack);
  return model.targetGroups.flatMap((group) => {
    const spec = specOf(stack, group, { arn: arnOf(world, stack, group), groups });
    const found = present.find(({ metadata }) => metadata.name === group.name);
    if (found !== undefined) return same(found.spec, spec) ? [] : [mergePatch('TargetGroupBinding', found, { spec })];
    const metadata = { name: group.name, namespace: group.service.namespace, labels: bindingLabels(stack) };
    return [create('TargetGroupBinding', { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata, spec } as never)];
  });
}

type Ids = { readonly arn: string; readonly groups: Readonly<Record<string, string>> };

function specOf({ vpcId }: Stack, group: TargetGroupModel, { arn, groups }: Ids): TargetGroupBinding['spec'] {
  const { targetType, ipAddressType, service, nodeSelector, networking } = group;
  return {
    targetGroupARN: arn,
    targetType,
    ipAddressType,
    vpcID: vpcId,
    serviceRef: { name: service.name, port: service.port },
    ...(nodeSelector === undefined ? {} : { nodeSelector: { matchLabels: nodeSelector } }),
    ...(networking === undefined ? {} : { networking: { ingress: ingressOf(networking, groups) } }),
  };
}

function ingressOf(rules: readonly BackendRule[], groups: Readonly<Record<string, string>>) {
  return rules.map(({ protocol, port, source }) => ({
    from: [source.includes('/') ? { ipBlock: { cidr: source } } : { securityGroup: { groupID: groups[source] ?? source } }],
    ports: [{ protocol, ...(port === 'all' ? {} : { port }) }],
  }));
}

/** Bindings that the model has no more. */
export function leftoverBindings(world: World, stack: Stack, model: Model | null): readonly Act[] {
  const wanted = (model?.targetGroups ?? []).map(({ name }) => name);
  const gone = bindingsOf(world, stack).filter(({ metadata }) => !wanted.includes(metadata.name) && metadata.deletionTimestamp === undefined);
  return gone.map((binding) => remove('TargetGroupBinding', binding));
}
