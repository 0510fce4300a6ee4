/**
 * Shapes of what stands in a YAML file: each reads a positioned node into a typed value, or says where and why not, and
 * knows itself as JSON Schema for editors. Written by hand because a general validator costs 95 ms to load and its
 * messages know neither places nor Korean.
 */
import type { Text } from '../engine/text.ts';
import { nearest } from '../shell/nearest.ts';
import { type Complaint, complaint } from './problem.ts';
import { variablesIn } from './vars.ts';
import type { YamlNode } from './yaml.ts';

export type Report = ((offset: number, what: Complaint) => void) & {
  /** Variables in scope: a text that names one is taken as it stands, and looked at again once a value is drawn. */
  readonly vars?: ReadonlySet<string>;
};
export type JsonSchema = { readonly [key: string]: unknown };
export type Shape<T> = {
  readonly schema: JsonSchema;
  /** undefined after at least one report. */
  readonly read: (node: YamlNode, report: Report) => T | undefined;
};
export type Of<S> = S extends Shape<infer T> ? T : never;

type Shapes = { readonly [key: string]: Shape<unknown> };
type Read<R extends Shapes, O extends Shapes> = { readonly [K in keyof R]: Of<R[K]> } & { readonly [K in keyof O]?: Of<O[K]> };

/** A mapping with these keys and no others. */
export function object<R extends Shapes, O extends Shapes = Record<never, never>>(required: R, optional?: O): Shape<Read<R, O>> {
  const known: Shapes = { ...required, ...optional };
  const properties = Object.fromEntries(Object.entries(known).map(([key, shape]) => [key, shape.schema]));
  return {
    schema: { type: 'object', properties, required: Object.keys(required), additionalProperties: false },
    read(node, report) {
      if (node.node !== 'mapping') return wrongKind(node, report, MAPPING);
      const read: Record<string, unknown> = {};
      for (const [key, entry] of node.entries) {
        const shape = Object.hasOwn(known, key) ? known[key] : undefined;
        if (shape === undefined) unknownKey(key, Object.keys(known), (what) => report(entry.keyStart, what));
        const value = shape?.read(entry.value, report);
        if (value !== undefined) read[key] = value;
      }
      for (const key of Object.keys(required)) if (!node.entries.has(key)) report(node.start, complaint(MISSING_WHAT, MISSING_HOW, { key }));
      return Object.keys(required).every((key) => key in read) ? (read as Read<R, O>) : undefined;
    },
  };
}

/** A sequence. */
export function list<T>(item: Shape<T>, { least = 0 }: { readonly least?: number } = {}): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, minItems: least },
    read(node, report) {
      if (node.node !== 'sequence') return wrongKind(node, report, SEQUENCE);
      if (node.items.length < least) report(node.start, complaint(FEW_WHAT, FEW_HOW, { least }));
      return node.items.map((child) => item.read(child, report)).filter((value): value is NonNullable<typeof value> => value !== undefined);
    },
  };
}

/** A mapping with keys of the author's choice. */
export function record<T>(value: Shape<T>): Shape<{ readonly [key: string]: T }> {
  return {
    schema: { type: 'object', additionalProperties: value.schema },
    read(node, report) {
      if (node.node !== 'mapping') return wrongKind(node, report, MAPPING);
      const read: Record<string, T> = {};
      for (const [key, entry] of node.entries) {
        if (key === '__proto__') {
          report(entry.keyStart, complaint(PROTO_WHAT, PROTO_HOW));
          continue;
        }
        const member = value.read(entry.value, report);
        if (member !== undefined) read[key] = member;
      }
      return read;
    },
  };
}

/** Text; `pattern` must match all of it, and `like` shows what does. */
export function string(rule?: { readonly pattern: RegExp; readonly like: string }): Shape<string> {
  return {
    schema: rule === undefined ? { type: 'string' } : { type: 'string', pattern: `${rule.pattern.source}|${VARIABLE}` },
    read(node, report) {
      if (typeof node.value !== 'string') return wrongKind(node, report, STRING);
      if (namesVariable(node.value, report)) return node.value;
      if (rule !== undefined && !rule.pattern.test(node.value)) {
        report(node.start, complaint(PATTERN_WHAT, PATTERN_HOW, { value: node.value, like: rule.like }));
        return undefined;
      }
      return node.value;
    },
  };
}

