/** Target groups of a stack. What cannot be changed stands in their names: another name is another group. */
import { groupAttributes } from '../../../aws/elbv2/attributes.ts';
import { balancersUsing, type TargetGroup } from '../../../aws/target-group.ts';
import { same } from '../../../canonical.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import type { Model, TargetGroupModel } from './model.ts';
import { bindingsOf, type Stack, tagsOf, targetGroupsOf } from './stack.ts';

/** Groups to create, settings and attributes to change. */
export function targetGroupActs(world: World, stack: Stack, model: Model): readonly Act[] {
  const present = targetGroupsOf(world, stack);
  return model.targetGroups.flatMap((wanted) => {
    const found = present.find(({ TargetGroupName }) => TargetGroupName === wanted.name);
    return found === undefined ? [call('CreateTargetGroup', creation(stack, wanted))] : changes(found, wanted);
  });
}

/** The ARN of the model's group, which the stage before has made sure of. */
export function arnOf(world: World, stack: Stack, { name }: Pick<TargetGroupModel, 'name'>): string {
  const found = targetGroupsOf(world, stack).find(({ TargetGroupName }) => TargetGroupName === name);
  if (found === undefined) throw new Error(`Expected target group ${name} of stack ${stack.name} to exist`);
  return found.TargetGroupArn;
}

function creation(stack: Stack, wanted: TargetGroupModel): Readonly<Record<string, unknown>> {
  const { name, protocol, protocolVersion, port, targetType, ipAddressType, id, tags } = wanted;
  return {
    Name: name,
    Protocol: protocol,
    ...(protocolVersion === undefined ? {} : { ProtocolVersion: protocolVersion }),
    Port: port,
    VpcId: stack.vpcId,
    TargetType: targetType,
    IpAddressType: ipAddressType,
    HealthCheckEnabled: true,
    ...healthCheck(wanted),
    Tags: tagsOf(stack, id, tags),
  };
}

function healthCheck({ healthCheck: check }: TargetGroupModel): Readonly<Record<string, unknown>> {
  return {
    HealthCheckPort: String(check.port),
    HealthCheckProtocol: check.protocol,
    ...(check.path === undefined ? {} : { HealthCheckPath: check.path }),
    ...(check.matcher?.httpCode === undefined ? {} : { Matcher: { HttpCode: check.matcher.httpCode } }),
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThresholdCount,
    UnhealthyThresholdCount: check.unhealthyThresholdCount,
  };
}

function changes(found: TargetGroup, wanted: TargetGroupModel): readonly Act[] {
  const { TargetGroupArn } = found;
  const check = healthCheck(wanted);
  const differs = Object.entries(check).some(([member, value]) => !same((found as unknown as Readonly<Record<string, unknown>>)[member], value));
  const now: Readonly<Record<string, string>> = groupAttributes(found);
  const Attributes = Object.entries(wanted.attributes).flatMap(([Key, Value]) => (now[Key] === Value ? [] : [{ Key, Value }]));
  return [
    ...(differs ? [call('ModifyTargetGroup', { TargetGroupArn, ...check })] : []),
    ...(Attributes.length === 0 ? [] : [call('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes })]),
  ];
}

/** Groups that the model has no more, once no listener and no binding needs them. */
export function leftoverTargetGroups(world: World, stack: Stack, model: Model | null): readonly Act[] {
  const bound = bindingsOf(world, stack).map(({ spec }) => spec.targetGroupARN);
  const wanted = (model?.targetGroups ?? []).map(({ name }) => name);
  const free = targetGroupsOf(world, stack).filter(
    ({ TargetGroupName, TargetGroupArn }) =>
      !wanted.includes(TargetGroupName) && !bound.includes(TargetGroupArn) && balancersUsing(world, TargetGroupArn).length === 0,
  );
  return free.map(({ TargetGroupArn }) => call('DeleteTargetGroup', { TargetGroupArn }));
}

function call(verb: string, body: Readonly<Record<string, unknown>>): Act {
  return { plane: 'aws', verb, kind: 'TargetGroup', body };
}
