/** Targets of a group. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_RegisterTargets.html */
import { readAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { store } from '../effects.ts';
import { subnetOf } from '../instance.ts';
import { operation } from '../operation.ts';
import { isRefusal } from '../refusal.ts';
import { idOf, integer, string } from '../shape.ts';
import { constraint, latticeAt, ownOnly } from './refusals.ts';
import { type LatticeTarget, type LatticeTargetGroup, servicesUsing } from './target-group.ts';
import { isChecked, type LatticeObservation, observed } from './target-health.ts';

const GROUP = { ...idOf('LatticeTargetGroup'), required: true } as const;
const TARGETS = { type: 'list', of: { type: 'structure', members: { id: idOf('Instance'), port: integer } } } as const;

type Failure = { readonly failureCode: string; readonly failureMessage: string };

const registerTargets = operation({
  service: 'vpc-lattice',
  name: 'RegisterTargets',
  verb: 'RegisterLatticeTargets',
  kind: 'LatticeTargetGroup',
  writes: true,
  summary: { ko: '대상 그룹에 대상을 등록합니다.', en: 'Registers targets with a target group.' },
  members: { targetGroupIdentifier: GROUP, targets: { ...TARGETS, required: true } },
  run: ({ world, input }) => {
    const group = latticeAt(world, 'LatticeTargetGroup', input.targetGroupIdentifier);
    if (isRefusal(group)) return group;
    const wrong = ownOnly(world, 'RegisterTargets', group.arn) ?? checkCount(input.targets.length);
    if (wrong !== null) return wrong;
    const judged = input.targets.map(({ id = '', port = group.config.port }) => ({ id, port, failure: unfit(world, group, id) }));
    const added = judged.filter(({ failure }) => failure === null).map(({ id, port }) => newTarget(world, group, { id, port }));
    const stays = (target: LatticeTarget) => !added.some((each) => same(each, target)) || target.drainingSince === undefined;
    const kept = group.targets.filter(stays);
    const targets = [...kept, ...added.filter((target) => !kept.some((each) => same(each, target)))].sort(byName);
    return { effects: added.length === 0 ? [] : [store('LatticeTargetGroup', { ...group, targets })], output: told(judged) };
  },
});

type Judged = { readonly id: string; readonly port: number; readonly failure: Failure | null };

function told(judged: readonly Judged[]): object {
  return {
    successful: judged.flatMap(({ id, port, failure }) => (failure === null ? [{ id, port }] : [])),
    unsuccessful: judged.flatMap(({ id, port, failure }) => (failure === null ? [] : [{ ...failure, id, port }])),
  };
}

function checkCount(count: number) {
  if (count < 1) return constraint('targets', '[]', 'have length greater than or equal to 1');
  return count > 100 ? constraint('targets', `[${count}]`, 'have length less than or equal to 100') : null;
}

function newTarget(world: World, group: LatticeTargetGroup, { id, port }: Pick<LatticeTarget, 'id' | 'port'>): LatticeTarget {
  if (servicesUsing(world, group.id).length === 0) return { id, port, status: 'UNUSED', reasonCode: 'TargetGroupNotInUse' };
  if (!isChecked(group)) return { id, port, status: 'UNAVAILABLE', reasonCode: 'HealthCheckDisabled' };
  // The check of this very moment comes too early for a new target.
  const streak = { passed: true, count: 0, at: world.now };
  return { id, port, status: 'INITIAL', reasonCode: 'RegistrationInProgress', streak };
}

/** Why a target cannot be registered; null when it can. https://docs.aws.amazon.com/vpc-lattice/latest/ug/register-targets.html */
function unfit(world: World, { type, config: { vpcIdentifier } }: LatticeTargetGroup, id: string): Failure | null {
  const failed = (failureMessage: string) => ({ failureCode: 'UnsupportedTarget', failureMessage });
  if (type === 'INSTANCE') {
    const home = objectAt(world.aws.Instance, id) === undefined ? undefined : subnetOf(world, { InstanceId: id });
    return home?.VpcId === vpcIdentifier ? null : failed('Instance targets must be in the same VPC as their target group');
  }
  if (type === 'ALB') {
    const balancer = objectAt(world.aws.LoadBalancer, id);
    if (balancer?.Type !== 'application') return failed('ALB targets must be Application Load Balancers');
    if (balancer.Scheme !== 'internal') return failed('ALB targets must be internal Application Load Balancers');
    return balancer.VpcId === vpcIdentifier ? null : failed('ALB targets must be in the same VPC as their target group');
  }
  const address = readAddress(id);
  const blocks = objectAt(world.aws.Vpc, vpcIdentifier);
  const inside =
    address !== null &&
    blocks !== undefined &&
    [
      blocks.CidrBlock,
      ...blocks.CidrBlockAssociationSet.map(({ CidrBlock }) => CidrBlock),
      ...blocks.Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    ].some((block) => contains(parseCidr(block), address));
  return inside ? null : failed('IP targets must be in the CIDR blocks of the VPC of their target group');
}

const deregisterTargets = operation({
  service: 'vpc-lattice',
  name: 'DeregisterTargets',
  verb: 'DeregisterLatticeTargets',
  kind: 'LatticeTargetGroup',
  writes: true,
  summary: { ko: '대상을 대상 그룹에서 뺍니다.', en: 'Deregisters targets from a target group.' },
  members: { targetGroupIdentifier: GROUP, targets: { ...TARGETS, required: true } },
  run: ({ world, input }) => {
    const group = latticeAt(world, 'LatticeTargetGroup', input.targetGroupIdentifier);
    if (isRefusal(group)) return group;
    const wrong = ownOnly(world, 'DeregisterTargets', group.arn) ?? checkCount(input.targets.length);
    if (wrong !== null) return wrong;
    const judged = input.targets.map(({ id = '', port = group.config.port }): Judged => {
      const known = group.targets.some((target) => same(target, { id, port }));
      return { id, port, failure: known ? null : { failureCode: 'TargetNotFound', failureMessage: 'The target is not registered' } };
    });
    const targets = group.targets.flatMap((target): LatticeTarget[] => {
      const named = judged.some(({ id, port, failure }) => failure === null && same(target, { id, port }));
      if (!named || target.drainingSince !== undefined) return [target];
      if (target.status === 'UNUSED') return [];
      return [{ id: target.id, port: target.port, status: 'DRAINING', reasonCode: 'DeregistrationInProgress', drainingSince: world.now }];
    });
    return { effects: [store('LatticeTargetGroup', { ...group, targets })], output: told(judged) };
  },
});

const listTargets = operation({
  service: 'vpc-lattice',
  name: 'ListTargets',
  kind: 'LatticeTargetGroup',
  writes: false,
  summary: { ko: '대상과 그 상태를 보여 줍니다.', en: 'Shows targets and their health.' },
  pages: 'items',
  members: { targetGroupIdentifier: GROUP, targets: TARGETS },
  run: ({ world, input }) => {
    const group = latticeAt(world, 'LatticeTargetGroup', input.targetGroupIdentifier);
    if (isRefusal(group)) return group;
    const asked = input.targets ?? [];
    const wanted = (target: LatticeTarget) =>
      asked.length === 0 || asked.some(({ id = '', port }) => target.id === id && (port === undefined || port === target.port));
    const items = group.targets.filter(wanted).map(({ id, port, status, reasonCode }) => ({
      id,
      port,
      ...(reasonCode === undefined ? {} : { reasonCode }),
      status,
    }));
    return { output: { items } };
  },
});

const OBSERVATIONS = { type: 'list', of: { type: 'structure', members: { id: string, port: integer, found: string } } } as const;

const reportTargets = operation({
  service: 'vpc-lattice',
  name: 'ReportLatticeTargets',
  kind: 'LatticeTargetGroup',
  writes: true,
  internal: true,
  summary: { ko: '상태 확인 결과를 적습니다.', en: 'Records what health checks found.' },
  members: { id: GROUP, observations: { ...OBSERVATIONS, required: true } },
  run: ({ world, input }) => {
    const group = objectAt(world.aws.LatticeTargetGroup, input.id);
    if (group === undefined) return { output: {} };
    const found = new Map(input.observations.map(({ id, port, found }) => [`${id}:${port}`, found as LatticeObservation]));
    const targets = group.targets.flatMap((target) => {
      const observation = found.get(`${target.id}:${target.port}`);
      return observation === undefined ? [target] : (observed(target, observation, { group, now: world.now }) ?? []);
    });
    return { effects: [store('LatticeTargetGroup', { ...group, targets })], output: {} };
  },
});

function same(one: Pick<LatticeTarget, 'id' | 'port'>, other: Pick<LatticeTarget, 'id' | 'port'>): boolean {
  return one.id === other.id && one.port === other.port;
}

function byName(one: LatticeTarget, other: LatticeTarget): number {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  return one.port - other.port;
}

export const latticeTargetOperations = [registerTargets, deregisterTargets, listTargets, reportTargets];
