/** `kubectl describe` of Deployments, ReplicaSets, DaemonSets and StatefulSets. */
import type { DaemonSet } from '../../../engine/cluster/daemonset.ts';
import type { Deployment } from '../../../engine/cluster/deployment.ts';
import type { Pod } from '../../../engine/cluster/pod.ts';
import type { ReplicaSet } from '../../../engine/cluster/replicaset.ts';
import { selects } from '../../../engine/cluster/selector.ts';
import { showLabels, showSelector } from '../../../engine/cluster/selector-text.ts';
import type { StatefulSet } from '../../../engine/cluster/statefulset.ts';
import { lookup } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { templateLines } from './describe-pod.ts';
import { annotationLines, eventLines, type Line, longTime, multiline } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describeDeployment(world: World, deployment: Deployment): Line[] {
  const { metadata, spec, status = {} } = deployment;
  const sets = lookup(world.cluster.ReplicaSet, 'byOwner', metadata.uid);
  const revisionOf = (set: ReplicaSet) => Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  const newest = [...sets].sort((one, other) => revisionOf(other) - revisionOf(one))[0];
  const old = sets.filter((set) => set !== newest);
  const show = (set: ReplicaSet | undefined) =>
    set === undefined ? '<none>' : `${set.metadata.name} (${set.status?.replicas ?? 0}/${set.spec.replicas ?? 0} replicas created)`;
  const { rollingUpdate, type } = spec.strategy ?? {};
  const counts = `${spec.replicas ?? 0} desired | ${status.updatedReplicas ?? 0} updated | ${status.replicas ?? 0} total | ${status.availableReplicas ?? 0} available | ${status.unavailableReplicas ?? 0} unavailable`;
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace}`],
    [0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    [0, `Selector:\t${showSelector(spec.selector)}`],
    [0, `Replicas:\t${counts}`],
    [0, `StrategyType:\t${type ?? ''}`],
    [0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}`],
    ...(rollingUpdate === undefined
      ? []
      : ([[0, `RollingUpdateStrategy:\t${rollingUpdate.maxUnavailable} max unavailable, ${rollingUpdate.maxSurge} max surge`]] as Line[])),
    ...templateLines(spec.template),
    ...conditionLines(status.conditions ?? []),
    ...(sets.length === 0
      ? []
      : ([
          [0, `OldReplicaSets:\t${old.length === 0 ? '<none>' : old.map(show).join(', ')}`],
          [0, `NewReplicaSet:\t${show(newest)}`],
        ] as Line[])),
    ...eventLines(world, deployment as unknown as Stored),
  ];
}

function conditionLines(conditions: readonly { readonly type: string; readonly status: string; readonly reason?: string }[]): Line[] {
  if (conditions.length === 0) return [];
  return [
    [0, 'Conditions:'],
    [1, 'Type\tStatus\tReason'],
    [1, '----\t------\t------'],
    ...conditions.map(({ type, status, reason }): Line => [1, `${type} \t${status}\t${reason ?? ''}`]),
  ];
}

export function describeReplicaSet(world: World, set: ReplicaSet): Line[] {
  const { metadata, spec, status } = set;
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace}`],
    [0, `Selector:\t${showSelector(spec.selector)}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    ...controlledBy(metadata),
    [0, `Replicas:\t${status?.replicas ?? 0} current / ${spec.replicas ?? 0} desired`],
    podStatusLine(world, set),
    ...templateLines(spec.template ?? {}),
    ...eventLines(world, set as unknown as Stored),
  ];
}

export function describeDaemonSet(world: World, set: DaemonSet): Line[] {
  const { metadata, spec, status } = set;
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace}`],
    [0, `Selector:\t${showSelector(spec.selector)}`],
    [0, `Node-Selector:\t${showLabels(spec.template.spec?.nodeSelector)}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    [0, `Desired Number of Nodes Scheduled: ${status?.desiredNumberScheduled ?? 0}`],
    [0, `Current Number of Nodes Scheduled: ${status?.currentNumberScheduled ?? 0}`],
    [0, `Number of Nodes Scheduled with Up-to-date Pods: ${status?.updatedNumberScheduled ?? 0}`],
    [0, `Number of Nodes Scheduled with Available Pods: ${status?.numberAvailable ?? 0}`],
    [0, `Number of Nodes Misscheduled: ${status?.numberMisscheduled ?? 0}`],
    podStatusLine(world, set),
    ...templateLines(spec.template),
    ...eventLines(world, set as unknown as Stored),
  ];
}

export function describeStatefulSet(world: World, set: StatefulSet): Line[] {
  const { metadata, spec, status } = set;
  const { partition, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace}`],
    [0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`],
    [0, `Selector:\t${showSelector(spec.selector)}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    [0, `Replicas:\t${spec.replicas ?? 0} desired | ${status?.replicas ?? 0} total`],
    [0, `Update Strategy:\t${spec.updateStrategy?.type ?? ''}`],
    ...(partition === undefined ? [] : ([[1, `Partition:\t${partition}`]] as Line[])),
    ...(partition === undefined || maxUnavailable === undefined ? [] : ([[1, `MaxUnavailable:\t${maxUnavailable}`]] as Line[])),
    podStatusLine(world, set),
    ...templateLines(spec.template),
    [0, 'Volume Claims:\t<none>'],
    ...eventLines(world, set as unknown as Stored),
  ];
}

function controlledBy({ ownerReferences = [] }: ReplicaSet['metadata']): Line[] {
  const owner = ownerReferences.find(({ controller }) => controller === true);
  return owner === undefined ? [] : [[0, `Controlled By:\t${owner.kind}/${owner.name}`]];
}

function podStatusLine(world: World, { metadata, spec }: ReplicaSet | DaemonSet | StatefulSet): Line {
  const pods = lookup(world.cluster.Pod, 'byNamespace', metadata.namespace ?? '').filter(
    (pod: Pod) => selects(spec.selector, pod.metadata.labels) && (pod.metadata.ownerReferences ?? []).some(({ uid }) => uid === metadata.uid),
  );
  const count = (phase: string) => pods.filter((pod) => pod.status.phase === phase).length;
  return [0, `Pods Status:\t${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`];
}
