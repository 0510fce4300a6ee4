/** How Deployments, ReplicaSets, DaemonSets and StatefulSets are listed. */
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.d.ts';
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import type { Column } from '../kind.ts';
import type { DaemonSet } from './daemonset.ts';
import type { Deployment } from './deployment.ts';
import { ageOf } from './duration.ts';
import type { Metadata } from './metadata.ts';
import type { ReplicaSet } from './replicaset.ts';
import { showLabels, showSelector } from './selector-text.ts';
import type { StatefulSet } from './statefulset.ts';

type Workload = {
  readonly metadata: Metadata;
  readonly spec: { readonly selector?: LabelSelector; readonly template?: PodTemplateSpec };
};

const name: Column<Workload> = { name: 'NAME', of: ({ metadata }) => metadata.name };
const age: Column<Workload> = { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) };
const wide: readonly Column<Workload>[] = [
  { name: 'CONTAINERS', wide: true, of: ({ spec }) => (spec.template?.spec?.containers ?? []).map((container) => container.name).join(',') },
  { name: 'IMAGES', wide: true, of: ({ spec }) => (spec.template?.spec?.containers ?? []).map((container) => container.image ?? '').join(',') },
  { name: 'SELECTOR', wide: true, of: ({ spec }) => showSelector(spec.selector) },
];

export const deploymentColumns: readonly Column<Deployment>[] = [
  name,
  { name: 'READY', of: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 0}` },
  { name: 'UP-TO-DATE', of: ({ status }) => String(status?.updatedReplicas ?? 0) },
  { name: 'AVAILABLE', of: ({ status }) => String(status?.availableReplicas ?? 0) },
  age,
  ...wide,
];

export const replicaSetColumns: readonly Column<ReplicaSet>[] = [
  name,
  { name: 'DESIRED', of: ({ spec }) => String(spec.replicas ?? 0) },
  { name: 'CURRENT', of: ({ status }) => String(status?.replicas ?? 0) },
  { name: 'READY', of: ({ status }) => String(status?.readyReplicas ?? 0) },
  age,
  ...wide,
];

export const daemonSetColumns: readonly Column<DaemonSet>[] = [
  name,
  { name: 'DESIRED', of: ({ status }) => String(status?.desiredNumberScheduled ?? 0) },
  { name: 'CURRENT', of: ({ status }) => String(status?.currentNumberScheduled ?? 0) },
  { name: 'READY', of: ({ status }) => String(status?.numberReady ?? 0) },
  { name: 'UP-TO-DATE', of: ({ status }) => String(status?.updatedNumberScheduled ?? 0) },
  { name: 'AVAILABLE', of: ({ status }) => String(status?.numberAvailable ?? 0) },
  { name: 'NODE SELECTOR', of: ({ spec }) => showLabels(spec.template?.spec?.nodeSelector) },
  age,
  ...wide,
];

/** The only workload that does not print its selector. */
export const statefulSetColumns: readonly Column<StatefulSet>[] = [
  name,
  { name: 'READY', of: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 0}` },
  age,
  ...wide.slice(0, 2),
];
