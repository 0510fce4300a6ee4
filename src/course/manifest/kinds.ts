/** The kinds by what a manifest says of itself, for those that read or help to write one. */
import type { AnyKind } from '../../engine/cluster/api-server.ts';
import { clusterKinds } from '../../engine/cluster/kinds.ts';
import { apiVersionOf } from '../../engine/cluster/request.ts';
import type { Schema } from '../../engine/cluster/schema.ts';

const KINDS: readonly AnyKind[] = Object.values(clusterKinds) as unknown as readonly AnyKind[];

/** The names of all kinds, for completion. */
export const KIND_NAMES: readonly string[] = KINDS.map(({ kind }) => kind).sort();

/** The kind of that name; the API group decides where two share it. */
export function kindOfManifest(kind: unknown, apiVersion: unknown): AnyKind | null {
  const named = KINDS.filter((one) => one.kind === kind);
  return named.find((one) => apiVersionOf(one) === apiVersion) ?? named[0] ?? null;
}

/** The `apiVersion` that a manifest of the kind states. */
export function versionOfKind(kind: string): string | null {
  const found = kindOfManifest(kind, null);
  return found === null ? null : apiVersionOf(found);
}

/** The schema at the end of a path of fields; lists and maps are passed through. Null where the kind knows no such field. */
export function schemaAt(schema: Schema, path: readonly string[]): Schema | null {
  const inner = unlisted(schema);
  const [head, ...rest] = path;
  if (head === undefined) return inner;
  if (inner.is === 'map') return schemaAt(inner.of, rest);
  const member = inner.is === 'object' ? inner.fields[head] : undefined;
  return member === undefined ? null : schemaAt(member, rest);
}

function unlisted(schema: Schema): Schema {
  return schema.is === 'list' ? unlisted(schema.of) : schema;
}
