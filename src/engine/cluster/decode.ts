/**
 * Decoding: a body becomes an object of its kind. A value of the wrong type is refused; a field that the kind does not have
 * is found and left out; null is the same as nothing. Paths and texts are those of the JSON decoder of kube-apiserver.
 * https://github.com/kubernetes-sigs/json
 */
import type { Fields, Leaf, Schema } from './schema.ts';

export type Decoded = {
  readonly object: object;
  /** `unknown field "spec.replica"`. */
  readonly unknown: readonly string[];
  /** The first value of the wrong type, as the decoder says it; null when all fit. */
  readonly mismatch: string | null;
  /** Paths of known fields that this lab does not act on. */
  readonly notSimulated: readonly string[];
};

type Findings = { readonly unknown: string[]; mismatch: string | null; readonly notSimulated: string[] };
/** Where a value stands: with indices (for paths), without (for Go's struct fields), and in which Go type. */
type At = { readonly path: string; readonly field: string; readonly within: string };

/**
 * The body as an object of the structure, with everything that was found on the way. What decoding leaves as it was is the same
 * value: of an object that somebody has read and sends back with a change, the rest stays what it was.
 */
export function decode(schema: Schema, body: object): Decoded {
  if (schema.is === 'object' && isPlain(schema.fields, body)) return { object: body, ...NOTHING_FOUND };
  const findings: Findings = { unknown: [], mismatch: null, notSimulated: [] };
  const object = walk(schema, body, { path: '', field: '', within: '' }, findings) as object;
  return { object, ...findings };
}

const NOTHING_FOUND = { unknown: [], mismatch: null, notSimulated: [] };

/** Whether decoding would leave the members as they are and find nothing: so it is with most of what controllers send. */
function isPlain(fields: Fields, value: object): boolean {
  for (const name in value) {
    const member = (value as { readonly [name: string]: unknown })[name];
    const field = fields[name];
    if (member === null || field === undefined || !fits(field, member)) return false;
  }
  return true;
}

function fits(schema: Schema, value: unknown): boolean {
  if (schema.kept === true && !isEmpty(value)) return false;
  if (schema.is === 'leaf') return value !== undefined && FITS[schema.type](value) && (schema.type !== 'Quantity' || typeof value === 'string');
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== (schema.is === 'list')) return false;
  if (schema.is === 'object') return isPlain(schema.fields, value);
  if (schema.is === 'list') {
    for (const item of value as readonly unknown[]) if (!fits(schema.of, item)) return false;
    return true;
  }
  for (const name in value) {
    const member = (value as { readonly [name: string]: unknown })[name];
    if (member === null || !fits(schema.of, member)) return false;
  }
  return true;
}

function walk(schema: Schema, value: unknown, at: At, findings: Findings): unknown {
  if (schema.kept === true && at.path !== '' && !isEmpty(value)) findings.notSimulated.push(at.path);
  if (schema.is === 'leaf') return leaf(schema.type, value, at, findings);
  if (schema.is === 'list') return list(schema, value, at, findings);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return mismatch(schema, value, at, findings);
  return schema.is === 'map' ? mapOfValues(schema.of, value, at, findings) : fieldsOf(schema, value, at, findings);
}

function fieldsOf(schema: Schema & { readonly is: 'object' }, value: object, at: At, findings: Findings): object {
  const decoded: { [name: string]: unknown } = {};
  let changed = false;
  for (const name of Object.keys(value)) {
    const member = (value as { readonly [name: string]: unknown })[name];
    if (member === null || member === undefined) {
      changed = true;
      continue;
    }
    const field = schema.fields[name];
    if (field?.is === 'leaf' && field.kept !== true && field.type !== 'Quantity' && FITS[field.type](member)) {
      decoded[name] = member;
      continue;
    }
    const path = at.path === '' ? name : `${at.path}.${name}`;
    if (field === undefined) findings.unknown.push(`unknown field ${JSON.stringify(path)}`);
    else decoded[name] = walk(field, member, { path, field: at.field === '' ? name : `${at.field}.${name}`, within: schema.type }, findings);
    if (decoded[name] !== member) changed = true;
  }
  return changed ? decoded : value;
}

function mapOfValues(of: Schema, value: object, at: At, findings: Findings): object {
  const decoded: { [name: string]: unknown } = {};
  let changed = false;
  for (const [name, member] of Object.entries(value)) {
    decoded[name] = walk(of, member ?? '', { ...at, path: `${at.path}.${name}` }, findings);
    if (decoded[name] !== member) changed = true;
  }
  return changed ? decoded : value;
}

function list(schema: Schema & { readonly is: 'list' }, value: unknown, at: At, findings: Findings): unknown {
  if (!Array.isArray(value)) return mismatch(schema, value, at, findings);
  const decoded = value.map((item, index) => walk(schema.of, item, { ...at, path: `${at.path}[${index}]` }, findings));
  return decoded.some((item, index) => item !== value[index]) ? decoded : value;
}

function leaf(type: Leaf, value: unknown, at: At, findings: Findings): unknown {
  if (FITS[type](value)) return type === 'Quantity' ? String(value) : value;
  if (type === 'Quantity' && typeof value === 'string') {
    findings.mismatch ??= "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    return value;
  }
  return mismatch({ is: 'leaf', type }, value, at, findings);
}

const FITS: { readonly [T in Leaf]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === 'boolean',
  Quantity: (value) =>
    typeof value === 'number' || (typeof value === 'string' && /^[+-]?[0-9.]+([eE][-+]?[0-9]+|[munkMGTPE]|[KMGTPE]i)?$/.test(value)),
  IntOrString: (value) => typeof value === 'string' || Number.isSafeInteger(value),
  Time: (value) => typeof value === 'string',
  Object: (value) => value !== undefined,
};

function mismatch(schema: Schema, value: unknown, at: At, findings: Findings): unknown {
  const where = at.within === '' ? 'Go value' : `Go struct field ${at.within}.${at.field}`;
  findings.mismatch ??= `json: cannot unmarshal ${jsonKind(value)} into ${where} of type ${goType(schema)}`;
  return value;
}

const GO_LEAF: { readonly [T in Leaf]: string } = {
  string: 'string',
  integer: 'int32',
  boolean: 'bool',
  Quantity: 'resource.Quantity',
  IntOrString: 'int32',
  Time: 'v1.Time',
  Object: 'v1.Object',
};

function goType(schema: Schema): string {
  if (schema.is === 'leaf') return GO_LEAF[schema.type];
  if (schema.is === 'list') return `[]${goType(schema.of)}`;
  return schema.is === 'map' ? `map[string]${goType(schema.of)}` : `v1.${schema.type}`;
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : `number ${value}`;
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'object';
}

function isEmpty(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return value === undefined;
  return (Array.isArray(value) ? value : Object.keys(value)).length === 0;
}
