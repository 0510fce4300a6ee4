/** Validation of an object: its metadata and everything that its kind asks, all findings at once. */
import type { ClusterKind, FieldError } from '../kind.ts';
import type { StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import type { AnyKind } from './api-server.ts';
import { validateMetadata } from './metadata-validation.ts';
import type { Stored } from './request.ts';
import { invalid } from './status.ts';
import { type Strategy, strategies } from './strategies.ts';

/** An object and what it was before: null on creation. */
export type Edit = { readonly object: Stored; readonly before: Stored | null };

/** A new object with its defaults, as the registry of its kind prepares it for validation. */
export function newObject(kind: AnyKind, object: Stored): Stored {
  const strategy = strategies[kind.kind] as unknown as Strategy<Stored>;
  const given = kind.installedBy !== undefined && kind.subresources.includes('status') ? withoutStatus(object) : object;
  return strategy.create((kind as unknown as ClusterKind<Stored>).defaults(given));
}

function withoutStatus({ status: _sent, ...rest }: Stored): Stored {
  return rest;
}

/** All findings about the object. */
export function findings(kind: AnyKind, { object, before }: Edit): readonly FieldError[] {
  return [...validateMetadata(kind, object.metadata, before?.metadata ?? null), ...(kind as unknown as ClusterKind<Stored>).validate(object, before)];
}

/** The object as it can be stored, or the refusal. */
export function admit(world: World, kind: AnyKind, edit: Edit): { readonly object: Stored } | { readonly error: StatusError } {
  const { object, before } = edit;
  const errors = findings(kind, edit);
  if (errors.length > 0) return { error: invalid(kind, object.metadata.name, errors) };
  const { prepare } = kind as unknown as ClusterKind<Stored>;
  if (prepare === undefined) return { object };
  const prepared = prepare(world, object, before);
  return 'errors' in prepared ? { error: invalid(kind, object.metadata.name, prepared.errors) } : prepared;
}
