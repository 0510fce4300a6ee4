/**
 * How large the ReplicaSets of a Deployment should be next.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/rolling.go
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/sync.go (scale)
 */
import type { Deployment } from '../../../cluster/deployment.ts';
import type { ReplicaSet } from '../../../cluster/replicaset.ts';
import { paceOf } from './pace.ts';

export type Resize = { readonly set: ReplicaSet; readonly replicas: number };

/** The pods that the sets are to have, together. */
export function sizeOf(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + (set.spec.replicas ?? 0), 0);
}

/** The available pods of the sets, together. */
export function availableOf(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + (set.status.availableReplicas ?? 0), 0);
}

/** The size of the current set within the surge (NewRSNewReplicas). `size` is the current set's now. */
export function newSetSize(deployment: Deployment, all: readonly ReplicaSet[], size: number): number {
  const replicas = deployment.spec.replicas ?? 1;
  if (deployment.spec.strategy?.type === 'Recreate' || size > replicas) return replicas;
  const room = replicas + paceOf(deployment).maxSurge - sizeOf(all);
  return room <= 0 ? size : size + Math.min(room, replicas - size);
}

/** The old sets that become smaller next: first what is unhealthy, then as much as stays available without it. */
export function shrinkOldSets(deployment: Deployment, current: ReplicaSet, old: readonly ReplicaSet[]): Resize[] {
  const all = [...old, current];
  const minAvailable = (deployment.spec.replicas ?? 1) - paceOf(deployment).maxUnavailable;
  const unavailable = (current.spec.replicas ?? 0) - (current.status.availableReplicas ?? 0);
  const maxScaledDown = sizeOf(all) - minAvailable - unavailable;
  if (sizeOf(old) === 0 || maxScaledDown <= 0) return [];
  const sizes = new Map(old.map((set) => [set, set.spec.replicas ?? 0] as const));
  take(sizes, maxScaledDown, (set, size) => size - (set.status.availableReplicas ?? 0));
  take(sizes, Math.max(0, availableOf(all) - minAvailable), (_set, size) => size);
  return [...sizes].filter(([set, size]) => size !== set.spec.replicas).map(([set, replicas]) => ({ set, replicas }));
}

/** Takes at most `count` pods from the sets in turn, from each as many as `from` gives. */
function take(sizes: Map<ReplicaSet, number>, count: number, from: (set: ReplicaSet, size: number) => number): void {
  let left = count;
  for (const [set, size] of sizes) {
    const taken = Math.max(0, Math.min(left, from(set, size)));
    sizes.set(set, size - taken);
    left -= taken;
  }
}

/** New sizes when the Deployment itself is resized: all on one set, or in proportion while it rolls. */
export function proportionalSizes(deployment: Deployment, all: readonly ReplicaSet[]): Resize[] {
  const replicas = deployment.spec.replicas ?? 1;
  const active = all.filter((set) => (set.spec.replicas ?? 0) > 0);
  if (active.length <= 1) return active.length === 1 ? [{ set: active[0] as ReplicaSet, replicas }] : [];
  const allowed = replicas === 0 ? 0 : replicas + paceOf(deployment).maxSurge;
  const total = sizeOf(active);
  let left = allowed - total;
  // Larger sets first, so that they get the leftovers; of equal ones the newer first when growing.
  const ordered = [...active].sort((one, other) => (other.spec.replicas ?? 0) - (one.spec.replicas ?? 0));
  const resized = ordered.map((set) => {
    const size = set.spec.replicas ?? 0;
    const ideal = Math.round((size * allowed) / total) - size;
    const part = left > 0 ? Math.max(0, Math.min(ideal, left)) : Math.min(0, Math.max(ideal, left));
    left -= part;
    return { set, replicas: size + part };
  });
  return resized.map((resize, index) => (index === 0 ? { ...resize, replicas: Math.max(0, resize.replicas + left) } : resize));
}
