/**
 * What the API server asks of objects of custom kinds: the OpenAPI v3 schema of their CustomResourceDefinition, in its texts.
 * https://github.com/kubernetes/kube-openapi/tree/master/pkg/validation (validate, errors) and
 * https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/validation/validation.go
 */
import { same } from '../canonical.ts';
import type { FieldError } from '../kind.ts';
import { duplicate, invalidValue, required, tooLong, tooMany, unsupported } from './field-error.ts';
import type { Leaf, Schema } from './schema.ts';

/** All findings about the value; the members of an object in the order of their names, as a map of Go is walked sorted. */
export function validateOpenApi(schema: Schema, value: unknown, field = ''): FieldError[] {
  if (value === undefined) return [];
  const type = typeFinding(schema, value, field);
  if (type !== null) return [type];
  switch (schema.is) {
    case 'leaf':
      return leafFindings(schema, value, field);
    case 'list':
      return listFindings(schema, value as readonly unknown[], field);
    case 'map':
      return Object.entries(value as object).flatMap(([key, member]) => validateOpenApi(schema.of, member, `${field}.${key}`));
    case 'object':
      return objectFindings(schema, value as Members, field);
  }
}

/** The value with the defaults of its schema, at every depth where a parent is there. */
export function openApiDefaults(schema: Schema, value: unknown): unknown {
  if (schema.is === 'list') return Array.isArray(value) ? value.map((item) => openApiDefaults(schema.of, item)) : value;
  if (schema.is !== 'object' || !isMembers(value)) return value;
  const filled: { [name: string]: unknown } = { ...value };
  for (const [name, member] of Object.entries(schema.fields)) {
    const given = filled[name] === undefined ? member.rules?.default : filled[name];
    if (given !== undefined) filled[name] = openApiDefaults(member, given);
  }
  return filled;
}

type Members = { readonly [name: string]: unknown };

const EXPECTED: { readonly [T in Leaf]: string | null } = {
  string: 'string',
  integer: 'integer',
  boolean: 'boolean',
  Time: 'string',
  Quantity: null,
  IntOrString: null,
  Object: null,
};

function typeFinding(schema: Schema, value: unknown, field: string): FieldError | null {
  const expected = schema.is === 'leaf' ? EXPECTED[schema.type] : schema.is === 'list' ? 'array' : 'object';
  const actual = typeOf(value);
  if (expected === null || expected === actual) return null;
  // The value that is printed is the name of its type.
  return invalidValue(field, actual, `${field} in body must be of type ${expected}: ${JSON.stringify(actual)}`);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function leafFindings({ rules = {} }: Schema, value: unknown, field: string): FieldError[] {
  const findings: FieldError[] = [];
  if (rules.enum !== undefined && !rules.enum.includes(String(value))) findings.push(unsupported(field, value, rules.enum));
  if (typeof value === 'string') {
    const { minLength = 0, maxLength, pattern } = rules;
    if (value.length < minLength) findings.push(invalidValue(field, value, `${field} in body should be at least ${minLength} chars long`));
    if (maxLength !== undefined && value.length > maxLength) findings.push(tooLong(field, maxLength));
    if (pattern !== undefined && !new RegExp(pattern).test(value)) {
      findings.push(invalidValue(field, value, `${field} in body should match '${pattern}'`));
    }
  }
  if (typeof value === 'number') {
    const { minimum, maximum } = rules;
    if (minimum !== undefined && value < minimum) {
      findings.push(invalidValue(field, value, `${field} in body should be greater than or equal to ${minimum}`));
    }
    if (maximum !== undefined && value > maximum) {
      findings.push(invalidValue(field, value, `${field} in body should be less than or equal to ${maximum}`));
    }
  }
  return findings;
}

function listFindings(schema: Schema & { readonly is: 'list' }, value: readonly unknown[], field: string): FieldError[] {
  const { minItems = 0, maxItems } = schema.rules ?? {};
  const findings: FieldError[] = [];
  if (value.length < minItems) findings.push(invalidValue(field, value.length, `${field} in body should have at least ${minItems} items`));
  if (maxItems !== undefined && value.length > maxItems) findings.push(tooMany(field, { given: value.length, most: maxItems }));
  findings.push(...value.flatMap((item, index) => validateOpenApi(schema.of, item, `${field}[${index}]`)));
  return [...findings, ...repeated(schema, value, field)];
}

/** x-kubernetes-list-type: items of a map list differ in their key, those of a set in their value. */
function repeated({ merge }: Schema & { readonly is: 'list' }, value: readonly unknown[], field: string): FieldError[] {
  if (merge.strategy === 'atomic') return [];
  const seen: unknown[] = [];
  return value.flatMap((item, index) => {
    const key = merge.strategy === 'merge' ? { [merge.key]: isMembers(item) ? item[merge.key] : undefined } : item;
    if (seen.some((other) => same(other, key))) return [duplicate(`${field}[${index}]`, key)];
    seen.push(key);
    return [];
  });
}

function objectFindings(schema: Schema & { readonly is: 'object' }, value: Members, field: string): FieldError[] {
  const at = (name: string) => (field === '' ? name : `${field}.${name}`);
  const missing = (schema.rules?.required ?? []).filter((name) => value[name] === undefined);
  const members = Object.entries(schema.fields).sort(([one], [other]) => (one < other ? -1 : 1));
  // Metadata is checked as that of every object.
  const inside = members.filter(([name]) => field !== '' || name !== 'metadata');
  return [...missing.map((name) => required(at(name))), ...inside.flatMap(([name, member]) => validateOpenApi(member, value[name], at(name)))];
}

function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
