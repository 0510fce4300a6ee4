/**
 * The status of a Deployment.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/sync.go (calculateStatus)
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/progress.go
 */
import type { DeploymentCondition } from 'kubernetes-types/apps/v1.d.ts';
import type { Deployment } from '../../../cluster/deployment.ts';
import type { ReplicaSet } from '../../../cluster/replicaset.ts';
import { timestamp } from '../../../cluster/timestamp.ts';
import { timeOf } from '../../time.ts';
import { withoutZeros } from '../status-numbers.ts';
import { paceOf } from './pace.ts';
import { availableOf, sizeOf } from './rolling.ts';

type Status = Deployment['status'];
type Sets = { readonly all: readonly ReplicaSet[]; readonly current: ReplicaSet | undefined };

/** The status that the sets give, at the time. */
export function deploymentStatus(deployment: Deployment, sets: Sets, now: number): Status {
  const { all, current } = sets;
  const actual = (some: readonly ReplicaSet[]) => some.reduce((sum, set) => sum + set.status.replicas, 0);
  const available = availableOf(all);
  const counts = {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: actual(all),
    updatedReplicas: current === undefined ? 0 : actual([current]),
    readyReplicas: all.reduce((sum, set) => sum + (set.status.readyReplicas ?? 0), 0),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, sizeOf(all) - available),
  };
  const progressing = progress(deployment, { ...counts }, { sets, now });
  const conditions = [availability(deployment, available), ...(progressing === null ? [] : [progressing])];
  const { collisionCount } = deployment.status;
  return {
    ...withoutZeros(counts),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: merged(deployment.status.conditions ?? [], conditions, now),
  };
}

/** When the deadline for progress passes, or null when there is none to wait for. */
export function progressDeadline(deployment: Deployment, status: Status): number | null {
  const progressing = status.conditions?.find((condition) => condition.type === 'Progressing');
  const waiting = progressing?.reason === 'NewReplicaSetCreated' || progressing?.reason === 'ReplicaSetUpdated';
  return waiting ? timeOf(progressing?.lastUpdateTime) + (deployment.spec.progressDeadlineSeconds ?? 600) * 1000 : null;
}

/** Whether all pods are new, available, and no old one is left. */
export function isComplete(deployment: Deployment, counts: Status): boolean {
  const replicas = deployment.spec.replicas ?? 1;
  return (counts.updatedReplicas ?? 0) === replicas && (counts.replicas ?? 0) === replicas && (counts.availableReplicas ?? 0) === replicas;
}

type Condition = Pick<DeploymentCondition, 'type' | 'status' | 'reason' | 'message'> & { readonly progressed?: boolean };

function availability(deployment: Deployment, available: number): Condition {
  const enough = available >= (deployment.spec.replicas ?? 1) - paceOf(deployment).maxUnavailable;
  return enough
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
    : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' };
}

function progress(deployment: Deployment, counts: Status, { sets, now }: { readonly sets: Sets; readonly now: number }): Condition | null {
  const before = deployment.status.conditions?.find((condition) => condition.type === 'Progressing');
  const { current } = sets;
  if (current === undefined) return before ?? null;
  const of = `ReplicaSet "${current.metadata.name}"`;
  if (isComplete(deployment, counts)) {
    return { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: `${of} has successfully progressed.` };
  }
  if (before === undefined || !namesSet(before, current)) {
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${current.metadata.name}"`,
      progressed: true,
    };
  }
  // A Deployment that was complete is not measured again until something of it changes.
  if (before.reason === 'NewReplicaSetAvailable' && !hasProgressed(deployment.status, counts)) return before;
  if (hasProgressed(deployment.status, counts)) {
    return { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: `${of} is progressing.`, progressed: true };
  }
  const deadline = progressDeadline(deployment, deployment.status);
  if (deadline === null || now < deadline) return before;
  return { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: `${of} has timed out progressing.` };
}

function namesSet(condition: DeploymentCondition, set: ReplicaSet): boolean {
  return (condition.message ?? '').includes(`"${set.metadata.name}"`);
}

/** DeploymentProgressing: more new pods, fewer old ones, more ready or more available ones. */
function hasProgressed(before: Status, counts: Status): boolean {
  const old = (status: Status) => (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (counts.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(counts) < old(before) ||
    (counts.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (counts.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** The conditions with their times: a transition when the status changes, an update when anything does. */
function merged(before: readonly DeploymentCondition[], after: readonly Condition[], now: number): DeploymentCondition[] {
  return after.map(({ progressed = false, ...condition }) => {
    const old = before.find((candidate) => candidate.type === condition.type);
    const unchanged = old?.status === condition.status && old.reason === condition.reason && old.message === condition.message;
    if (old !== undefined && unchanged && !progressed) return old;
    const at = timestamp(now);
    return { ...condition, lastUpdateTime: at, lastTransitionTime: old?.status === condition.status ? (old.lastTransitionTime ?? at) : at };
  });
}
