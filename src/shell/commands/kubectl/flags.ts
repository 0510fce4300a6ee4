/** Flags as kubectl reads them. https://github.com/spf13/pflag */
import type { Text } from '../../../engine/text.ts';

export type FlagSpec = {
  readonly name: string;
  readonly short?: string;
  /** What it takes; an `optional` one may stand alone (`--dry-run`). */
  readonly takes: 'nothing' | 'text' | 'number' | 'list' | 'optional';
  readonly about: string;
  /** What kubectl would print behind the name in its help. */
  readonly fallback?: string;
  /** A real flag that the lab does not act on; the text says what to do instead. */
  readonly absent?: Text;
};

export type Flags = { readonly [name: string]: readonly string[] };

export type ReadFlags =
  | { readonly ok: true; readonly args: readonly string[]; readonly rest: readonly string[]; readonly flags: Flags; readonly hasRest: boolean }
  | { readonly ok: false; readonly message: string };

/** The arguments and flags among the words; flags may stand anywhere before `--`. */
export function readFlags(words: readonly string[], specs: readonly FlagSpec[]): ReadFlags {
  const flags: { [name: string]: string[] } = {};
  const args: string[] = [];
  const add = (spec: FlagSpec, value: string) => {
    flags[spec.name] = [...(flags[spec.name] ?? []), ...(spec.takes === 'list' ? value.split(',') : [value])];
  };
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] as string;
    if (word === '--') return { ok: true, args, rest: words.slice(index + 1), flags, hasRest: true };
    if (word === '-' || !word.startsWith('-')) {
      args.push(word);
      continue;
    }
    const read = word.startsWith('--') ? readLong(word, specs) : readShort(word, specs);
    if ('message' in read) return { ok: false, message: read.message };
    for (const { spec, value, shown } of read.found) {
      let given = value;
      if (given === null && spec.takes !== 'nothing' && spec.takes !== 'optional') {
        index += 1;
        if (index >= words.length) return { ok: false, message: `flag needs an argument: ${shown}` };
        given = words[index] as string;
      }
      const wrong = typeProblem(spec, given);
      if (wrong !== null) return { ok: false, message: wrong };
      add(spec, given ?? (spec.takes === 'optional' ? 'unchanged' : 'true'));
    }
  }
  return { ok: true, args, rest: [], flags, hasRest: false };
}

/** The last value of a flag, or undefined. */
export function flag(flags: Flags, name: string): string | undefined {
  return flags[name]?.at(-1);
}

export function isSet(flags: Flags, name: string): boolean {
  const value = flag(flags, name);
  return value !== undefined && value !== 'false';
}

type Found = { readonly spec: FlagSpec; readonly value: string | null; readonly shown: string };
type Read = { readonly found: readonly Found[] } | { readonly message: string };

function readLong(word: string, specs: readonly FlagSpec[]): Read {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
  const spec = specs.find((known) => known.name === name);
  if (spec === undefined) return { message: `unknown flag: --${name}` };
  return { found: [{ spec, value: equals < 0 ? null : word.slice(equals + 1), shown: `--${name}` }] };
}

/** `-n web`, `-nweb`, `-n=web`, `-it`: letters may be joined, the last may take the rest as its value. */
function readShort(word: string, specs: readonly FlagSpec[]): Read {
  const found: Found[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string;
    const spec = specs.find((known) => known.short === letter);
    if (spec === undefined) return { message: `unknown shorthand flag: '${letter}' in ${word}` };
    const shown = `'${letter}' in ${word}`;
    const tail = word.slice(at + 1);
    if (spec.takes !== 'nothing' && tail !== '') return { found: [...found, { spec, value: tail.replace(/^=/, ''), shown }] };
    if (tail.startsWith('=')) return { found: [...found, { spec, value: tail.slice(1), shown }] };
    found.push({ spec, value: null, shown });
  }
  return { found };
}

function typeProblem(spec: FlagSpec, value: string | null): string | null {
  if (value === null) return null;
  const name = spec.short === undefined ? `--${spec.name}` : `-${spec.short}, --${spec.name}`;
  if (spec.takes === 'number' && !/^[-+]?[0-9]+$/.test(value)) {
    return `invalid argument ${JSON.stringify(value)} for ${JSON.stringify(name)} flag: strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`;
  }
  if (spec.takes === 'nothing' && !/^(true|false|1|0|t|f|T|F|TRUE|FALSE|True|False)$/.test(value)) {
    return `invalid argument ${JSON.stringify(value)} for ${JSON.stringify(name)} flag: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
  }
  return null;
}