/** A whole number within the limits. */
export function integer(least: number, most: number): Shape<number> {
  return bounded({ least, most, kind: INTEGER, type: 'integer', fits: Number.isInteger });
}

/** A number within the limits, whole or not. */
export function number(least: number, most: number): Shape<number> {
  return bounded({ least, most, kind: NUMBER, type: 'number', fits: Number.isFinite });
}

type Bounds = {
  readonly least: number;
  readonly most: number;
  readonly kind: Text;
  readonly type: 'integer' | 'number';
  readonly fits: (value: number) => boolean;
};

function bounded({ least, most, kind, type, fits }: Bounds): Shape<number> {
  return {
    schema: { type: [type, 'string'], minimum: least, maximum: most, pattern: `^${VARIABLE}$` },
    read(node, report) {
      // It becomes a number when it is filled in.
      if (namesVariable(node.value, report)) return node.value as number;
      if (typeof node.value !== 'number' || !fits(node.value)) return wrongKind(node, report, kind);
      if (node.value >= least && node.value <= most) return node.value;
      report(node.start, complaint(RANGE_WHAT, RANGE_HOW, { value: node.value, least, most }));
      return undefined;
    },
  };
}

/** As a pattern of JSON Schema, which knows no scopes. */
const VARIABLE = '\\{[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)?\\}';

/** Whether the value has a hole for a variable that is in scope. */
function namesVariable(value: unknown, { vars }: Report): boolean {
  return vars !== undefined && typeof value === 'string' && variablesIn(value).some((name) => vars.has(name));
}

/** The same report, with these variables in scope. */
export function withVariables(report: Report, names: Iterable<string>): Report {
  const within: (offset: number, what: Complaint) => void = (offset, what) => report(offset, what);
  return Object.assign(within, { vars: new Set([...(report.vars ?? []), ...names]) });
}

/** true or false. */
export const boolean: Shape<boolean> = {
  schema: { type: 'boolean' },
  read: (node, report) => (typeof node.value === 'boolean' ? node.value : wrongKind(node, report, BOOLEAN)),
};

/** One of these words. */
export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  return {
    schema: { enum: words },
    read(node, report) {
      if (words.includes(node.value as T) || namesVariable(node.value, report)) return node.value as T;
      const near = nearest(String(node.value), words);
      report(
        node.start,
        near === null
          ? complaint(WORD_WHAT, WORD_HOW, { value: String(node.value), words })
          : complaint(WORD_WHAT, NEAR_HOW, { value: String(node.value), near }),
      );
      return undefined;
    },
  };
}

/** Whatever stands there, as plain data. */
export const anything: Shape<unknown> = { schema: {}, read: (node) => node.value };

/** A mapping, as plain data. */
export const anyObject: Shape<{ readonly [key: string]: unknown }> = {
  schema: { type: 'object' },
  read: (node, report) => (node.node === 'mapping' ? (node.value as { readonly [key: string]: unknown }) : wrongKind(node, report, MAPPING)),
};

/** One line of text in one language: not empty, no line end. */
const sentence: Shape<string> = {
  schema: { type: 'string', minLength: 1 },
  read(node, report) {
    if (typeof node.value !== 'string') return wrongKind(node, report, STRING);
    if (node.value.trim() !== '') return node.value.trim();
    report(node.start, complaint(BLANK_WHAT, BLANK_HOW));
    return undefined;
  },
};

/** What a user reads: both languages beside each other. */
export const text: Shape<Text> = object({ ko: sentence, en: sentence });

/** The shape, and the value through `convert`, which may complain. */
export function refined<T, U>(shape: Shape<T>, convert: (value: T, node: YamlNode, report: Report) => U | undefined): Shape<U> {
  return {
    schema: shape.schema,
    read(node, report) {
      const value = shape.read(node, report);
      return value === undefined ? undefined : convert(value, node, report);
    },
  };
}

