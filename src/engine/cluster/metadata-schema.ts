/** The structure of ObjectMeta, and of an object around its kind's own members. */
import { boolean, type Fields, integer, kept, listBy, listOf, object, opaque, type Schema, setOf, string, stringMap, time } from './schema.ts';

const ownerReference = object('OwnerReference', {
  apiVersion: string,
  kind: string,
  name: string,
  uid: string,
  controller: boolean,
  blockOwnerDeletion: boolean,
});

export const objectMeta: Schema = object('ObjectMeta', {
  name: string,
  generateName: string,
  namespace: string,
  selfLink: kept(string),
  uid: string,
  resourceVersion: string,
  generation: integer,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: integer,
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: listBy('uid', ownerReference),
  finalizers: setOf(string),
  managedFields: listOf(opaque),
});

export const labelSelector: Schema = object('LabelSelector', {
  matchLabels: stringMap,
  matchExpressions: listOf(object('LabelSelectorRequirement', { key: string, operator: string, values: listOf(string) })),
});

export const objectReference: Schema = object('ObjectReference', {
  kind: string,
  namespace: string,
  name: string,
  uid: string,
  apiVersion: string,
  resourceVersion: string,
  fieldPath: string,
});

/** The structure of a kind: type, metadata, and its own members. */
export function topLevel(kind: string, members: Fields): Schema {
  return object(kind, { apiVersion: string, kind: string, metadata: objectMeta, ...members });
}
