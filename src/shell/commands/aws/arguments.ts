/** The words of a line sorted into flags and their values, as argparse sorts them. */

import type { Operation } from '../../../engine/aws/operation.ts';
import type { Flag } from './flags.ts';
import { flagsOf, GLOBAL_FLAGS, PAGING_FLAGS } from './flags.ts';
import { misused, unknownOptions, type Wrong } from './usage.ts';

/** The words of each flag by its full name; switches have none. */
export type Arguments = {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly globals: ReadonlyMap<string, string>;
  /** Names of flags that no simulated member has. */
  readonly unknown: readonly string[];
  readonly loose: readonly string[];
};

type Sorting = { readonly flags: Map<string, string[]>; readonly globals: Map<string, string>; readonly unknown: string[]; readonly loose: string[] };

/** Sorts the words after `aws SERVICE OPERATION`. */
export function sortArguments(operation: Operation, words: readonly string[]): Arguments | Wrong {
  const own = flagsOf(operation);
  const paging = operation.pages === undefined ? [] : PAGING_FLAGS;
  const known = [...own.map((flag) => flag.name), ...paging, ...Object.keys(GLOBAL_FLAGS)];
  const sorting: Sorting = { flags: new Map(), globals: new Map(), unknown: [], loose: [] };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (!isFlag(word)) {
      sorting.loose.push(word);
      continue;
    }
    const [typed, attached] = split(word);
    const name = fullName(typed, known);
    if (typeof name === 'object') return name;
    const end = valuesEnd(words, at + 1);
    const values = attached === undefined ? words.slice(at + 1, end) : [attached];
    const used = take(sorting, { name, own: own.find((flag) => flag.name === name), values, attached: attached !== undefined });
    if (typeof used === 'object') return used;
    at += attached === undefined ? used : 0;
  }
  return sorting;
}

/** Null when every required flag is there and no word is left over. */
export function checkArguments(operation: Operation, sorted: Arguments): Wrong | null {
  const missing = flagsOf(operation).filter((flag) => flag.required && !sorted.flags.has(flag.name));
  if (missing.length > 0) return misused(`the following arguments are required: ${missing.map((flag) => `--${flag.name}`).join(', ')}`);
  const left = [...sorted.unknown.map((name) => `--${name}`), ...sorted.loose];
  return left.length === 0 ? null : unknownOptions(left);
}

/** A dash begins a flag, except that of a negative number. */
export function isFlag(word: string): boolean {
  return word.startsWith('--') && word.length > 2;
}

function split(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word.slice(2), undefined] : [word.slice(2, equals), word.slice(equals + 1)];
}

/** The beginning of a name stands for the name as long as it is clear which. */
function fullName(typed: string, known: readonly string[]): string | Wrong {
  if (known.includes(typed)) return typed;
  const fitting = known.filter((name) => name.startsWith(typed));
  if (fitting.length > 1) return misused(`ambiguous option: --${typed} could match ${fitting.map((name) => `--${name}`).join(', ')}`);
  return fitting[0] ?? typed;
}

function valuesEnd(words: readonly string[], start: number): number {
  let end = start;
  while (end < words.length && !isFlag(words[end] as string)) end += 1;
  return end;
}

type Found = { readonly name: string; readonly own: Flag | undefined; readonly values: readonly string[]; readonly attached: boolean };

/** Takes the flag's values and gives how many words they were. */
function take(sorting: Sorting, { name, own, values, attached }: Found): number | Wrong {
  const global = GLOBAL_FLAGS[name];
  if (own === undefined && global === undefined && !PAGING_FLAGS.includes(name)) {
    sorting.unknown.push(name);
    return 0;
  }
  if (own === undefined) return takeGlobal(sorting, name, values, global);
  if (own.sets !== undefined) {
    const valued = own.shape.type === 'structure' && own.sets && (attached || values.length === 1);
    sorting.flags.set(name, valued ? [values[0] as string] : []);
    return valued ? 1 : 0;
  }
  if (own.shape.type === 'list') {
    sorting.flags.set(name, [...values]);
    return values.length;
  }
  if (values.length === 0) return misused(`argument --${name}: expected one argument`);
  sorting.flags.set(name, [values[0] as string]);
  return 1;
}

function takeGlobal(sorting: Sorting, name: string, values: readonly string[], global: (typeof GLOBAL_FLAGS)[string] | undefined): number | Wrong {
  if (global?.value === false) {
    sorting.globals.set(name, '');
    return 0;
  }
  const value = values[0];
  if (value === undefined) return misused(`argument --${name}: expected one argument`);
  if (global?.choices !== undefined && !global.choices.includes(value)) {
    return misused(`argument --${name}: Found invalid choice '${value}'\n`);
  }
  sorting.globals.set(name, value);
  return 1;
}
