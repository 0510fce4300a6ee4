/**
 * Which pods go first when there are too many.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_utils.go (ActivePodsWithRanks)
 */
import type { Pod } from '../../cluster/pod.ts';
import { isPodReady, readySince } from '../pod-condition.ts';
import { timeOf } from '../time.ts';

/** The pods to delete, first the one that is missed least. `related` are the pods that crowd the same nodes. */
export function victims(pods: readonly Pod[], related: readonly Pod[], { count, now }: { readonly count: number; readonly now: number }): Pod[] {
  const crowds = new Map<string, number>();
  for (const { spec } of related) if (spec.nodeName) crowds.set(spec.nodeName, (crowds.get(spec.nodeName) ?? 0) + 1);
  const ranked = pods.map((pod) => ({ pod, rank: rankOf(pod, crowds.get(pod.spec.nodeName ?? '') ?? 0, now) }));
  ranked.sort((one, other) => compare(one.rank, other.rank) || (one.pod.metadata.uid < other.pod.metadata.uid ? -1 : 1));
  return ranked.slice(0, count).map(({ pod }) => pod);
}

const PHASES = ['Pending', 'Unknown', 'Running'];

/** Smaller goes first, compared number by number. */
function rankOf(pod: Pod, crowd: number, now: number): number[] {
  const ready = isPodReady(pod);
  return [
    pod.spec.nodeName ? 1 : 0, // 1. Unassigned < assigned
    PHASES.indexOf(pod.status.phase ?? 'Pending'), // 2. PodPending < PodUnknown < PodRunning
    ready ? 1 : 0, // 3. Not ready < ready
    Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0, // 4. lower deletion cost first
    -crowd, // 5. Doubled up < not doubled up
    ready ? magnitude(now - readySince(pod)) : 0, // 6. Been ready for empty time < less time < more time, by orders of magnitude
    -restartsOf(pod), // 7. Pods with containers with higher restart counts < lower restart counts
    magnitude(now - timeOf(pod.metadata.creationTimestamp)), // 8. Empty creation time pods < newer pods < older pods
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) if (value !== other[index]) return value - (other[index] as number);
  return 0;
}

/** The logarithm to the base 2 of the nanoseconds, rounded down; -1 for none (LogarithmicScaleDown). */
function magnitude(ms: number): number {
  let nanoseconds = ms * 1e6;
  if (nanoseconds <= 0) return -1;
  let power = 0;
  for (; nanoseconds >= 2; nanoseconds /= 2) power++;
  return power;
}

function restartsOf(pod: Pod): number {
  return Math.max(0, ...(pod.status.containerStatuses ?? []).map((container) => container.restartCount));
}
