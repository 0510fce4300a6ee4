/** Validation of an object: its metadata and everything that its kind asks, all findings at once. */
import type { ClusterKind } from '../kind.ts';
import type { StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import type { AnyKind } from './api-server.ts';
import { validateMetadata } from './metadata-validation.ts';
import type { Stored } from './request.ts';
import { invalid } from './status.ts';

/** The object as it can be stored, or the refusal. `before` is null on creation. */
export function admit(
  world: World,
  kind: AnyKind,
  { object, before }: { readonly object: Stored; readonly before: Stored | null },
): { readonly object: Stored } | { readonly error: StatusError } {
  const descriptor = kind as unknown as ClusterKind<Stored>;
  const errors = [...validateMetadata(kind, object.metadata, before?.metadata ?? null), ...descriptor.validate(object, before)];
  if (errors.length > 0) return { error: invalid(kind, object.metadata.name, errors) };
  if (descriptor.prepare === undefined) return { object };
  const prepared = descriptor.prepare(world, object, before);
  return 'errors' in prepared ? { error: invalid(kind, object.metadata.name, prepared.errors) } : prepared;
}
