/**
 * The DaemonSet controller: one pod on each node that its template fits.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/daemon_controller.go
 */
import type { PodSpec, Toleration } from 'kubernetes-types/core/v1.d.ts';
import { same } from '../../canonical.ts';
import type { DaemonSet } from '../../cluster/daemonset.ts';
import { keyOf } from '../../cluster/metadata.ts';
import type { Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { nameSuffix } from '../../mint.ts';
import { sha1 } from '../../sha1.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove, update } from '../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { creationFailed } from '../creation-failed.ts';
import { record } from '../event-recorder.ts';
import { controllerManager } from '../identities.ts';
import { matchesSelector } from '../label-selector.ts';
import { claim, controllerOf, controllerRef, ownersOfPod } from '../ownership.ts';
import { isPodActive, isPodAvailable, isPodReady } from '../pod-condition.ts';
import { fits, followsTemplate, nodeOfPod, onNode, tolerationsOf } from './daemon-pod.ts';
import { REVISION_HASH, recordRevision, revisionHash } from './history.ts';
import { withoutZeros } from './status-numbers.ts';

export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  identity: controllerManager('daemon-set-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      DaemonSet: ({ ref }) => [ref.key],
      Pod: (change, world) => ownersOfPod(change, (pod) => setsOf(world, pod)),
      Node: ({ before, after }, world) => (matters(before as Node | null, after as Node | null) ? allSets(world) : []),
    },
  },
  reconcile: (world, key) => {
    const set = objectAt(world.cluster.DaemonSet, key);
    return set === undefined || set.metadata.deletionTimestamp !== undefined ? NOTHING : reconcileSet(world, set);
  },
  refused: (world, key, error) => {
    const set = objectAt(world.cluster.DaemonSet, key);
    return set === undefined ? NOTHING : creationFailed(world, set, { component: 'daemonset-controller', error });
  },
};

function reconcileSet(world: World, set: DaemonSet): Reconcile {
  const { owned, acts } = claim(world, 'Pod', set);
  if (acts.length > 0) return { acts, because: { ko: '레이블과 셀렉터가 서로 달라졌습니다.', en: 'Labels and selector have come apart.' } };
  const nodes = objectsOf(world.cluster.Node);
  const pods = byNode(owned.filter(isPodActive));
  const wanted = nodes.filter((node) => fits(set, node));
  const missing = wanted.filter((node) => !pods.has(node.metadata.name));
  const fitting = new Set(wanted.map((node) => node.metadata.name));
  const surplus = [...pods].flatMap(([name, some]) => (fitting.has(name) ? some.slice(1) : some));
  const counts = { nodes, wanted, pods };
  const outdated = missing.length + surplus.length > 0 ? [] : replaced(world, set, counts, owned);
  const status = statusOf(world, set, counts);
  const acting = [
    ...missing.flatMap((node) => createPod(world, set, node)),
    ...[...surplus, ...outdated].flatMap((pod) => deletePod(world, set, pod)),
  ];
  return {
    acts: [...recordRevision(world, set), ...acting, ...(same(status, set.status) ? [] : [update('DaemonSet', { ...set, status }, 'status')])],
    because: {
      ko: `${set.metadata.name} 데몬셋은 조건에 맞는 노드마다 파드를 하나씩 실행합니다.`,
      en: `${set.metadata.name} runs one pod on each node that it fits.`,
    },
  };
}

/** `wanted` are the nodes that the set fits. */
type Counts = { readonly nodes: readonly Node[]; readonly wanted: readonly Node[]; readonly pods: ReadonlyMap<string, readonly Pod[]> };

/** The pods of an older template that may go now: no more than maxUnavailable are ever missing. */
function replaced(world: World, set: DaemonSet, { wanted, pods }: Counts, owned: readonly Pod[]): Pod[] {
  if (set.spec.updateStrategy?.type === 'OnDelete') return [];
  const limit = set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1;
  const allowed = typeof limit === 'number' ? limit : Math.ceil((Number(limit.replace('%', '')) * wanted.length) / 100);
  const old = wanted.flatMap((node) => pods.get(node.metadata.name)?.[0] ?? []).filter((pod) => !followsTemplate(pod, set));
  const available = (pod: Pod) => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, world.now);
  const unavailable = wanted.filter((node) => !(pods.get(node.metadata.name) ?? []).some(available)).length;
  // A pod that is on its way out makes its node unavailable until its successor is ready.
  const leaving = owned.filter((pod) => pod.metadata.deletionTimestamp !== undefined && !pods.has(nodeOfPod(pod) ?? '')).length;
  const room = Math.max(0, allowed - Math.max(unavailable, leaving));
  const broken = old.filter((pod) => !available(pod));
  return [...broken, ...old.filter(available).slice(0, room)];
}

