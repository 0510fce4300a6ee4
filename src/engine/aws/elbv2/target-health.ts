/**
 * How the health of a target changes with what is observed.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
 */
import { same } from '../../canonical.ts';
import type { Target, TargetGroup, TargetHealth } from '../target-group.ts';
import { groupAttributes } from './attributes.ts';

/** What the service found out about a target. `waiting`: no load balancer works for it yet; `unchecked`: not at this moment. */
export type Observation = {
  readonly found: 'unused' | 'waiting' | 'unchecked' | 'passed' | 'failed';
  /** Why it is unused or has failed. */
  readonly Reason?: string | undefined;
  readonly Description?: string | undefined;
};

const HEALTHY: TargetHealth = { State: 'healthy' };
export const REGISTERING: TargetHealth = {
  State: 'initial',
  Reason: 'Elb.RegistrationInProgress',
  Description: 'Target registration is in progress',
};
const CHECKING: TargetHealth = { State: 'initial', Reason: 'Elb.InitialHealthChecking', Description: 'Initial health checks in progress' };
export const DRAINING: TargetHealth = {
  State: 'draining',
  Reason: 'Target.DeregistrationInProgress',
  Description: 'Target deregistration is in progress',
};
export const NOT_IN_USE = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target group is not configured to receive traffic from the load balancer',
} as const;
export const ZONE_NOT_ENABLED = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target is in an Availability Zone that is not enabled for the load balancer',
} as const;
export const NOT_REGISTERED: TargetHealth = {
  State: 'unused',
  Reason: 'Target.NotRegistered',
  Description: 'Target is not registered to the target group',
};
const CHECKS_DISABLED: TargetHealth = {
  State: 'unavailable',
  Reason: 'Target.HealthCheckDisabled',
  Description: 'Health checks are not enabled for this target',
};

/** The health of a target whose instance does not run. */
export function invalidState(state: string): Pick<Observation, 'Reason' | 'Description'> {
  return { Reason: 'Target.InvalidState', Description: `Target is in the ${state} state` };
}

type At = { readonly group: TargetGroup; readonly now: number };

/** The target after the observation; null once it has drained. */
export function observed(target: Target, observation: Observation, { group, now }: At): Target | null {
  if (target.drainingSince !== undefined) return now >= drainedAt(group, target) ? null : target;
  const { Reason = '', Description = '' } = observation;
  switch (observation.found) {
    case 'unused':
      return settled(target, { State: 'unused', Reason, Description });
    case 'waiting':
      return settled(target, REGISTERING);
    case 'unchecked':
      if (!group.HealthCheckEnabled) return settled(target, CHECKS_DISABLED);
      return target.TargetHealth.State === 'unused' || target.TargetHealth.State === 'unavailable' ? settled(target, REGISTERING) : target;
    case 'passed':
      return counted(target, { passed: true, health: HEALTHY }, { group, now });
    case 'failed':
      return counted(target, { passed: false, health: { State: 'unhealthy', Reason, Description } }, { group, now });
  }
}

/** When a draining target is gone, in simulated milliseconds since 1970. */
export function drainedAt(group: TargetGroup, { drainingSince = 0 }: Target): number {
  return drainingSince + Number(groupAttributes(group)['deregistration_delay.timeout_seconds']) * 1000;
}

function settled(target: Target, TargetHealth: TargetHealth): Target {
  const { Id, Port, AvailabilityZone } = target;
  // Most checks find what the last one has found.
  if (target.streak === undefined && target.drainingSince === undefined && same(target.TargetHealth, TargetHealth)) return target;
  return { Id, Port, ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }), TargetHealth };
}

type Result = { readonly passed: boolean; readonly health: TargetHealth };

/** A state changes when enough checks in a row say so. */
function counted(target: Target, { passed, health }: Result, { group, now }: At): Target {
  const { TargetHealth, streak } = target;
  if (TargetHealth.State === health.State) return settled(target, health);
  // One check is counted once, however often the target is looked at in that moment.
  if (streak?.at === now) return target;
  const count = streak?.passed === passed ? streak.count + 1 : 1;
  if (count >= needed(group, target, passed)) return settled(target, health);
  const shown = TargetHealth.State === 'healthy' || TargetHealth.State === 'unhealthy' ? TargetHealth : CHECKING;
  return { ...settled(target, shown), streak: { passed, count, at: now } };
}

/**
 * "After your target is registered, it must pass one health check to be considered healthy": so an ALB. An NLB counts to its threshold.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
function needed(group: TargetGroup, { TargetHealth }: Target, passed: boolean): number {
  if (!passed) return group.UnhealthyThresholdCount;
  const ofHttp = group.Protocol === 'HTTP' || group.Protocol === 'HTTPS';
  return ofHttp && TargetHealth.State === 'initial' ? 1 : group.HealthyThresholdCount;
}
