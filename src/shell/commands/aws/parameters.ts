/** Whether parameters can be sent at all: what botocore checks. https://github.com/boto/botocore/blob/develop/botocore/validate.py */
import type { Operation } from '../../../engine/aws/operation.ts';
import type { Shape } from '../../../engine/aws/shape.ts';

/** What is wrong with the parameters, a line each; empty when they can be sent. */
export function checkParameters(operation: Operation, input: Readonly<Record<string, unknown>>): string[] {
  const missing = Object.entries(operation.members).filter(([name, member]) => member.required && input[name] === undefined);
  return [
    ...missing.map(([name]) => `Missing required parameter in input: "${name}"`),
    ...structure({ type: 'structure', members: operation.members }, input, ''),
  ];
}

function complaints(shape: Shape, value: unknown, at: string): string[] {
  if (value === undefined) return [];
  if (shape.type === 'list') {
    if (!Array.isArray(value)) return [invalidType(at, value, "<class 'list'>, <class 'tuple'>")];
    return value.flatMap((item, index) => complaints(shape.of, item, `${at}[${index}]`));
  }
  if (shape.type === 'structure' || shape.type === 'map') {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && shape.type === 'map') return Object.entries(value).flatMap(([key, held]) => complaints(shape.of, held, `${at}.${key}`));
    return isObject && shape.type === 'structure'
      ? structure(shape, value as Record<string, unknown>, at)
      : [invalidType(at, value, "<class 'dict'>")];
  }
  if (shape.type === 'integer') return Number.isInteger(value) ? [] : [invalidType(at, value, "<class 'int'>")];
  if (shape.type === 'boolean') return typeof value === 'boolean' ? [] : [invalidType(at, value, "<class 'bool'>")];
  return typeof value === 'string' ? [] : [invalidType(at, value, "<class 'str'>")];
}

function structure(shape: Shape & { readonly type: 'structure' }, value: Readonly<Record<string, unknown>>, at: string): string[] {
  return Object.entries(value).flatMap(([name, held]) => {
    const member = shape.members[name];
    if (member !== undefined) return complaints(member, held, at === '' ? name : `${at}.${name}`);
    return [`Unknown parameter in ${at === '' ? 'input' : at}: "${name}", must be one of: ${Object.keys(shape.members).join(', ')}`];
  });
}

function invalidType(at: string, value: unknown, valid: string): string {
  return `Invalid type for parameter ${at}, value: ${python(value)}, type: ${typeOf(value)}, valid types: ${valid}`;
}

function typeOf(value: unknown): string {
  if (value === null) return "<class 'NoneType'>";
  if (Array.isArray(value)) return "<class 'list'>";
  const names: { readonly [type: string]: string } = { string: 'str', number: 'int', boolean: 'bool', object: 'dict' };
  return `<class '${names[typeof value]}'>`;
}

/** A value as Python prints it. */
function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value).replaceAll('"', "'") : String(value);
}
