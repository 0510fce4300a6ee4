/**
 * How many pods a Deployment may have too many and too few while it rolls.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go (ResolveFenceposts)
 */
import type { Deployment } from '../../../cluster/deployment.ts';

export type Pace = { readonly maxSurge: number; readonly maxUnavailable: number };

/** The two limits in pods; Recreate has neither. */
export function paceOf({ spec }: Deployment): Pace {
  if (spec.strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const replicas = spec.replicas ?? 1;
  const maxSurge = resolve(spec.strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, Math.ceil);
  const maxUnavailable = resolve(spec.strategy?.rollingUpdate?.maxUnavailable ?? '25%', replicas, Math.floor);
  // "If both resolve to zero, then set maxUnavailable to 1 on the theory that surge might not work due to quota."
  if (maxSurge === 0 && maxUnavailable === 0) return { maxSurge, maxUnavailable: 1 };
  return { maxSurge, maxUnavailable: Math.min(maxUnavailable, replicas) };
}

function resolve(value: number | string, replicas: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  return round((Number(value.replace('%', '')) * replicas) / 100);
}
