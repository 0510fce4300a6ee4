/** Requests to kube-apiserver as controllers make them. */
import type { ClusterKinds } from '../cluster/kinds.ts';
import type { Metadata } from '../cluster/metadata.ts';
import type { Subresource } from '../kind.ts';
import type { Act } from './controller.ts';

type Named = { readonly metadata: Pick<Metadata, 'name' | 'namespace'> };
type KindName = keyof ClusterKinds;

/** POST: `metadata.name` may be left out for generateName. */
export function create(kind: KindName, body: { readonly metadata: { readonly name?: string; readonly namespace?: string } }): Act {
  const { name = '', namespace } = body.metadata;
  return { plane: 'cluster', verb: 'create', kind, namespace, name, body };
}

/** PUT of the whole object, or of the part that the subresource holds. */
export function update<T extends Named>(kind: KindName, object: T, subresource?: Subresource): Act {
  const { name, namespace } = object.metadata;
  return { plane: 'cluster', verb: 'update', kind, namespace, name, body: object, ...(subresource === undefined ? {} : { subresource }) };
}

/** PATCH with a merge patch (RFC 7386). */
export function mergePatch(kind: KindName, { metadata: { name, namespace } }: Named, body: object): Act {
  return { plane: 'cluster', verb: 'patch', patchType: 'merge', kind, namespace, name, body };
}

type Deletion = { readonly gracePeriodSeconds?: number; readonly propagation?: 'Background' | 'Foreground' | 'Orphan' };

/** DELETE, with the kind's own grace period unless told otherwise. */
export function remove(kind: KindName, { metadata: { name, namespace } }: Named, options: Deletion = {}): Act {
  return { plane: 'cluster', verb: 'delete', kind, namespace, name, ...options };
}
