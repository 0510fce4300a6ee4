/** What the handlers of requests share: where the object stands, how its body is decoded, what time it is. */
import type { Ref } from '../change.ts';
import { objectAt, type Store } from '../store.ts';
import type { ClusterVerb, StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import type { AnyKind } from './api-server.ts';
import { decode } from './decode.ts';
import type { Metadata } from './metadata.ts';
import { badRequest } from './status.ts';

/** An object of any kind, as the handlers see it. */
export type Stored = {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Metadata;
  readonly spec?: object;
  readonly status?: object;
};

export function apiVersionOf({ group, version }: Pick<AnyKind, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

export function refOf(kind: AnyKind, key: string): Ref {
  return { plane: 'cluster', kind: kind.kind, key };
}

/** The object as it is stored, or undefined. */
export function storedAt(world: World, kind: AnyKind, key: string): Stored | undefined {
  return objectAt(world.cluster[kind.kind] as unknown as Store<Stored>, key);
}

/** The namespace that the request is about: its own, else the body's, else `default`; none for kinds outside namespaces. */
export function namespaceOf(verb: ClusterVerb, kind: AnyKind): string | undefined {
  if (!kind.namespaced) return undefined;
  const body = verb.verb === 'create' || verb.verb === 'update' ? (verb.body as Partial<Stored>) : {};
  return verb.namespace ?? body.metadata?.namespace ?? 'default';
}

type Body = { readonly object: Stored; readonly warnings: readonly string[]; readonly notSimulated: readonly string[] };

/** The body as an object of the kind: fields of wrong types are refused, unknown ones as the request wants. */
export function decodeBody(kind: AnyKind, body: object, validation: ClusterVerb['fieldValidation'] = 'Warn'): Body | { readonly error: StatusError } {
  const sent = body as { readonly apiVersion?: unknown; readonly kind?: unknown };
  const cannot = `${kind.kind} in version ${JSON.stringify(kind.version)} cannot be handled as a ${kind.kind}:`;
  if (sent.kind !== undefined && sent.kind !== kind.kind) {
    return {
      error: badRequest(
        `${String(sent.kind)} in version ${JSON.stringify(String(sent.apiVersion))} cannot be handled as a ${kind.kind}: no kind is registered for it here`,
      ),
    };
  }
  const { object, unknown, mismatch, notSimulated } = decode(kind.schema, body);
  // A value of the wrong type is for the schema of a custom kind to refuse, not for the decoder.
  if (mismatch !== null && kind.installedBy === undefined) return { error: badRequest(`${cannot} ${mismatch}`) };
  if (unknown.length > 0 && validation === 'Strict') return { error: badRequest(`${cannot} strict decoding error: ${unknown.join(', ')}`) };
  return { object: object as Stored, warnings: validation === 'Ignore' ? [] : unknown, notSimulated };
}
