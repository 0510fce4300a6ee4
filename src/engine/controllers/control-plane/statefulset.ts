/**
 * The StatefulSet controller: pods with names that stay, made and taken away one after the other.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_control.go
 */
import { same } from '../../canonical.ts';
import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { StatefulSet } from '../../cluster/statefulset.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { remove, update } from '../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { creationFailed } from '../creation-failed.ts';
import { record } from '../event-recorder.ts';
import { controllerManager } from '../identities.ts';
import { matchesSelector } from '../label-selector.ts';
import { claim, controllerOf, ownersOfPod } from '../ownership.ts';
import { isPodAvailable, isPodReady, readySince } from '../pod-condition.ts';
import { REVISION_HASH, recordRevision, revisionName } from './history.ts';
import { createOrdinal, ordinalOf } from './stateful-pod.ts';
import { withoutZeros } from './status-numbers.ts';

const COMPONENT = 'statefulset-controller';

export const statefulSetController: Controller = {
  name: COMPONENT,
  identity: controllerManager(COMPONENT),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      StatefulSet: ({ ref }) => [ref.key],
      Pod: (change, world) => ownersOfPod(change, (pod) => setsOf(world, pod)),
    },
  },
  reconcile: (world, key) => {
    const set = objectAt(world.cluster.StatefulSet, key);
    return set === undefined || set.metadata.deletionTimestamp !== undefined ? NOTHING : reconcileSet(world, set);
  },
  refused: (world, key, error) => {
    const set = objectAt(world.cluster.StatefulSet, key);
    return set === undefined ? NOTHING : creationFailed(world, set, { component: COMPONENT, error });
  },
};

function reconcileSet(world: World, set: StatefulSet): Reconcile {
  const { owned, acts } = claim(world, 'Pod', set);
  if (acts.length > 0) return { acts, because: { ko: '레이블과 셀렉터가 서로 달라졌습니다.', en: 'Labels and selector have come apart.' } };
  const updateRevision = revisionName(set);
  const currentRevision = set.status.currentRevision ?? updateRevision;
  const pods = owned.filter((pod) => ordinalOf(set, pod) !== null);
  const state: State = { set, pods, currentRevision, updateRevision };
  const status = statusOf(world, state);
  const writes = [
    ...recordRevision(world, set, [currentRevision, updateRevision, ...pods.map(({ metadata }) => metadata.labels?.[REVISION_HASH] ?? '')]),
    ...(same(status, set.status) ? [] : [update('StatefulSet', { ...set, status }, 'status')]),
  ];
  const dueAt = nextAvailable(world, state);
  return {
    acts: [...writes, ...nextActs(world, state)],
    because: {
      ko: `${set.metadata.name} 스테이트풀셋의 파드는 ${set.spec.replicas}개 중 ${pods.length}개입니다.`,
      en: `${set.metadata.name} has ${pods.length} of ${set.spec.replicas} pods.`,
    },
    ...(dueAt === null ? {} : { dueAt }),
  };
}

type State = {
  readonly set: StatefulSet;
  readonly pods: readonly Pod[];
  readonly currentRevision: string;
  readonly updateRevision: string;
};

/** What comes next: missing pods upwards, then surplus ones downwards, then old ones downwards. */
function nextActs(world: World, state: State): Act[] {
  const { set, pods } = state;
  const first = set.spec.ordinals?.start ?? 0;
  const wanted = Array.from({ length: set.spec.replicas ?? 1 }, (_none, index) => first + index);
  const monotonic = set.spec.podManagementPolicy !== 'Parallel';
  const at = (ordinal: number) => pods.find((pod) => ordinalOf(set, pod) === ordinal);
  const acts: Act[] = [];
  for (const ordinal of wanted) {
    const pod = at(ordinal);
    const blocks = pod === undefined || !isHealthy(world, set, pod);
    if (pod === undefined) acts.push(...createOrdinal(world, set, { ordinal, revision: revisionFor(state, ordinal - first) }));
    else if (hasEnded(pod) && pod.metadata.deletionTimestamp === undefined) acts.push(...deletePod(world, set, pod));
    // "If we have a Pod that has been created but is not running and ready we can not make progress".
    if (monotonic && blocks) return acts;
  }
  if (acts.length > 0) return acts;
  const condemned = pods.filter((pod) => !wanted.includes(ordinalOf(set, pod) as number)).sort(descending(set));
  if (condemned.length > 0) return scaleDown(world, set, condemned, monotonic);
  return updateNext(world, state, first);
}

