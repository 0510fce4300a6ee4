/**
 * The Deployment controller: one ReplicaSet per version of the template, and a controlled way from one to the next.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/deployment_controller.go
 */
import { same } from '../../../canonical.ts';
import type { Deployment } from '../../../cluster/deployment.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Pod } from '../../../cluster/pod.ts';
import type { ReplicaSet } from '../../../cluster/replicaset.ts';
import { lookup, objectAt } from '../../../store.ts';
import type { Text } from '../../../text.ts';
import type { World } from '../../../world.ts';
import { create, mergePatch, remove, update } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../../controller.ts';
import { record } from '../../event-recorder.ts';
import { controllerManager } from '../../identities.ts';
import { matchesSelector } from '../../label-selector.ts';
import { claim, controllerOf } from '../../ownership.ts';
import { byAge, currentSet, isScalingEvent, newSet, REVISION, revisionNumber, setAnnotations, sizeAnnotations } from './revisions.ts';
import { newSetSize, proportionalSizes, type Resize, shrinkOldSets, sizeOf } from './rolling.ts';
import { deploymentStatus, isComplete, progressDeadline } from './status.ts';

export const deploymentController: Controller = {
  name: 'deployment-controller',
  identity: controllerManager('deployment-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Deployment: ({ ref }) => [ref.key],
      ReplicaSet: ({ before, after }, world) => [
        ...deploymentsOf(world, before as ReplicaSet | null),
        ...deploymentsOf(world, after as ReplicaSet | null),
      ],
      // Recreate waits for the old pods to be gone.
      Pod: ({ before, after }, world) => (after === null ? deploymentsOfPod(world, before as Pod) : []),
    },
  },
  reconcile: (world, key) => {
    const deployment = objectAt(world.cluster.Deployment, key);
    return deployment === undefined || deployment.metadata.deletionTimestamp !== undefined ? NOTHING : reconcileDeployment(world, deployment);
  },
};

function reconcileDeployment(world: World, deployment: Deployment): Reconcile {
  const claimed = claim(world, 'ReplicaSet', deployment);
  if (claimed.acts.length > 0)
    return { acts: claimed.acts, because: { ko: '레이블과 셀렉터가 서로 달라졌습니다.', en: 'Labels and selector have come apart.' } };
  const all = byAge(claimed.owned);
  const current = currentSet(deployment, all);
  const old = all.filter((set) => set !== current);
  const status = deploymentStatus(deployment, { all, current }, world.now);
  const { acts, because } = nextStep(world, deployment, { all, current, old });
  const deadline = progressDeadline(deployment, status);
  return {
    acts: [...acts, ...(same(status, deployment.status) ? [] : [update('Deployment', { ...deployment, status }, 'status')])],
    because: because ?? {
      ko: `${deployment.metadata.name} 디플로이먼트가 레플리카셋의 파드를 셉니다.`,
      en: `${deployment.metadata.name} counts what its ReplicaSets have.`,
    },
    // Nobody waits for a deadline to pass: it is looked at when it does, and not waited for.
    ...(deadline === null || deadline <= world.now ? {} : { dueAt: deadline, periodic: true }),
  };
}

type Sets = { readonly all: readonly ReplicaSet[]; readonly current: ReplicaSet | undefined; readonly old: readonly ReplicaSet[] };
type Step = { readonly acts: readonly Act[]; readonly because: Text | null };

function nextStep(world: World, deployment: Deployment, sets: Sets): Step {
  const { all, current, old } = sets;
  if (isScalingEvent(deployment, all))
    return resize(world, deployment, proportionalSizes(deployment, all), {
      ko: '디플로이먼트의 크기가 바뀌었습니다.',
      en: 'The Deployment was resized.',
    });
  if (deployment.spec.paused === true) return { acts: [], because: null };
  if (deployment.spec.strategy?.type === 'Recreate') {
    if (sizeOf(old) > 0)
      return resize(
        world,
        deployment,
        old.map((set) => ({ set, replicas: 0 })),
        { ko: 'Recreate는 이전 파드를 먼저 없앱니다.', en: 'Recreate removes the old pods first.' },
      );
    if (hasPods(world, old)) return { acts: [], because: null };
  }
  if (current === undefined) return introduce(world, deployment, sets);
  const relabelled = annotate(deployment, old, current);
  if (relabelled.length > 0)
    return {
      acts: relabelled,
      because: { ko: '현재 템플릿의 레플리카셋에 최신 리비전을 매깁니다.', en: 'The ReplicaSet of the current template bears the latest revision.' },
    };
  const wanted = newSetSize(deployment, all, current.spec.replicas ?? 0);
  if (wanted !== current.spec.replicas)
    return resize(world, deployment, [{ set: current, replicas: wanted }], {
      ko: '새 파드를 더 만들 자리가 있습니다.',
      en: 'There is room for new pods.',
    });
  const shrinking = shrinkOldSets(deployment, current, old);
  if (shrinking.length > 0)
    return resize(world, deployment, shrinking, {
      ko: '이전 파드가 없어도 쓸 수 있는 파드가 충분합니다.',
      en: 'Enough pods are available without these old ones.',
    });
  return isComplete(deployment, deployment.status)
    ? { acts: forgotten(deployment, old), because: { ko: '보관할 수보다 오래된 리비전입니다.', en: 'Older revisions than are kept.' } }
    : { acts: [], because: null };
}

