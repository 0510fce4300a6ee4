/** Reading objects for printing: what a GET of kube-apiserver answers. */
import { revisionOf } from '../../../engine/change.ts';
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { keyOf } from '../../../engine/cluster/metadata.ts';
import { refOf, type Stored, storedAt } from '../../../engine/cluster/request.ts';
import { notFound } from '../../../engine/cluster/status.ts';
import type { ClusterKind } from '../../../engine/kind.ts';
import { values, withPrefix } from '../../../engine/persistent-map.ts';
import type { Store } from '../../../engine/store.ts';
import type { StatusError } from '../../../engine/verb.ts';
import type { World } from '../../../engine/world.ts';
import { matchesFields, matchesLabels, type Requirement } from './selectors.ts';

export type { Stored };

/** Where to look: one namespace, or null for all. */
export type Query = { readonly namespace: string | null; readonly labels?: readonly Requirement[]; readonly fields?: readonly Requirement[] };

/** The objects of a kind in order of namespace and name. */
export function listObjects(world: World, kind: AnyKind, { namespace, labels = [], fields = [] }: Query): Stored[] {
  const store = world.cluster[kind.kind] as unknown as Store<Stored>;
  const narrowed = kind.namespaced && namespace !== null;
  const entries = narrowed ? [...withPrefix(store.entries, `${namespace}/`)].map(([, entry]) => entry) : values(store.entries);
  const { selectable } = kind as unknown as ClusterKind<Stored>;
  return entries
    .map((entry) => entry.object)
    .filter((object) => matchesLabels(labels, object.metadata.labels) && matchesFields(fields, fieldValues(object, selectable)));
}

function fieldValues(object: Stored, selectable: ClusterKind<Stored>['selectable']): (field: string) => string | undefined {
  return (field) => {
    if (field === 'metadata.name') return object.metadata.name;
    if (field === 'metadata.namespace') return object.metadata.namespace ?? '';
    return selectable[field]?.(object);
  };
}

/** The object, or the server's 404. */
export function getObject(
  world: World,
  kind: AnyKind,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Stored | StatusError {
  return storedAt(world, kind, keyOf(kind.namespaced ? { namespace, name } : { name })) ?? notFound(kind, name);
}

export function isError(found: Stored | StatusError): found is StatusError {
  return 'reason' in found && 'plane' in found;
}

/** The object as it is sent: with the revision of its last change. */
export function asSent(world: World, kind: AnyKind, object: Stored): Stored {
  const revision = revisionOf(world, refOf(kind, keyOf(object.metadata)));
  if (revision === undefined) return object;
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } as Stored['metadata'] };
}
