/** The words of a flag as the value of its member: scalars, JSON, or shorthand, as the shape asks. */
import type { Shape } from '../../../engine/aws/shape.ts';
import { isAttributeBoolean } from './flags.ts';
import { type Loose, readShorthand } from './shorthand.ts';
import { unsendable, type Wrong } from './usage.ts';

export type Value = { readonly value: unknown } | Wrong;

/** The value that the words spell out. https://github.com/aws/aws-cli/blob/v2/awscli/argprocess.py */
export function readValue(flag: string, shape: Shape, words: readonly string[]): Value {
  const first = words[0] ?? '';
  const file = words.map((word) => /^fileb?:\/\/(.*)$/.exec(word)).find((match) => match !== null);
  if (file) return noFile(flag, file[0], file[1] as string);
  if (shape.type === 'string') return { value: first };
  if (shape.type === 'integer') return readInteger(first);
  if (shape.type === 'boolean') return { value: first === 'true' };
  if (/^\s*[[{]/.test(first) && words.length === 1) return readJson(flag, shape, first);
  if (shape.type === 'list') return readList(flag, shape.of, words);
  return readStructure(flag, shape, first);
}

/** https://github.com/aws/aws-cli/blob/v2/awscli/paramfile.py (get_file) */
function noFile(flag: string, word: string, path: string): Wrong {
  const why = `Unable to load paramfile ${word}: [Errno 2] No such file or directory: '${path}'`;
  const note = {
    ko: '이 셸에는 파일이 없습니다. 값을 작은따옴표로 묶어 그대로 쓰세요.',
    en: 'This shell has no files. Write the value itself, in single quotes.',
  };
  return { ...unsendable(`Error parsing parameter '--${flag}': ${why}`), note };
}

function readInteger(word: string): Value {
  if (/^[+-]?\d+$/.test(word)) return { value: Number(word) };
  return unsendable(`invalid literal for int() with base 10: '${word}'`, 255);
}

function readJson(flag: string, shape: Shape, text: string): Value {
  try {
    const value: unknown = JSON.parse(text);
    return { value: shape.type === 'list' && !Array.isArray(value) ? [value] : value };
  } catch {
    return unsendable(`Error parsing parameter '--${flag}': Invalid JSON received.`);
  }
}

function readList(flag: string, item: Shape, words: readonly string[]): Value {
  if (item.type === 'string') return { value: words };
  const found: unknown[] = [];
  for (const word of words) {
    const read = item.type === 'structure' ? readStructure(flag, item, word) : readValue(flag, item, [word]);
    if ('wrong' in read) return read;
    found.push(read.value);
  }
  return { value: found };
}

function readStructure(flag: string, shape: Shape & { readonly type: 'structure' | 'map' }, word: string): Value {
  if (/^\s*\{/.test(word)) return readJson(flag, shape, word);
  // A structure whose only member is Value may be given as that value.
  if (!word.includes('=') && shape.type === 'structure' && Object.keys(shape.members).join() === 'Value') {
    return { value: { Value: isAttributeBoolean(shape) ? word.toLowerCase() === 'true' : word } };
  }
  const read = readShorthand(word);
  if ('complaint' in read) return unsendable(`Error parsing parameter '--${flag}': ${read.complaint}`);
  return { value: fitted(shape, read.value) };
}

/** Texts made into what the shape asks for, where they can be. */
function fitted(shape: Shape, loose: Loose): unknown {
  if (shape.type === 'list') {
    const list = Array.isArray(loose) ? (loose as readonly Loose[]) : [loose as Loose];
    return list.map((item) => fitted(shape.of, item));
  }
  if (shape.type === 'structure') {
    if (typeof loose !== 'object' || Array.isArray(loose)) return loose;
    return Object.fromEntries(Object.entries(loose).map(([key, item]) => [key, fitted(shape.members[key] ?? { type: 'string' }, item)]));
  }
  if (shape.type === 'map') {
    if (typeof loose !== 'object' || Array.isArray(loose)) return loose;
    return Object.fromEntries(Object.entries(loose).map(([key, item]) => [key, fitted(shape.of, item)]));
  }
  if (typeof loose !== 'string') return loose;
  if (shape.type === 'integer') return /^[+-]?\d+$/.test(loose) ? Number(loose) : loose;
  if (shape.type === 'boolean' && /^(true|false)$/i.test(loose)) return loose.toLowerCase() === 'true';
  return loose;
}
