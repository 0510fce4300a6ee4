/** Health checks of VPC Lattice: from its own addresses to each target. https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-group-health-checks.html */
import { matchesCode } from '../../aws/elbv2/health-check.ts';
import { targetGroupsIn } from '../../aws/lattice/action.ts';
import { type LatticeHealthCheck, type LatticeTarget, type LatticeTargetGroup, servicesUsing } from '../../aws/lattice/target-group.ts';
import { drainedAt, isChecked, type LatticeObservation, observed } from '../../aws/lattice/target-health.ts';
import { addressesOfTarget } from '../../aws/lattice/usable-targets.ts';
import { same } from '../../canonical.ts';
import type { Change } from '../../change.ts';
import { trace } from '../../dataplane/trace.ts';
import { latticeStart } from '../../dataplane/vpc/lattice-start.ts';
import { respond } from '../../http-answer.ts';
import { showAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { seconds } from './lifecycle.ts';

const SERVICE = 'vpc-lattice.amazonaws.com';

/** The health of targets. Keys: ids of target groups. */
export const latticeHealthService: Controller = {
  name: `${SERVICE}/TargetHealth`,
  identity: (world) => ({
    name: SERVICE,
    groups: [],
    arn: `arn:aws:iam::${world.account}:role/aws-service-role/${SERVICE}/AWSServiceRoleForVpcLattice`,
  }),
  manager: SERVICE,
  watches: {
    aws: {
      LatticeTargetGroup: ({ ref }) => [ref.key],
      LatticeListener: groupsNamed('defaultAction'),
      LatticeRule: groupsNamed('action'),
    },
  },
  reconcile: reconcileGroup,
};

function groupsNamed(member: 'defaultAction' | 'action') {
  return ({ before, after }: Change): readonly string[] =>
    [before, after].flatMap((object) =>
      targetGroupsIn((object as { readonly [M in typeof member]?: Parameters<typeof targetGroupsIn>[0] } | null)?.[member] ?? {}),
    );
}

function reconcileGroup(world: World, key: string): Reconcile {
  const group = objectAt(world.aws.LatticeTargetGroup, key);
  if (group === undefined || group.targets.length === 0) return NOTHING;
  const used = servicesUsing(world, key).length > 0;
  const now = isCheckTime(group, world.now);
  const seen = group.targets.map((target) => ({ target, found: observe(world, group, { target, used, now }) }));
  const next = seen.flatMap(({ target, found }) => observed(target, found, { group, now: world.now }) ?? []);
  const due = dueOf(world, group, used);
  if (same(next, group.targets)) return { acts: [], because: null, ...due };
  const observations = seen.map(({ target: { id, port }, found }) => ({ id, port, found }));
  const acts = [{ plane: 'aws', verb: 'ReportLatticeTargets', kind: 'LatticeTargetGroup', body: { id: key, observations } }] as const;
  return { acts, because: { ko: '대상의 상태 확인 결과가 달라졌습니다.', en: 'Health checks of the targets tell otherwise.' }, ...due };
}

type Observed = { readonly target: LatticeTarget; readonly used: boolean; readonly now: boolean };

function observe(world: World, group: LatticeTargetGroup, { target, used, now }: Observed): LatticeObservation {
  if (!used) return 'unused';
  const { healthCheck } = group.config;
  if (!now || healthCheck === undefined || !healthCheck.enabled || target.drainingSince !== undefined) return 'unchecked';
  return passes(world, group, { target, healthCheck }) ? 'passed' : 'failed';
}

type Check = { readonly target: LatticeTarget; readonly healthCheck: LatticeHealthCheck };

function passes(world: World, group: LatticeTargetGroup, { target, healthCheck }: Check): boolean {
  const [address] = addressesOfTarget(world, group, target);
  if (address === undefined) return false;
  const port = healthCheck.port ?? target.port;
  const [branch] = trace(world, latticeStart(world, group.id, { address, port }));
  if (branch?.verdict !== 'answered') return false;
  const response = respond(world, branch, { method: 'GET', path: healthCheck.path, host: `${showAddress(address)}:${port}` });
  return response !== null && matchesCode(healthCheck.matcher.httpCode, response.status);
}

/** Checks are made at whole intervals since the group was made. */
function isCheckTime({ since = 0, config }: LatticeTargetGroup, now: number): boolean {
  return (now - since) % seconds(config.healthCheck?.healthCheckIntervalSeconds ?? 30) === 0;
}

function dueOf({ now }: World, group: LatticeTargetGroup, used: boolean): Pick<Reconcile, 'dueAt' | 'periodic'> {
  const interval = seconds(group.config.healthCheck?.healthCheckIntervalSeconds ?? 30);
  const since = group.since ?? 0;
  const next = used && isChecked(group) ? [since + (Math.floor((now - since) / interval) + 1) * interval] : [];
  const drained = group.targets.filter(({ drainingSince }) => drainingSince !== undefined).map(drainedAt);
  const ahead = [...next, ...drained.filter((at) => at > now)];
  if (ahead.length === 0) return {};
  const settling = group.targets.some(
    ({ status, streak, drainingSince }) => status === 'INITIAL' || streak !== undefined || drainingSince !== undefined,
  );
  return { dueAt: Math.min(...ahead), periodic: !settling };
}
