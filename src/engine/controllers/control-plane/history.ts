/**
 * The revisions of a StatefulSet or a DaemonSet: each template that it had, numbered, so that a rollout can be undone.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/history/controller_history.go
 */
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.d.ts';
import { canonical, same } from '../../canonical.ts';
import type { ControllerRevision } from '../../cluster/controllerrevision.ts';
import type { DaemonSet } from '../../cluster/daemonset.ts';
import type { StatefulSet } from '../../cluster/statefulset.ts';
import { nameSuffix } from '../../mint.ts';
import { once } from '../../once.ts';
import { sha1 } from '../../sha1.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove, update } from '../acts.ts';
import type { Act } from '../controller.ts';
import { controllerRef } from '../ownership.ts';

type Workload = StatefulSet | DaemonSet;

export const REVISION_HASH = 'controller-revision-hash';

/** The revisions of the workload, oldest first. */
export function revisionsOf(world: World, { metadata }: Workload): ControllerRevision[] {
  return lookup(world.cluster.ControllerRevision, 'byOwner', metadata.uid).toSorted((one, other) => one.revision - other.revision);
}

/** The template that the revision holds. */
export function templateOf({ data }: ControllerRevision): PodTemplateSpec {
  return (data as { readonly spec: { readonly template: PodTemplateSpec } }).spec.template;
}

/** What a revision keeps: a patch that puts the template back. */
function dataOf({ spec: { template } }: { readonly spec: { readonly template: PodTemplateSpec } }): object {
  return { spec: { template: { ...template, $patch: 'replace' } } };
}

/** The hash of the template, as the last part of the revision's name. The real one is FNV over the serialised data. */
export function revisionHash({ spec }: Workload): string {
  return templateHash(spec.template);
}

const templateHash = once((template: PodTemplateSpec) => nameSuffix(sha1(canonical(dataOf({ spec: { template } }))), 10));

/** The name of the revision of the template that the workload has now. */
export function revisionName(workload: Workload): string {
  return `${workload.metadata.name}-${revisionHash(workload)}`;
}

/** Writes down the template as the newest revision, takes an older equal one forward, and forgets those over the limit. */
export function recordRevision(world: World, workload: Workload, inUse: readonly string[] = []): Act[] {
  const revisions = revisionsOf(world, workload);
  const newest = revisions.at(-1);
  const data = dataOf(workload);
  const equal = revisions.findLast((revision) => same(revision.data, data));
  const next = (newest?.revision ?? 0) + 1;
  const written = equal === undefined ? [create('ControllerRevision', newRevision(workload, next))] : forward(equal, newest, next);
  const limit = workload.spec.revisionHistoryLimit ?? 10;
  const old = revisions.filter((revision) => revision !== equal && !inUse.includes(revision.metadata.name));
  return [...written, ...old.slice(0, Math.max(0, old.length - limit)).map((revision) => remove('ControllerRevision', revision))];
}

function forward(equal: ControllerRevision, newest: ControllerRevision | undefined, next: number): Act[] {
  return equal === newest ? [] : [update('ControllerRevision', { ...equal, revision: next })];
}

function newRevision(workload: Workload, revision: number) {
  const { metadata, spec } = workload;
  const { [CHANGE_CAUSE]: cause } = metadata.annotations ?? {};
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: revisionName(workload),
      namespace: metadata.namespace as string,
      labels: { ...spec.template.metadata?.labels, [REVISION_HASH]: revisionHash(workload) },
      ...(cause === undefined ? {} : { annotations: { [CHANGE_CAUSE]: cause } }),
      ownerReferences: [controllerRef(workload)],
    },
    data: dataOf(workload),
    revision,
  };
}

const CHANGE_CAUSE = 'kubernetes.io/change-cause';
