/** Effects of operations on objects of the AWS plane. */
import type { Effect } from '../change.ts';
import type { AwsKind } from '../kind.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';

/** Stores the object under its id. */
export function store<K extends keyof AwsKinds>(kind: K, object: AwsKinds[K]): Effect {
  const descriptor = awsKinds[kind] as AwsKind<AwsKinds[K]>;
  return { ref: { plane: 'aws', kind, key: String(object[descriptor.idMember]) }, object };
}

/** Removes the object with the id. */
export function erase(kind: keyof AwsKinds, key: string): Effect {
  return { ref: { plane: 'aws', kind, key }, object: null };
}
