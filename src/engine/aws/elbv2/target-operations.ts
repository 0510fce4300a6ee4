/** Targets of a group and their health. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html */
import { objectAt } from '../../store.ts';
import { store } from '../effects.ts';
import { operation } from '../operation.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { idOf, integer, string } from '../shape.ts';
import { balancersUsing, type Target, type TargetGroup } from '../target-group.ts';
import { groupAt, invalid } from './refusals.ts';
import { DRAINING, NOT_IN_USE, NOT_REGISTERED, type Observation, observed, REGISTERING } from './target-health.ts';
import { checkTarget } from './targets.ts';

const GROUP = { ...idOf('TargetGroup'), required: true } as const;
const TARGETS = {
  type: 'list',
  of: { type: 'structure', members: { Id: idOf('Instance'), Port: integer, AvailabilityZone: string } },
} as const;

const registerTargets = operation({
  service: 'elbv2',
  name: 'RegisterTargets',
  kind: 'TargetGroup',
  writes: true,
  summary: { ko: '대상 그룹에 대상을 등록합니다.', en: 'Registers targets with a target group.' },
  members: { TargetGroupArn: GROUP, Targets: { ...TARGETS, required: true } },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    if (isRefusal(group)) return group;
    if (input.Targets.length === 0) return invalid('At least one target must be specified');
    const health = balancersUsing(world, group.TargetGroupArn).length > 0 ? REGISTERING : NOT_IN_USE;
    // The check of this very moment comes too early for a new target.
    const unchecked = health === REGISTERING ? { streak: { passed: true, count: 0, at: world.now } } : {};
    const added: Target[] = [];
    for (const { Id = '', Port = group.Port, AvailabilityZone } of input.Targets) {
      const wrong = checkTarget(world, group, { Id, AvailabilityZone });
      if (wrong !== null) return wrong;
      added.push({ Id, Port, ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }), TargetHealth: health, ...unchecked });
    }
    // A target that drains takes up its work again.
    const stays = (target: Target) => target.drainingSince === undefined || !added.some((each) => same(each, target));
    const kept = group.Targets.filter(stays);
    const Targets = [...kept, ...added.filter((target) => !kept.some((each) => same(each, target)))].sort(byName);
    return { effects: [store('TargetGroup', { ...group, Targets })], output: {} };
  },
});

const deregisterTargets = operation({
  service: 'elbv2',
  name: 'DeregisterTargets',
  kind: 'TargetGroup',
  writes: true,
  summary: {
    ko: '대상을 대상 그룹에서 뺍니다. 쓰이던 대상은 연결을 마칠 시간을 얻습니다.',
    en: 'Deregisters targets; those in use get time to finish their connections.',
  },
  members: { TargetGroupArn: GROUP, Targets: { ...TARGETS, required: true } },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    if (isRefusal(group)) return group;
    const named = (target: Target) => input.Targets.some(({ Id, Port }) => Id === target.Id && (Port === undefined || Port === target.Port));
    const missing = input.Targets.find(({ Id, Port }) => !group.Targets.some((each) => each.Id === Id && (Port === undefined || Port === each.Port)));
    if (missing !== undefined && group.TargetType === 'instance' && objectAt(world.aws.Instance, missing.Id ?? '') === undefined) {
      return refuse('InvalidTarget', `Instance ID '${missing.Id}' is not valid`);
    }
    const Targets = group.Targets.flatMap((target): Target[] => {
      if (!named(target) || target.drainingSince !== undefined) return [target];
      if (target.TargetHealth.State === 'unused') return [];
      const { streak: _streak, ...rest } = target;
      return [{ ...rest, TargetHealth: DRAINING, drainingSince: world.now }];
    });
    return { effects: [store('TargetGroup', { ...group, Targets })], output: {} };
  },
});

const describeTargetHealth = operation({
  service: 'elbv2',
  name: 'DescribeTargetHealth',
  kind: 'TargetGroup',
  writes: false,
  summary: { ko: '대상의 상태와 그 이유를 보여 줍니다.', en: 'Shows the health of targets, with reasons.' },
  members: { TargetGroupArn: GROUP, Targets: TARGETS },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    if (isRefusal(group)) return group;
    const asked = input.Targets ?? [];
    const found = asked.length === 0 ? group.Targets : asked.flatMap(({ Id = '', Port }) => matching(group, Id, Port));
    return { output: { TargetHealthDescriptions: found.map((target) => shown(group, target)) } };
  },
});

function matching(group: TargetGroup, Id: string, Port: number | undefined): readonly Target[] {
  const found = group.Targets.filter((target) => target.Id === Id && (Port === undefined || Port === target.Port));
  return found.length > 0 ? found : [{ Id, Port: Port ?? group.Port, TargetHealth: NOT_REGISTERED }];
}

function shown(group: TargetGroup, { Id, Port, AvailabilityZone, TargetHealth }: Target): object {
  const HealthCheckPort = group.HealthCheckPort === 'traffic-port' ? String(Port) : group.HealthCheckPort;
  return { Target: { Id, Port, ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }) }, HealthCheckPort, TargetHealth };
}

const OBSERVATIONS = {
  type: 'list',
  of: { type: 'structure', members: { Id: string, Port: integer, found: string, Reason: string, Description: string } },
} as const;

const reportTargetHealth = operation({
  service: 'elbv2',
  name: 'ReportTargetHealth',
  kind: 'TargetGroup',
  writes: true,
  internal: true,
  summary: { ko: '상태 확인 결과를 적습니다.', en: 'Records what health checks found.' },
  members: { TargetGroupArn: GROUP, Observations: { ...OBSERVATIONS, required: true } },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    if (isRefusal(group)) return group;
    const told = new Map(input.Observations.map(({ Id, Port, ...observation }) => [`${Id}:${Port}`, observation as Observation]));
    const Targets = group.Targets.flatMap((target) => {
      const observation = told.get(`${target.Id}:${target.Port}`);
      return observation === undefined ? [target] : (observed(target, observation, { group, now: world.now }) ?? []);
    });
    return { effects: [store('TargetGroup', { ...group, Targets })], output: {} };
  },
});

function same(one: Target, other: Target): boolean {
  return one.Id === other.Id && one.Port === other.Port;
}

function byName(one: Target, other: Target): number {
  return one.Id === other.Id ? one.Port - other.Port : one.Id < other.Id ? -1 : 1;
}

export const targetOperations = [registerTargets, deregisterTargets, describeTargetHealth, reportTargetHealth];
