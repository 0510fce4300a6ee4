/** The structure of Deployment, ReplicaSet and DaemonSet (apps/v1). */
import { labelSelector } from './metadata-schema.ts';
import { condition, podTemplate } from './pod-schema.ts';
import { boolean, type Fields, integer, intOrString, kept, listBy, object, string } from './schema.ts';

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
