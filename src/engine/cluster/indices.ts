/** The look-ups that several kinds share. */
import type { Metadata } from './metadata.ts';

type Stored = { readonly metadata: Metadata };

/** Under its namespace. */
export function byNamespace(object: Stored): readonly string[] {
  return object.metadata.namespace === undefined ? [] : [object.metadata.namespace];
}

/** Under the uid of the object that controls it. */
export function byOwner(object: Stored): readonly string[] {
  return (object.metadata.ownerReferences ?? []).flatMap((owner) => (owner.controller === true ? [owner.uid] : []));
}

/** Under the uid of each object that it is a dependent of, controlling or not: what the garbage collector follows. */
export function byDependency(object: Stored): readonly string[] {
  return (object.metadata.ownerReferences ?? []).map((owner) => owner.uid);
}

/** Under `namespace/key=value` for each of its labels. */
export function byLabel(object: Stored): readonly string[] {
  const { namespace = '', labels = {} } = object.metadata;
  return Object.entries(labels).map(([key, value]) => `${namespace}/${key}=${value}`);
}