/** The first shape for a scalar, the second for anything else. */
export function either<T, U>(scalar: Shape<T>, other: Shape<U>): Shape<T | U> {
  return {
    schema: { anyOf: [scalar.schema, other.schema] },
    read: (node, report) => (node.node === 'scalar' ? scalar.read(node, report) : other.read(node, report)),
  };
}

/** Says that a key is not known, and which one may have been meant. */
export function unknownKey(key: string, known: readonly string[], report: (what: Complaint) => void): void {
  const near = nearest(key, known);
  report(near === null ? complaint(KEY_WHAT, KEYS_HOW, { key, known }) : complaint(KEY_WHAT, NEAR_HOW, { key, near }));
}

function wrongKind(node: YamlNode, report: Report, kind: Text): undefined {
  const found =
    node.node === 'scalar'
      ? typeof node.value === 'string'
        ? STRING
        : node.value === null
          ? NOTHING
          : SCALAR
      : node.node === 'sequence'
        ? SEQUENCE
        : MAPPING;
  report(node.start, {
    what: { ko: `${found.ko} 자리가 아닙니다.`, en: `${found.en} does not fit here.` },
    how: { ko: `${kind.ko} 형태로 쓰세요.`, en: `Write ${kind.en}.` },
  });
  return undefined;
}

const MAPPING: Text = { ko: '`키: 값` 묶음', en: 'a mapping (`key: value`)' };
const SEQUENCE: Text = { ko: '`- 항목` 목록', en: 'a list (`- item`)' };
const STRING: Text = { ko: '글', en: 'text' };
const INTEGER: Text = { ko: '정수', en: 'a whole number' };
const NUMBER: Text = { ko: '수', en: 'a number' };
const BOOLEAN: Text = { ko: '`true`나 `false`', en: '`true` or `false`' };
const SCALAR: Text = { ko: '숫자나 참, 거짓 값', en: 'a number or a truth value' };
const NOTHING: Text = { ko: '빈 값', en: 'an empty value' };

const KEY_WHAT: Text = { ko: '{key} 키는 없습니다.', en: 'there is no key {key}.' };
const KEYS_HOW: Text = { ko: '쓸 수 있는 키는 {known}입니다.', en: 'The keys are {known}.' };
const NEAR_HOW: Text = { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' };
const PROTO_WHAT: Text = { ko: '__proto__는 이름으로 쓰지 못합니다.', en: '__proto__ cannot be a name.' };
const PROTO_HOW: Text = { ko: '다른 이름을 쓰세요.', en: 'Choose another name.' };
const MISSING_WHAT: Text = { ko: '{key} 키가 빠졌습니다.', en: 'key {key} is missing.' };
const MISSING_HOW: Text = { ko: '여기에 {key}: 값을 더하세요.', en: 'Add {key}: here.' };
const FEW_WHAT: Text = { ko: '항목이 모자랍니다.', en: 'the list is too short.' };
const FEW_HOW: Text = { ko: '{least}개 이상 쓰세요.', en: 'Write {least} or more.' };
const PATTERN_WHAT: Text = { ko: '`{value}` 값은 형식에 맞지 않습니다.', en: '`{value}` does not have the right form.' };
const PATTERN_HOW: Text = { ko: '{like} 형식으로 쓰세요.', en: 'Write it like {like}.' };
const RANGE_WHAT: Text = { ko: '{value} 값은 범위를 벗어납니다.', en: '{value} is out of range.' };
const RANGE_HOW: Text = { ko: '{least}~{most} 안에서 쓰세요.', en: 'Write {least}-{most}.' };
const WORD_WHAT: Text = { ko: '`{value}` 값은 없습니다.', en: 'there is no value `{value}` here.' };
const WORD_HOW: Text = { ko: '{words} 중에서 고르세요.', en: 'Choose one of {words}.' };
const BLANK_WHAT: Text = { ko: '글이 비어 있습니다.', en: 'the text is empty.' };
const BLANK_HOW: Text = { ko: '이 언어의 글을 쓰세요.', en: 'Write it in this language.' };
