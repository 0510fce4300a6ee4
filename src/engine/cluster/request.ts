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

/** The time of the world as the API writes it: RFC 3339, whole seconds. Days by the civil calendar (Howard Hinnant's algorithm). */
export function timestamp(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86400);
  const { year, month, day } = civil(days);
  const rest = seconds - days * 86400;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}Z`;
}

function civil(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

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
  if (mismatch !== null) return { error: badRequest(`${cannot} ${mismatch}`) };
  if (unknown.length > 0 && validation === 'Strict') return { error: badRequest(`${cannot} strict decoding error: ${unknown.join(', ')}`) };
  return { object: object as Stored, warnings: validation === 'Ignore' ? [] : unknown, notSimulated };
}
