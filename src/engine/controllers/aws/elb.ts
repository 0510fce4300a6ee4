/** Elastic Load Balancing: load balancers that become ready, and targets that are checked at their interval. */
import { targetGroupsOf } from '../../aws/elbv2/action.ts';
import { drainedAt, invalidState, NOT_IN_USE, type Observation, observed, ZONE_NOT_ENABLED } from '../../aws/elbv2/target-health.ts';
import { zoneOfTarget } from '../../aws/elbv2/targets.ts';
import type { LoadBalancer } from '../../aws/load-balancer.ts';
import { balancersUsing, type Target, type TargetGroup } from '../../aws/target-group.ts';
import { same } from '../../canonical.ts';
import type { Change } from '../../change.ts';
import { remembered } from '../../remembered.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { lifecycle, seconds } from './lifecycle.ts';
import { checkTarget } from './target-check.ts';

const SERVICE = 'elasticloadbalancing.amazonaws.com';
const ROLE = 'AWSServiceRoleForElasticLoadBalancing';
/** How long AWS takes; the documentation says only that it takes some minutes. */
const TO_ACTIVE = seconds(120);

/** A new load balancer serves once its nodes stand. */
export const loadBalancerService = lifecycle({
  name: SERVICE,
  role: ROLE,
  kind: 'LoadBalancer',
  verb: 'AdvanceLoadBalancer',
  member: 'LoadBalancerArn',
  next: ({ State, since }, { now }) =>
    State.Code === 'provisioning'
      ? { at: (since ?? now) + TO_ACTIVE, because: { ko: '로드 밸런서의 노드가 준비되었습니다.', en: 'The nodes of the load balancer are ready.' } }
      : null,
});

/** The health of targets. Keys: ARNs of target groups. */
export const targetHealthService: Controller = {
  name: `${SERVICE}/TargetHealth`,
  identity: (world) => ({ name: SERVICE, groups: [], arn: `arn:aws:iam::${world.account}:role/aws-service-role/${SERVICE}/${ROLE}` }),
  manager: SERVICE,
  watches: {
    aws: {
      TargetGroup: ({ ref }) => [ref.key],
      Listener: groupsNamed('DefaultActions'),
      ListenerRule: groupsNamed('Actions'),
      LoadBalancer: ({ ref }, world) =>
        objectsOf(world.aws.TargetGroup).flatMap(({ TargetGroupArn }) =>
          balancersUsing(world, TargetGroupArn).includes(ref.key) ? [TargetGroupArn] : [],
        ),
    },
  },
  reconcile: reconcileGroup,
};

function groupsNamed(member: 'DefaultActions' | 'Actions') {
  return ({ before, after }: Change): string[] =>
    [before, after].flatMap((object) =>
      targetGroupsOf((object as { readonly [M in typeof member]?: Parameters<typeof targetGroupsOf>[0] } | null)?.[member] ?? []),
    );
}

function reconcileGroup(world: World, key: string): Reconcile {
  const group = objectAt(world.aws.TargetGroup, key);
  if (group === undefined || group.Targets.length === 0) return NOTHING;
  const now = isCheckTime(group, world.now);
  const { seen, balancers } = remembered(world, `targets ${key} ${now}`, () => look(world, key, now));
  const next = seen.flatMap(({ target, observation }) => observed(target, observation, { group, now: world.now }) ?? []);
  if (!same(next, group.Targets)) {
    const Observations = seen.map(({ target: { Id, Port }, observation }) => ({ Id, Port, ...observation }));
    const body = { TargetGroupArn: key, Observations };
    return {
      acts: [{ plane: 'aws', verb: 'ReportTargetHealth', kind: 'TargetGroup', body }],
      because: { ko: '대상의 상태 확인 결과가 달라졌습니다.', en: 'Health checks of the targets tell otherwise.' },
      ...due(world, group, balancers),
    };
  }
  return { acts: [], because: null, ...due(world, group, balancers) };
}

type Seen = {
  readonly seen: readonly { readonly target: Target; readonly observation: Observation }[];
  readonly balancers: readonly LoadBalancer[];
};

/** What a look at every target finds; `now` where it is time to check them. */
function look(world: World, key: string, now: boolean): Seen {
  const group = objectAt(world.aws.TargetGroup, key);
  const balancers = balancersUsing(world, key).flatMap((arn) => objectAt(world.aws.LoadBalancer, arn) ?? []);
  const seen = group?.Targets.map((target) => ({ target, observation: observe(world, { group, balancers, now }, target) }));
  return { seen: seen ?? [], balancers };
}

type Checking = { readonly group: TargetGroup; readonly balancers: readonly LoadBalancer[]; readonly now: boolean };

function observe(world: World, { group, balancers, now }: Checking, target: Target): Observation {
  if (target.drainingSince !== undefined) return { found: 'unchecked' };
  const state = group.TargetType === 'instance' ? (objectAt(world.aws.Instance, target.Id)?.State.Name ?? 'terminated') : 'running';
  if (balancers.length === 0) return { found: 'unused', ...told(NOT_IN_USE) };
  if (state !== 'running') return { found: 'unused', ...told(invalidState(state)) };
  const zone = zoneOfTarget(world, group, target);
  const enabled = zone === 'all' || balancers.some((balancer) => balancer.AvailabilityZones.some((each) => each.ZoneName === zone));
  if (!enabled) return { found: 'unused', ...told(ZONE_NOT_ENABLED) };
  const active = balancers.filter(isActive);
  if (active.length === 0) return { found: 'waiting' };
  return now && group.HealthCheckEnabled ? checkTarget(world, active, { group, target, zone }) : { found: 'unchecked' };
}

const told = ({ Reason, Description }: Pick<Observation, 'Reason' | 'Description'>) => ({ Reason, Description });
const isActive = ({ State }: LoadBalancer) => State.Code === 'active' || State.Code === 'active_impaired';

/** Checks are made at whole intervals since the group was made. */
function isCheckTime({ since = 0, HealthCheckIntervalSeconds }: TargetGroup, now: number): boolean {
  return (now - since) % seconds(HealthCheckIntervalSeconds) === 0;
}

function due({ now }: World, group: TargetGroup, balancers: readonly LoadBalancer[]): Pick<Reconcile, 'dueAt' | 'periodic'> {
  const interval = seconds(group.HealthCheckIntervalSeconds);
  const since = group.since ?? 0;
  const checked = balancers.some(isActive) && group.HealthCheckEnabled;
  const next = checked ? [since + (Math.floor((now - since) / interval) + 1) * interval] : [];
  const drained = group.Targets.filter((target) => target.drainingSince !== undefined).map((target) => drainedAt(group, target));
  const ahead = [...next, ...drained.filter((at) => at > now)];
  if (ahead.length === 0) return {};
  const settling = group.Targets.some(
    ({ TargetHealth, streak, drainingSince }) => TargetHealth.State === 'initial' || streak !== undefined || drainingSince !== undefined,
  );
  return { dueAt: Math.min(...ahead), periodic: !settling };
}
