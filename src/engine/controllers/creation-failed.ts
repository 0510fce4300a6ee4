/**
 * What a controller does when the API server refuses a pod of its: it says so, and tries again later.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_utils.go (FailedCreatePodReason)
 */
import type { DaemonSet } from '../cluster/daemonset.ts';
import type { ReplicaSet } from '../cluster/replicaset.ts';
import type { StatefulSet } from '../cluster/statefulset.ts';
import type { ApiError } from '../verb.ts';
import type { World } from '../world.ts';
import type { Reconcile } from './controller.ts';
import { recordOnce } from './event-recorder.ts';

const RETRY_MS = 5_000;

/** The event, and another try in five seconds for which nobody waits. */
export function creationFailed(
  world: World,
  owner: ReplicaSet | DaemonSet | StatefulSet,
  said: { readonly component: string; readonly error: ApiError },
): Reconcile {
  const { component, error } = said;
  const event = { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${error.message}`, component } as const;
  return {
    acts: recordOnce(world, owner, event),
    because: { ko: 'API 서버가 거부했습니다.', en: 'The API server refused it.' },
    dueAt: world.now + RETRY_MS,
    periodic: true,
  };
}
