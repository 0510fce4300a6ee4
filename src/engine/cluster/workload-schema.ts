/** The structure of Deployment, ReplicaSet, DaemonSet and StatefulSet (apps/v1). */
import { labelSelector } from './metadata-schema.ts';
import { condition, podTemplate } from './pod-schema.ts';
import { boolean, type Fields, integer, intOrString, kept, listBy, object, opaqueList, string } from './schema.ts';

const rollingUpdate = (type: string) => object(type, { maxUnavailable: intOrString, maxSurge: intOrString });

export const deploymentFields: Fields = {
  spec: object('DeploymentSpec', {
    replicas: integer,
    selector: labelSelector,
    template: podTemplate,
    strategy: object('DeploymentStrategy', { type: string, rollingUpdate: rollingUpdate('RollingUpdateDeployment') }),
    minReadySeconds: integer,
    revisionHistoryLimit: integer,
    paused: boolean,
    progressDeadlineSeconds: integer,
  }),
  status: object('DeploymentStatus', {
    observedGeneration: integer,
    replicas: integer,
    updatedReplicas: integer,
    readyReplicas: integer,
    availableReplicas: integer,
    unavailableReplicas: integer,
    terminatingReplicas: integer,
    collisionCount: integer,
    conditions: listBy('type', condition('DeploymentCondition')),
  }),
};

export const replicaSetFields: Fields = {
  spec: object('ReplicaSetSpec', { replicas: integer, minReadySeconds: integer, selector: labelSelector, template: podTemplate }),
  status: object('ReplicaSetStatus', {
    replicas: integer,
    fullyLabeledReplicas: integer,
    readyReplicas: integer,
    availableReplicas: integer,
    terminatingReplicas: integer,
    observedGeneration: integer,
    conditions: listBy('type', condition('ReplicaSetCondition')),
  }),
};

export const daemonSetFields: Fields = {
  spec: object('DaemonSetSpec', {
    selector: labelSelector,
    template: podTemplate,
    updateStrategy: object('DaemonSetUpdateStrategy', { type: string, rollingUpdate: rollingUpdate('RollingUpdateDaemonSet') }),
    minReadySeconds: integer,
    revisionHistoryLimit: kept(integer),
  }),
  status: object('DaemonSetStatus', {
    currentNumberScheduled: integer,
    numberMisscheduled: integer,
    desiredNumberScheduled: integer,
    numberReady: integer,
    observedGeneration: integer,
    updatedNumberScheduled: integer,
    numberAvailable: integer,
    numberUnavailable: integer,
    collisionCount: integer,
    conditions: listBy('type', condition('DaemonSetCondition')),
  }),
};

export const statefulSetFields: Fields = {
  spec: object('StatefulSetSpec', {
    replicas: integer,
    selector: labelSelector,
    template: podTemplate,
    volumeClaimTemplates: opaqueList,
    serviceName: string,
    podManagementPolicy: string,
    updateStrategy: object('StatefulSetUpdateStrategy', {
      type: string,
      rollingUpdate: object('RollingUpdateStatefulSetStrategy', { partition: integer, maxUnavailable: kept(intOrString) }),
    }),
    revisionHistoryLimit: integer,
    minReadySeconds: integer,
    persistentVolumeClaimRetentionPolicy: object('StatefulSetPersistentVolumeClaimRetentionPolicy', { whenDeleted: string, whenScaled: string }),
    ordinals: object('StatefulSetOrdinals', { start: integer }),
  }),
  status: object('StatefulSetStatus', {
    observedGeneration: integer,
    replicas: integer,
    readyReplicas: integer,
    currentReplicas: integer,
    updatedReplicas: integer,
    currentRevision: string,
    updateRevision: string,
    collisionCount: integer,
    availableReplicas: integer,
    conditions: listBy('type', condition('StatefulSetCondition')),
  }),
};
