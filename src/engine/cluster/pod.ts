import type { Pod as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { podColumns } from './pod-columns.ts';
import { podDefaults } from './pod-defaults.ts';
import { withPodEni } from './pod-eni.ts';
import { podSpec, podStatus } from './pod-schema.ts';
import { validatePod } from './pod-validation.ts';

/** A Pod as kube-apiserver stores it. */
export type Pod = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const pod: ClusterKind<Pod> = {
  plane: 'cluster',
  kind: 'Pod',
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status', 'binding', 'eviction'],
  columns: podColumns,
  selectable: {
    'spec.nodeName': (object) => object.spec.nodeName ?? '',
    'spec.restartPolicy': (object) => object.spec.restartPolicy ?? '',
    'spec.schedulerName': (object) => object.spec.schedulerName ?? '',
    'spec.serviceAccountName': (object) => object.spec.serviceAccountName ?? '',
    'spec.hostNetwork': (object) => String(object.spec.hostNetwork ?? false),
    'status.phase': (object) => object.status.phase ?? '',
    'status.podIP': (object) => addressesOf(object)[0] ?? '',
    'status.nominatedNodeName': (object) => object.status.nominatedNodeName ?? '',
  },
  schema: topLevel('Pod', { spec: podSpec, status: podStatus }),
  indices: {
    byNamespace,
    byOwner,
    byDependency,
    byLabel,
    // Under '' while no node is chosen: what the scheduler still has to place.
    byNode: (object) => [object.spec.nodeName ?? ''],
    // Pods that wait for a node and that where others go may help: the scheduler looks at these again when one is placed.
    byWaiting: ({ spec }) =>
      !spec.nodeName && ((spec.topologySpreadConstraints ?? []).length > 0 || spec.affinity?.podAffinity !== undefined) ? ['others'] : [],
    byAddress: addressesOf,
    // Pods that keep others away: the scheduler asks for these only.
    byAntiAffinity: ({ spec }) =>
      (spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).length > 0 ? ['required'] : [],
  },
  defaults: podDefaults,
  validate: validatePod,
  // A webhook of EKS: pods that a SecurityGroupPolicy matches ask for a branch ENI.
  prepare: (world, object, before) => ({ object: before === null ? withPodEni(world, object) : object }),
};

function addressesOf(object: Pod): string[] {
  const { podIP, podIPs } = object.status ?? {};
  return podIPs !== undefined && podIPs.length > 0 ? podIPs.flatMap(({ ip }) => (ip === undefined ? [] : [ip])) : podIP ? [podIP] : [];
}
