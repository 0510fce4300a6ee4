import type { ControllerRevision as Model } from 'kubernetes-types/apps/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { invalidValue, required } from './field-error.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { integer } from './schema.ts';

/** A ControllerRevision as kube-apiserver stores it: a template that a StatefulSet or DaemonSet had, to go back to. */
export type ControllerRevision = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'data'> & {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ControllerRevision';
  readonly metadata: Metadata;
  readonly data: object;
  readonly spec?: never;
  readonly status?: never;
};

export const controllerRevision: ClusterKind<ControllerRevision> = {
  plane: 'cluster',
  kind: 'ControllerRevision',
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printControllerRevision)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'CONTROLLER', of: controllerOf },
    { name: 'REVISION', of: ({ revision }) => String(revision) },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('ControllerRevision', { data: { is: 'leaf', type: 'Object' }, revision: integer }),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: (object) => object,
  validate: ({ data, revision }) => [
    ...(data === undefined ? [required('data', 'data is mandatory')] : []),
    ...(revision < 0 ? [invalidValue('revision', revision, 'must be greater than or equal to 0')] : []),
  ],
};

/** `statefulset.apps/web`, or `<none>`. */
function controllerOf({ metadata: { ownerReferences = [] } }: ControllerRevision): string {
  const owner = ownerReferences.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  const [group] = owner.apiVersion.includes('/') ? owner.apiVersion.split('/') : [''];
  return `${owner.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${owner.name}`;
}