function scaleDown(world: World, set: StatefulSet, condemned: readonly Pod[], monotonic: boolean): Act[] {
  const leaving = condemned.some(({ metadata }) => metadata.deletionTimestamp !== undefined);
  const doomed = condemned.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  if (!monotonic) return doomed.flatMap((pod) => deletePod(world, set, pod));
  return leaving ? [] : doomed.slice(0, 1).flatMap((pod) => deletePod(world, set, pod));
}

/** One pod of an older template at a time, the highest ordinal first, none below the partition. */
function updateNext(world: World, { set, pods, updateRevision }: State, first: number): Act[] {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return [];
  const partition = first + (rollingUpdate?.partition ?? 0);
  for (const pod of [...pods].sort(descending(set))) {
    if ((ordinalOf(set, pod) as number) < partition) break;
    if (pod.metadata.labels?.[REVISION_HASH] !== updateRevision) {
      return pod.metadata.deletionTimestamp === undefined ? deletePod(world, set, pod) : [];
    }
    if (!isHealthy(world, set, pod)) return [];
  }
  return [];
}

/** A pod below the partition is made from the template that it had before the update. */
function revisionFor({ set, currentRevision, updateRevision }: State, index: number): string {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const partition = rollingUpdate?.partition ?? 0;
  return type === 'RollingUpdate' && index < partition ? currentRevision : updateRevision;
}

function deletePod(world: World, set: StatefulSet, pod: Pod): Act[] {
  const message = `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`;
  return [remove('Pod', pod), ...record(world, set, { type: 'Normal', reason: 'SuccessfulDelete', message, component: COMPONENT })];
}

function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Failed' || status.phase === 'Succeeded';
}

function isHealthy(world: World, set: StatefulSet, pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && isPodAvailable(pod, set.spec.minReadySeconds ?? 0, world.now);
}

function descending(set: StatefulSet): (one: Pod, other: Pod) => number {
  return (one, other) => (ordinalOf(set, other) as number) - (ordinalOf(set, one) as number);
}

function statusOf(world: World, { set, pods, currentRevision, updateRevision }: State): StatefulSet['status'] {
  const minReady = set.spec.minReadySeconds ?? 0;
  const of = (revision: string) => pods.filter((pod) => pod.metadata.labels?.[REVISION_HASH] === revision && !isLeaving(pod)).length;
  const [updated, replicas] = [of(updateRevision), set.spec.replicas ?? 1];
  const ready = pods.filter((pod) => isPodReady(pod) && !isLeaving(pod)).length;
  // completeRollingUpdate: when all pods are of the new template and ready, it is the current one.
  const complete = updated === pods.length && ready === replicas && pods.length === replicas;
  return {
    replicas: pods.length,
    availableReplicas: pods.filter((pod) => isPodAvailable(pod, minReady, world.now) && !isLeaving(pod)).length,
    ...withoutZeros({
      readyReplicas: ready,
      currentReplicas: complete ? updated : of(currentRevision),
      updatedReplicas: updated,
      collisionCount: 0,
      observedGeneration: set.metadata.generation ?? 0,
    }),
    collisionCount: 0,
    currentRevision: complete ? updateRevision : currentRevision,
    updateRevision,
  };
}

function isLeaving({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** When the next pod will have been ready for long enough, or null. */
function nextAvailable(world: World, { set, pods }: State): number | null {
  const minReady = set.spec.minReadySeconds ?? 0;
  if (minReady === 0) return null;
  const ahead = pods.filter(isPodReady).map((pod) => readySince(pod) + minReady * 1000);
  const later = ahead.filter((time) => time > world.now);
  return later.length === 0 ? null : Math.min(...later);
}

/** The set that controls the pod; for an orphan the sets of its namespace that might take it in. */
function setsOf(world: World, pod: Pod): string[] {
  const owner = controllerOf(pod);
  if (owner !== undefined) return owner.kind === 'StatefulSet' ? [`${pod.metadata.namespace}/${owner.name}`] : [];
  return lookup(world.cluster.StatefulSet, 'byNamespace', pod.metadata.namespace ?? '')
    .filter((set) => matchesSelector(set.spec.selector, pod.metadata.labels ?? {}))
    .map((set) => keyOf(set.metadata));
}