function createPod(world: World, set: DaemonSet, node: Node): Act[] {
  const name = newName(world, set, node);
  const { metadata = {}, spec } = set.spec.template;
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...(metadata.annotations === undefined ? {} : { annotations: metadata.annotations }),
      name,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace as string,
      labels: { ...metadata.labels, [REVISION_HASH]: revisionHash(set), 'pod-template-generation': String(set.metadata.generation ?? 1) },
      ownerReferences: [controllerRef(set)],
    },
    spec: { ...onNode(spec as PodSpec, node), tolerations: [...(spec?.tolerations ?? []), ...addedTolerations(spec as PodSpec)] },
  };
  return [create('Pod', body), ...say(world, set, 'SuccessfulCreate', `Created pod: ${name}`)];
}

function deletePod(world: World, set: DaemonSet, pod: Pod): Act[] {
  return [remove('Pod', pod), ...say(world, set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`)];
}

function say(world: World, set: DaemonSet, reason: string, message: string): Act[] {
  return record(world, set, { type: 'Normal', reason, message, component: 'daemonset-controller' });
}

function addedTolerations(spec: PodSpec): Toleration[] {
  const given = spec.tolerations ?? [];
  return tolerationsOf(spec).filter((added) => !given.some((toleration) => same(toleration, added)));
}

function newName(world: World, set: DaemonSet, node: Node): string {
  const { name, namespace, uid } = set.metadata;
  for (let ordinal = 0; ; ordinal++) {
    const candidate = `${name}-${nameSuffix(sha1(`${world.seed}\0${world.counters.input}\0${uid}\0${node.metadata.name}\0${ordinal}`))}`;
    if (objectAt(world.cluster.Pod, `${namespace}/${candidate}`) === undefined) return candidate;
  }
}

function statusOf(world: World, set: DaemonSet, { nodes, wanted, pods }: Counts): DaemonSet['status'] {
  const some = (predicate: (pod: Pod) => boolean) => wanted.filter((node) => (pods.get(node.metadata.name) ?? []).some(predicate)).length;
  const available = some((pod) => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, world.now));
  return {
    currentNumberScheduled: some(() => true),
    numberMisscheduled: nodes.filter((node) => pods.has(node.metadata.name)).length - some(() => true),
    desiredNumberScheduled: wanted.length,
    numberReady: some(isPodReady),
    ...withoutZeros({
      observedGeneration: set.metadata.generation ?? 0,
      updatedNumberScheduled: some((pod) => followsTemplate(pod, set)),
      numberAvailable: available,
      numberUnavailable: wanted.length - available,
    }),
  };
}

function byNode(pods: readonly Pod[]): Map<string, Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    const node = nodeOfPod(pod);
    if (node !== undefined) found.set(node, [...(found.get(node) ?? []), pod]);
  }
  return found;
}

function setsOf(world: World, pod: Pod): string[] {
  const owner = controllerOf(pod);
  if (owner !== undefined) return owner.kind === 'DaemonSet' ? [`${pod.metadata.namespace}/${owner.name}`] : [];
  return lookup(world.cluster.DaemonSet, 'byNamespace', pod.metadata.namespace ?? '')
    .filter((set) => matchesSelector(set.spec.selector, pod.metadata.labels ?? {}))
    .map((set) => keyOf(set.metadata));
}

function matters(before: Node | null, after: Node | null): boolean {
  return before === null || after === null || !same(before.spec, after.spec) || !same(before.metadata.labels, after.metadata.labels);
}

function allSets(world: World): string[] {
  return objectsOf(world.cluster.DaemonSet).map((set) => keyOf(set.metadata));
}