function introduce(world: World, deployment: Deployment, { all, old }: Sets): Step {
  const set = newSet(deployment, old, newSetSize(deployment, all, 0));
  const scaled = set.spec.replicas > 0 ? record(world, deployment, scaling(set.metadata.name, 0, set.spec.replicas)) : [];
  const revision = set.metadata.annotations[REVISION] as string;
  return {
    acts: [create('ReplicaSet', set), stamp(deployment, revision), ...scaled],
    because: { ko: '현재 템플릿을 쓰는 레플리카셋이 없습니다.', en: 'No ReplicaSet has the current template.' },
  };
}

function annotate(deployment: Deployment, old: readonly ReplicaSet[], current: ReplicaSet): Act[] {
  const annotations = setAnnotations(deployment, old, current);
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  const acts: Act[] = [];
  if (!same(annotations, current.metadata.annotations ?? {}) || (current.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    acts.push(mergePatch('ReplicaSet', current, { metadata: { annotations }, spec: { minReadySeconds: minReadySeconds || null } }));
  }
  const revision = annotations[REVISION] as string;
  if (deployment.metadata.annotations?.[REVISION] !== revision) acts.push(stamp(deployment, revision));
  return acts;
}

function resize(world: World, deployment: Deployment, resizes: readonly Resize[], because: Text): Step {
  const acts = resizes.flatMap(({ set, replicas }) => {
    const from = set.spec.replicas ?? 0;
    const patch = mergePatch('ReplicaSet', set, { metadata: { annotations: sizeAnnotations(deployment) }, spec: { replicas } });
    return from === replicas ? [patch] : [patch, ...record(world, deployment, scaling(set.metadata.name, from, replicas))];
  });
  return { acts, because };
}

function scaling(set: string, from: number, to: number) {
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${set} from ${from} to ${to}`;
  return { type: 'Normal', reason: 'ScalingReplicaSet', message, component: 'deployment-controller' } as const;
}

/** Old sets without pods beyond `revisionHistoryLimit`, the oldest first. */
function forgotten(deployment: Deployment, old: readonly ReplicaSet[]): Act[] {
  const empty = old.filter((set) => (set.spec.replicas ?? 0) === 0 && set.status.replicas === 0 && set.metadata.deletionTimestamp === undefined);
  const surplus = empty.length - (deployment.spec.revisionHistoryLimit ?? 10);
  const oldest = [...empty].sort((one, other) => revisionNumber(one) - revisionNumber(other));
  return surplus <= 0 ? [] : oldest.slice(0, surplus).map((set) => remove('ReplicaSet', set));
}

function hasPods(world: World, sets: readonly ReplicaSet[]): boolean {
  return sets.some((set) =>
    lookup(world.cluster.Pod, 'byOwner', set.metadata.uid).some(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed'),
  );
}

/** The Deployment says which revision its pods are of. The controller may update Deployments, not patch them. */
function stamp(deployment: Deployment, revision: string): Act {
  const annotations = { ...deployment.metadata.annotations, [REVISION]: revision };
  return update('Deployment', { ...deployment, metadata: { ...deployment.metadata, annotations } });
}

function deploymentsOf(world: World, set: ReplicaSet | null): string[] {
  if (set === null) return [];
  const owner = controllerOf(set);
  if (owner !== undefined) return owner.kind === 'Deployment' ? [`${set.metadata.namespace}/${owner.name}`] : [];
  return lookup(world.cluster.Deployment, 'byNamespace', set.metadata.namespace ?? '')
    .filter((deployment) => matchesSelector(deployment.spec.selector, set.metadata.labels ?? {}))
    .map((deployment) => keyOf(deployment.metadata));
}

function deploymentsOfPod(world: World, pod: Pod): string[] {
  const owner = controllerOf(pod);
  const set = owner?.kind === 'ReplicaSet' ? objectAt(world.cluster.ReplicaSet, `${pod.metadata.namespace}/${owner.name}`) : undefined;
  return deploymentsOf(world, set ?? null);
}
