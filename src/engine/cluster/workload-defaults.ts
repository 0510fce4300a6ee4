/**
 * What kube-apiserver fills into Deployments, ReplicaSets, DaemonSets and StatefulSets.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/v1/defaults.go
 */
import type { DaemonSet } from './daemonset.ts';
import type { Deployment } from './deployment.ts';
import { podTemplateDefaults } from './pod-defaults.ts';
import type { ReplicaSet } from './replicaset.ts';
import type { StatefulSet } from './statefulset.ts';

/** One replica, a rolling update by quarters, ten old revisions, ten minutes to make progress. */
export function deploymentDefaults(deployment: Deployment): Deployment {
  const { spec } = deployment;
  const type = spec?.strategy?.type ?? 'RollingUpdate';
  const rolling = { maxUnavailable: '25%', maxSurge: '25%', ...spec?.strategy?.rollingUpdate };
  return {
    ...deployment,
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...spec,
      strategy: type === 'RollingUpdate' ? { type, rollingUpdate: rolling } : { ...spec?.strategy, type },
      template: podTemplateDefaults(spec?.template ?? {}),
    },
  };
}

export function replicaSetDefaults(replicaSet: ReplicaSet): ReplicaSet {
  const { spec } = replicaSet;
  return {
    ...replicaSet,
    spec: { replicas: 1, ...spec, ...(spec?.template === undefined ? {} : { template: podTemplateDefaults(spec.template) }) },
  };
}

/** One node after the other, without surge. */
export function daemonSetDefaults(daemonSet: DaemonSet): DaemonSet {
  const { spec } = daemonSet;
  const type = spec?.updateStrategy?.type ?? 'RollingUpdate';
  const rolling = { maxUnavailable: 1, maxSurge: 0, ...spec?.updateStrategy?.rollingUpdate };
  return {
    ...daemonSet,
    spec: {
      revisionHistoryLimit: 10,
      ...spec,
      updateStrategy: type === 'RollingUpdate' ? { type, rollingUpdate: rolling } : { type },
      template: podTemplateDefaults(spec?.template ?? {}),
    },
  };
}

/** One pod after the other, each when the one before it is ready; claims are kept. */
export function statefulSetDefaults(statefulSet: StatefulSet): StatefulSet {
  const { spec } = statefulSet;
  const type = spec?.updateStrategy?.type ?? 'RollingUpdate';
  const rolling = { partition: 0, ...spec?.updateStrategy?.rollingUpdate };
  return {
    ...statefulSet,
    spec: {
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: 10,
      ...spec,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain', ...spec?.persistentVolumeClaimRetentionPolicy },
      serviceName: spec?.serviceName ?? '',
      selector: spec?.selector as StatefulSet['spec']['selector'],
      updateStrategy: type === 'RollingUpdate' ? { type, rollingUpdate: rolling } : { ...spec?.updateStrategy, type },
      template: podTemplateDefaults(spec?.template ?? {}),
    },
  };
}
