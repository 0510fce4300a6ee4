/**
 * The ReplicaSet controller: as many pods as `spec.replicas` says.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/replicaset/replica_set.go
 */
import { same } from '../../canonical.ts';
import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { ReplicaSet } from '../../cluster/replicaset.ts';
import { nameSuffix } from '../../mint.ts';
import { sha1 } from '../../sha1.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove, update } from '../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { creationFailed } from '../creation-failed.ts';
import { record } from '../event-recorder.ts';
import { controllerManager } from '../identities.ts';
import { matchesSelector } from '../label-selector.ts';
import { claim, controllerOf, controllerRef, ownersOfPod } from '../ownership.ts';
import { isPodActive, isPodAvailable, isPodReady, readySince } from '../pod-condition.ts';
import { victims } from './pod-ranking.ts';
import { withoutZeros } from './status-numbers.ts';

/** "burstReplicas": at most so many pods are created or deleted in one turn. */
const BURST = 500;

export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  identity: controllerManager('replicaset-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      ReplicaSet: ({ ref }) => [ref.key],
      Pod: (change, world) => ownersOfPod(change, (pod) => setsOf(world, pod)),
    },
  },
  reconcile: (world, key) => {
    const set = objectAt(world.cluster.ReplicaSet, key);
    return set === undefined ? NOTHING : reconcileSet(world, set);
  },
  refused: (world, key, error) => {
    const set = objectAt(world.cluster.ReplicaSet, key);
    return set === undefined ? NOTHING : creationFailed(world, set, { ...BY, error });
  },
};

function reconcileSet(world: World, set: ReplicaSet): Reconcile {
  const { owned, acts } = claim(world, 'Pod', set);
  if (acts.length > 0) return { acts, because: { ko: '레이블과 셀렉터가 서로 달라졌습니다.', en: 'Labels and selector have come apart.' } };
  const active = owned.filter(isPodActive);
  const scaling = set.metadata.deletionTimestamp === undefined ? managePods(world, set, active) : [];
  const minReady = set.spec.minReadySeconds ?? 0;
  const status = statusOf(world, set, active);
  const dueAt = nextAvailable(active, minReady, world.now);
  return {
    acts: same(status, set.status) ? scaling : [...scaling, update('ReplicaSet', { ...set, status }, 'status')],
    because: {
      ko: `${set.metadata.name} 레플리카셋의 파드는 ${set.spec.replicas}개 중 ${active.length}개입니다.`,
      en: `${set.metadata.name} has ${active.length} of ${set.spec.replicas} pods.`,
    },
    ...(dueAt === null ? {} : { dueAt }),
  };
}

function managePods(world: World, set: ReplicaSet, active: readonly Pod[]): Act[] {
  const missing = (set.spec.replicas ?? 1) - active.length;
  if (missing > 0) return newNames(world, set, Math.min(missing, BURST)).flatMap((name) => createPod(world, set, name));
  if (missing === 0) return [];
  const doomed = victims(active, relatedPods(world, set), { count: Math.min(-missing, BURST), now: world.now });
  return doomed.flatMap((pod) => [
    remove('Pod', pod),
    ...record(world, set, { ...BY, type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}` }),
  ]);
}

const BY = { component: 'replicaset-controller' } as const;

function createPod(world: World, set: ReplicaSet, name: string): Act[] {
  const { metadata = {}, spec } = set.spec.template ?? {};
  const { labels, annotations, finalizers } = metadata;
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace as string,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [controllerRef(set)],
    },
    spec,
  };
  return [create('Pod', body), ...record(world, set, { ...BY, type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` })];
}

/** Names as generateName makes them. They are chosen here because the event says them: free ones, by the input and their number. */
function newNames(world: World, set: ReplicaSet, count: number): string[] {
  const { name, namespace, uid } = set.metadata;
  const names: string[] = [];
  for (let ordinal = 0; names.length < count; ordinal++) {
    const candidate = `${name}-${nameSuffix(sha1(`${world.seed}\0${world.counters.input}\0${uid}\0${ordinal}`))}`;
    if (objectAt(world.cluster.Pod, `${namespace}/${candidate}`) === undefined && !names.includes(candidate)) names.push(candidate);
  }
  return names;
}

/** The pods of all ReplicaSets that have the same controller: old and new pods of one Deployment share nodes. */
function relatedPods(world: World, set: ReplicaSet): Pod[] {
  const owner = controllerOf(set);
  const sets = owner === undefined ? [set] : lookup(world.cluster.ReplicaSet, 'byOwner', owner.uid);
  return sets.flatMap(({ metadata }) => lookup(world.cluster.Pod, 'byOwner', metadata.uid)).filter(isPodActive);
}

function statusOf(world: World, set: ReplicaSet, active: readonly Pod[]): ReplicaSet['status'] {
  const wanted = Object.entries(set.spec.template?.metadata?.labels ?? {});
  const minReady = set.spec.minReadySeconds ?? 0;
  const { conditions } = set.status;
  return {
    replicas: active.length,
    ...withoutZeros({
      fullyLabeledReplicas: active.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels?.[key] === value)).length,
      readyReplicas: active.filter(isPodReady).length,
      availableReplicas: active.filter((pod) => isPodAvailable(pod, minReady, world.now)).length,
      observedGeneration: set.metadata.generation ?? 0,
    }),
    ...(conditions === undefined ? {} : { conditions }),
  };
}

/** When the next pod will have been ready for long enough, or null. */
function nextAvailable(active: readonly Pod[], minReadySeconds: number, now: number): number | null {
  if (minReadySeconds === 0) return null;
  const times = active.filter(isPodReady).map((pod) => readySince(pod) + minReadySeconds * 1000);
  const ahead = times.filter((time) => time > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** The set that controls the pod; for an orphan the sets of its namespace that might take it in. */
function setsOf(world: World, pod: Pod): string[] {
  const owner = controllerOf(pod);
  if (owner !== undefined) return owner.kind === 'ReplicaSet' ? [`${pod.metadata.namespace}/${owner.name}`] : [];
  return lookup(world.cluster.ReplicaSet, 'byNamespace', pod.metadata.namespace ?? '')
    .filter((set) => matchesSelector(set.spec.selector, pod.metadata.labels ?? {}))
    .map((set) => keyOf(set.metadata));
}
