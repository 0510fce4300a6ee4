/** What the conditions and the phase of a pod say. https://github.com/kubernetes/kubernetes/blob/master/pkg/api/v1/pod/util.go */
import type { PodCondition } from 'kubernetes-types/core/v1.d.ts';
import type { Pod } from '../cluster/pod.ts';
import { timeOf } from './time.ts';

/** The condition of that type, or undefined. */
export function podCondition(pod: Pod, type: string): PodCondition | undefined {
  return pod.status?.conditions?.find((condition) => condition.type === type);
}

/** Whether the Ready condition is true. */
export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True';
}

/** Whether the pod has been ready for so many seconds; for 0 being ready is enough. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (!isPodReady(pod)) return false;
  return minReadySeconds === 0 || readySince(pod) + minReadySeconds * 1000 <= now;
}

/** When the pod became ready, in milliseconds since 1970; 0 when nothing says so. */
export function readySince(pod: Pod): number {
  return timeOf(podCondition(pod, 'Ready')?.lastTransitionTime);
}

/** Whether the pod still counts for its controller: neither ended nor about to be deleted. */
export function isPodActive(pod: Pod): boolean {
  return pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined;
}
