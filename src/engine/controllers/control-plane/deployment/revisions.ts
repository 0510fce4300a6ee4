/**
 * The ReplicaSets of a Deployment: which is the current one, what a new one is called, which revision each of them is.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go
 */
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.d.ts';
import { canonical, same } from '../../../canonical.ts';
import type { Deployment } from '../../../cluster/deployment.ts';
import type { ReplicaSet } from '../../../cluster/replicaset.ts';
import { nameSuffix } from '../../../mint.ts';
import { sha1 } from '../../../sha1.ts';
import { controllerRef } from '../../ownership.ts';
import { paceOf } from './pace.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAX = 'deployment.kubernetes.io/max-replicas';
const HASH = 'pod-template-hash';
/** Annotations that stay with the Deployment (skipCopyAnnotation). */
const OWN = ['kubectl.kubernetes.io/last-applied-configuration', REVISION, DESIRED, MAX, 'deprecated.deployment.rollback.to'];

/** The ReplicaSet whose template is the Deployment's, apart from the hash; the oldest when there are several. */
export function currentSet(deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined {
  return byAge(sets).find((set) => sameTemplate(set.spec.template, deployment.spec.template));
}

/** By creation, then by name. */
export function byAge(sets: readonly ReplicaSet[]): ReplicaSet[] {
  const age = ({ metadata }: ReplicaSet) => `${metadata.creationTimestamp} ${metadata.name}`;
  return [...sets].sort((one, other) => (age(one) < age(other) ? -1 : 1));
}

/** The revision number of a set, 0 where it has none. */
export function revisionNumber(set: ReplicaSet): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0) || 0;
}

/** What the current set has to be annotated with: revision, and the size by which scaling events are known. */
export function setAnnotations(deployment: Deployment, old: readonly ReplicaSet[], set: ReplicaSet | undefined): { readonly [name: string]: string } {
  const own = Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !OWN.includes(name));
  const next = Math.max(0, ...old.map(revisionNumber)) + 1;
  const revision = Math.max(next, set === undefined ? 0 : revisionNumber(set));
  return { ...set?.metadata.annotations, ...Object.fromEntries(own), ...sizeAnnotations(deployment), [REVISION]: String(revision) };
}

/** The size of the Deployment when the set was last scaled. */
export function sizeAnnotations(deployment: Deployment): { readonly [name: string]: string } {
  const replicas = deployment.spec.replicas ?? 1;
  return { [DESIRED]: String(replicas), [MAX]: String(replicas + paceOf(deployment).maxSurge) };
}

/** Whether the Deployment's size changed since the sets that have pods were scaled. */
export function isScalingEvent(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  return sets.some(({ metadata, spec }) => {
    const desired = metadata.annotations?.[DESIRED];
    return (spec.replicas ?? 0) > 0 && desired !== undefined && desired !== String(deployment.spec.replicas ?? 1);
  });
}

/** The ReplicaSet that the Deployment's template calls for. */
export function newSet(deployment: Deployment, old: readonly ReplicaSet[], replicas: number) {
  const { name, namespace } = deployment.metadata;
  const { template, selector, minReadySeconds } = deployment.spec;
  // The real hash is FNV over a dump of Go structures; this one is over the canonical form, in the same alphabet.
  const hash = nameSuffix(sha1(canonical(template)), 10);
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace: namespace as string,
      labels,
      annotations: setAnnotations(deployment, old, undefined),
      ownerReferences: [controllerRef(deployment)],
    },
    spec: {
      replicas,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH]: hash } },
      ...(minReadySeconds ? { minReadySeconds } : {}),
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function sameTemplate(one: PodTemplateSpec | undefined, other: PodTemplateSpec): boolean {
  return one !== undefined && same(withoutHash(one), withoutHash(other));
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { creationTimestamp: _none, ...metadata } = (template.metadata ?? {}) as Record<string, unknown>;
  const { [HASH]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...metadata, labels } };
}
