/** The shape of a variable: what it may be, from which the seed of an attempt picks. */

import { NAMES, type NameKind, type Pool, type Row, type Value } from '../pool.ts';
import { either, list, object, oneOf, record, refined, type Shape, string } from '../shape.ts';
import type { YamlNode } from '../yaml.ts';

/** A number or a text; a text may name other variables. */
export const value: Shape<Value> = {
  schema: { type: ['string', 'number'] },
  read: (node, report) => (typeof node.value === 'number' ? node.value : string().read(node, report)),
};

const NAME = /^[a-z][A-Za-z0-9]*$/;

const row: Shape<Row> = record(value);
const values = list(value, { least: 1 });
const typed = object(
  {},
  {
    one_of: list(either(value, row), { least: 1 }),
    number: object({ from: value, to: value }, { step: value, avoid: list(value) }),
    cidr: object({ within: string(), prefix: value }, { at: value, avoid: list(string()) }),
    host: object({ of: string() }, { at: value, avoid: list(string()) }),
    name: oneOf(...(Object.keys(NAMES) as NameKind[])),
    sum: values,
    product: values,
  },
);

const oneKind: Shape<Pool> = refined(typed, (read, node, report) => {
  if (Object.keys(read).length === 1) return read as Pool;
  report(node.start, NOT_ONE);
  return undefined;
});

/** A list of values, or one kind of pool with what it needs. */
export const pool: Shape<Pool> = {
  schema: { anyOf: [values.schema, { ...oneKind.schema, minProperties: 1, maxProperties: 1 }] },
  read: (node, report) => (node.node === 'sequence' ? values.read(node, report) : oneKind.read(node, report)),
};

/** Names are those that a hole can hold. */
export const vars: Shape<{ readonly [name: string]: Pool }> = {
  schema: { type: 'object', propertyNames: { pattern: NAME.source }, additionalProperties: pool.schema },
  read(node, report) {
    if (node.node === 'mapping') for (const [name, { keyStart }] of node.entries) if (!NAME.test(name)) report(keyStart, BAD_NAME);
    return record(pool).read(node, report);
  },
};

/** The names under every `vars:` of the file. */
export function variablesOf(node: YamlNode): readonly string[] {
  if (node.node === 'sequence') return node.items.flatMap(variablesOf);
  if (node.node !== 'mapping') return [];
  return [...node.entries].flatMap(([key, { value }]) =>
    key === 'vars' && value.node === 'mapping' ? [...value.entries.keys()] : key === 'world' ? [] : variablesOf(value),
  );
}

const NOT_ONE = {
  what: { ko: '변수는 값의 목록이나 종류 하나로 씁니다.', en: 'a variable is a list of values, or one kind of pool.' },
  how: {
    ko: '`[80, 8080]`이나 `{cidr: {within: 10.0.0.0/8, prefix: 16}}`처럼 쓰세요.',
    en: 'Write it like `[80, 8080]` or `{cidr: {within: 10.0.0.0/8, prefix: 16}}`.',
  },
};
const BAD_NAME = {
  what: { ko: '변수의 이름이 아닙니다.', en: 'this is not the name of a variable.' },
  how: {
    ko: '`nodePort`처럼 소문자로 시작하고 글자와 숫자만 쓰세요.',
    en: 'Begin with a lower-case letter and use letters and digits, as in `nodePort`.',
  },
};
