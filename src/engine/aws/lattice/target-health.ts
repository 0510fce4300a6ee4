/**
 * How the health of a target changes with what is observed.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-group-health-checks.html
 */
import type { LatticeTarget, LatticeTargetGroup } from './target-group.ts';

/** `unused`: no service forwards to the group; `unchecked`: not at this moment. */
export type LatticeObservation = 'unused' | 'unchecked' | 'passed' | 'failed';

/** How long a target that is deregistered drains, in milliseconds. The documentation gives no number. */
const DRAINING = 30_000;

/** When a draining target is gone, in simulated milliseconds since 1970. */
export function drainedAt({ drainingSince = 0 }: LatticeTarget): number {
  return drainingSince + DRAINING;
}

/** Whether the targets of the group are checked at all. */
export function isChecked({ config }: LatticeTargetGroup): boolean {
  return config.healthCheck?.enabled === true;
}

type At = { readonly group: LatticeTargetGroup; readonly now: number };

/** The target after the observation; null once it has drained. */
export function observed(target: LatticeTarget, observation: LatticeObservation, { group, now }: At): LatticeTarget | null {
  if (target.drainingSince !== undefined) return now >= drainedAt(target) ? null : target;
  const { id, port } = target;
  if (observation === 'unused') return { id, port, status: 'UNUSED', reasonCode: 'TargetGroupNotInUse' };
  if (!isChecked(group)) return { id, port, status: 'UNAVAILABLE', reasonCode: 'HealthCheckDisabled' };
  if (observation === 'unchecked') {
    const isNew = target.status === 'UNUSED' || target.status === 'UNAVAILABLE';
    return isNew ? { id, port, status: 'INITIAL', reasonCode: 'RegistrationInProgress' } : target;
  }
  return counted(target, observation === 'passed', { group, now });
}

/** A status changes when enough checks in a row say so; a new target is healthy after its first. */
function counted(target: LatticeTarget, passed: boolean, { group, now }: At): LatticeTarget {
  const { id, port, streak } = target;
  const reached: LatticeTarget = passed ? { id, port, status: 'HEALTHY' } : { id, port, status: 'UNHEALTHY', reasonCode: 'HealthCheckFailed' };
  if (target.status === reached.status) return reached;
  // One check is counted once, however often the target is looked at in that moment.
  if (streak?.at === now) return target;
  const count = streak?.passed === passed ? streak.count + 1 : 1;
  const { healthyThresholdCount = 5, unhealthyThresholdCount = 2 } = group.config.healthCheck ?? {};
  const needed = passed ? (target.status === 'INITIAL' ? 1 : healthyThresholdCount) : unhealthyThresholdCount;
  if (count >= needed) return reached;
  const { streak: _streak, ...shown } = target;
  return { ...shown, streak: { passed, count, at: now } };
}
