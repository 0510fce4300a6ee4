import type { ObjectMeta } from 'kubernetes-types/meta/v1.d.ts';

/** The metadata of a stored object. `resourceVersion` is that of its store entry and is added when it is read. */
export type Metadata = Omit<ObjectMeta, 'name' | 'uid' | 'creationTimestamp' | 'resourceVersion' | 'selfLink'> & {
  readonly name: string;
  readonly uid: string;
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp: string;
};

/** The key of an object in its store: `namespace/name`, or the name alone where there is no namespace. */
export function keyOf(metadata: { readonly namespace?: string; readonly name: string }): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}
