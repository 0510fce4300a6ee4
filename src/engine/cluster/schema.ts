/**
 * The structure of a kind: its fields, their types, how lists merge, and which fields this lab acts on. From it come strict
 * decoding, the strategic merge of `apply` and `patch`, `kubectl explain`, and the report of what is not simulated.
 */
import type { ListField } from '../kind.ts';

/** The types of leaves, by the names that `kubectl explain` prints. */
export type Leaf = 'string' | 'integer' | 'boolean' | 'Quantity' | 'IntOrString' | 'Time' | 'Object';

/** What OpenAPI v3 asks of a value, of the kinds that a CustomResourceDefinition adds: the API server knows no other rule of theirs. */
export type Rules = {
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
};

export type Schema = {
  /** A known field that the lab stores and reports, but does not act on. */
  readonly kept?: true;
  readonly rules?: Rules;
} & (
  | { readonly is: 'leaf'; readonly type: Leaf }
  | { readonly is: 'object'; readonly type: string; readonly fields: Fields }
  | { readonly is: 'list'; readonly of: Schema; readonly merge: ListField }
  | { readonly is: 'map'; readonly of: Schema }
);

export type Fields = { readonly [name: string]: Schema };

export const string: Schema = { is: 'leaf', type: 'string' };
export const integer: Schema = { is: 'leaf', type: 'integer' };
export const boolean: Schema = { is: 'leaf', type: 'boolean' };
export const quantity: Schema = { is: 'leaf', type: 'Quantity' };
export const intOrString: Schema = { is: 'leaf', type: 'IntOrString' };
export const time: Schema = { is: 'leaf', type: 'Time' };
/** A structure whose inside this lab does not know: kept as it is. */
export const opaque: Schema = { is: 'leaf', type: 'Object', kept: true };
export const opaqueList: Schema = { is: 'list', of: { is: 'leaf', type: 'Object' }, merge: { strategy: 'atomic' }, kept: true };
export const stringMap: Schema = { is: 'map', of: string };

/** A structure by the name of its Go type. */
export function object(type: string, fields: Fields): Schema {
  return { is: 'object', type, fields };
}

/** A list that a patch replaces as a whole. */
export function listOf(of: Schema): Schema {
  return { is: 'list', of, merge: { strategy: 'atomic' } };
}

/** A list whose items a strategic patch merges by the value of a key. */
export function listBy(key: string, of: Schema): Schema {
  return { is: 'list', of, merge: { strategy: 'merge', key } };
}

/** A list of scalars that a strategic patch merges as a set. */
export function setOf(of: Schema): Schema {
  return { is: 'list', of, merge: { strategy: 'set' } };
}

/** A map from names to values. */
export function mapOf(of: Schema): Schema {
  return { is: 'map', of };
}

/** The field as one that is stored and reported, but not acted on. */
export function kept(schema: Schema): Schema {
  return { ...schema, kept: true };
}

/** The field with what OpenAPI asks of its value. */
export function ruled(schema: Schema, rules: Rules): Schema {
  return { ...schema, rules: { ...schema.rules, ...rules } };
}

/** The type as `kubectl explain` prints it: `[]ServicePort`, `map[string]string`. */
export function typeName(schema: Schema): string {
  if (schema.is === 'list') return `[]${typeName(schema.of)}`;
  if (schema.is === 'map') return `map[string]${typeName(schema.of)}`;
  return schema.type;
}
