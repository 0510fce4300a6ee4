/** The functions that charts use. https://helm.sh/docs/chart_template_guide/function_list/ */
import { dump } from 'js-yaml';

type Function = (...args: readonly never[]) => unknown;

/** A value as Go prints it with %v. */
export function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(printed).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `map[${entries.map(([key, inner]) => `${key}:${printed(inner)}`).join(' ')}]`;
}

/** Whether Go takes the value for true: not zero, empty or nil. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** A message of `required` or `fail`. */
export class Refused extends Error {}

const indent = (by: number, text: string): string => text.replace(/^/gm, ' '.repeat(by));
const quoted = (value: unknown): string => JSON.stringify(printed(value));

const all = {
  default: (otherwise: unknown, value: unknown) => (isTrue(value) ? value : otherwise),
  required: (message: string, value: unknown) => {
    if (value === null || value === undefined || value === '') throw new Refused(message);
    return value;
  },
  fail: (message: string) => {
    throw new Refused(message);
  },
  quote: (...values: readonly unknown[]) =>
    values
      .filter((value) => value !== null && value !== undefined)
      .map(quoted)
      .join(' '),
  squote: (value: unknown) => `'${printed(value)}'`,
  toYaml: (value: unknown) => (value === undefined ? '' : dump(value, { sortKeys: true, lineWidth: -1, noRefs: true, seqNoIndent: true }).trimEnd()),
  toJson: (value: unknown) => JSON.stringify(value),
  toString: printed,
  indent,
  nindent: (by: number, text: string) => `\n${indent(by, text)}`,
  upper: (text: string) => text.toUpperCase(),
  lower: (text: string) => text.toLowerCase(),
  trim: (text: string) => text.trim(),
  trunc: (length: number, text: string) => (length < 0 ? text.slice(length) : text.slice(0, length)),
  trimSuffix: (end: string, text: string) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text),
  trimPrefix: (start: string, text: string) => (text.startsWith(start) ? text.slice(start.length) : text),
  replace: (from: string, to: string, text: string) => text.replaceAll(from, to),
  contains: (part: string, text: string) => text.includes(part),
  hasPrefix: (part: string, text: string) => text.startsWith(part),
  hasSuffix: (part: string, text: string) => text.endsWith(part),
  join: (by: string, values: readonly unknown[]) => values.map(printed).join(by),
  printf: (format: string, ...values: readonly unknown[]) => {
    let at = 0;
    return format.replace(/%(?:[sdv]|q|%)/g, (verb) => (verb === '%%' ? '%' : verb === '%q' ? quoted(values[at++]) : printed(values[at++])));
  },
  int: (value: unknown) => Math.trunc(Number(value)) || 0,
  add: (...values: readonly unknown[]) => values.reduce<number>((sum, value) => sum + Number(value), 0),
  eq: (one: unknown, ...others: readonly unknown[]) => others.some((other) => one === other),
  ne: (one: unknown, other: unknown) => one !== other,
  lt: (one: number, other: number) => one < other,
  gt: (one: number, other: number) => one > other,
  le: (one: number, other: number) => one <= other,
  ge: (one: number, other: number) => one >= other,
  and: (...values: readonly unknown[]) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values: readonly unknown[]) => values.find(isTrue) ?? values.at(-1),
  not: (value: unknown) => !isTrue(value),
  empty: (value: unknown) => !isTrue(value),
  coalesce: (...values: readonly unknown[]) => values.find(isTrue) ?? null,
  ternary: (yes: unknown, no: unknown, test: unknown) => (isTrue(test) ? yes : no),
  list: (...values: readonly unknown[]) => values,
  dict: (...pairs: readonly unknown[]) =>
    Object.fromEntries(Array.from({ length: pairs.length / 2 }, (_, index) => [printed(pairs[2 * index]), pairs[2 * index + 1]])),
  hasKey: (map: object, key: string) => Object.hasOwn(map, key),
  len: (value: string | readonly unknown[] | object) =>
    typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value).length,
};

export const FUNCTIONS: ReadonlyMap<string, Function> = new Map(Object.entries(all) as [string, Function][]);

/** What templates may call: these, and the two that need the templates themselves. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set([...FUNCTIONS.keys(), 'include', 'template', 'tpl']);
