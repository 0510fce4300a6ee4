/**
 * JSON with positions, several values one after the other: what the pages of a list are when they are written to one file.
 * One pass over the text. https://www.rfc-editor.org/rfc/rfc8259
 */
import type { Text } from '../../engine/text.ts';
import { complaint, type FileProblem, problemAt, type Source } from '../problem.ts';
import { TOO_DEEP, type YamlEntry, type YamlNode } from '../yaml.ts';

/** Deeper than anything that an API prints, and far from what the stack holds. */
const MAX_DEPTH = 200;

type Scan = { readonly source: Source; readonly text: string; at: number; depth: number };

/** What keeps a text from being JSON: thrown within this file only. */
class NotJson extends Error {
  readonly offset: number;
  readonly expected: string;
  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

/** All values of the text, or none and the first place where it is not JSON. */
export function parseJson(source: Source): { readonly roots: readonly YamlNode[]; readonly problems: readonly FileProblem[] } {
  const scan: Scan = { source, text: source.text, at: 0, depth: 0 };
  const roots: YamlNode[] = [];
  try {
    for (skipSpace(scan); scan.at < scan.text.length; skipSpace(scan)) roots.push(value(scan));
    return { roots, problems: [] };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const what = error.expected === '' ? TOO_DEEP : complaint(BROKEN_WHAT, BROKEN_HOW, { expected: error.expected });
    return { roots: [], problems: [problemAt(source, error.offset, what)] };
  }
}

function value(scan: Scan): YamlNode {
  const start = scan.at;
  const first = scan.text[start];
  if (first === '{') return nested(scan, mapping);
  if (first === '[') return nested(scan, sequence);
  if (first === '"') return { node: 'scalar', start, value: string(scan) };
  return { node: 'scalar', start, value: word(scan) };
}

function nested(scan: Scan, read: (scan: Scan) => YamlNode): YamlNode {
  if (scan.depth === MAX_DEPTH) throw new NotJson(scan.at, '');
  scan.depth += 1;
  const node = read(scan);
  scan.depth -= 1;
  return node;
}

function mapping(scan: Scan): YamlNode {
  const start = scan.at++;
  const entries = new Map<string, YamlEntry>();
  const object: Record<string, unknown> = {};
  for (skipSpace(scan); scan.text[scan.at] !== '}'; skipSpace(scan)) {
    if (entries.size > 0) {
      expect(scan, ',', '`,` or `}`');
      skipSpace(scan);
    }
    const keyStart = scan.at;
    if (scan.text[keyStart] !== '"') throw new NotJson(keyStart, entries.size === 0 ? '`"` or `}`' : '`"`');
    const key = string(scan);
    skipSpace(scan);
    expect(scan, ':', '`:`');
    skipSpace(scan);
    const member = value(scan);
    entries.set(key, { keyStart, value: member });
    // A key `__proto__` is a key like any other.
    if (key === '__proto__') Object.defineProperty(object, key, { value: member.value, enumerable: true, configurable: true, writable: true });
    else object[key] = member.value;
  }
  scan.at += 1;
  return { node: 'mapping', start, value: object, entries };
}

function sequence(scan: Scan): YamlNode {
  const start = scan.at++;
  const items: YamlNode[] = [];
  for (skipSpace(scan); scan.text[scan.at] !== ']'; skipSpace(scan)) {
    if (items.length > 0) {
      expect(scan, ',', '`,` or `]`');
      skipSpace(scan);
    }
    items.push(value(scan));
  }
  scan.at += 1;
  return { node: 'sequence', start, value: items.map((item) => item.value), items };
}

function string(scan: Scan): string {
  const start = scan.at;
  STRING.lastIndex = start;
  const [raw] = STRING.exec(scan.text) ?? [];
  if (raw === undefined) throw new NotJson(start, 'the end of this text, `"`,');
  scan.at = start + raw.length;
  if (!raw.includes('\\')) return raw.slice(1, -1);
  try {
    return JSON.parse(raw) as string;
  } catch {
    throw new NotJson(start, 'a text with right escapes');
  }
}

function word(scan: Scan): unknown {
  WORD.lastIndex = scan.at;
  const [raw] = WORD.exec(scan.text) ?? [];
  if (raw === undefined) throw new NotJson(scan.at, 'a value');
  scan.at += raw.length;
  return JSON.parse(raw);
}

function expect(scan: Scan, mark: string, expected: string): void {
  if (scan.text[scan.at] !== mark) throw new NotJson(scan.at, expected);
  scan.at += 1;
}

function skipSpace(scan: Scan): void {
  for (;;) {
    const code = scan.text.charCodeAt(scan.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    scan.at += 1;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON does not allow them in a string
const STRING = /"(?:[^"\\\u0000-\u001f]|\\[^\u0000-\u001f])*"/y;
const WORD = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

const BROKEN_WHAT: Text = { ko: 'JSON 문법에 맞지 않습니다({expected} 자리).', en: 'this is not JSON (expected {expected} here).' };
const BROKEN_HOW: Text = {
  ko: '파일이 끝까지 저장되었는지 확인하고 `--output json`으로 다시 출력하세요.',
  en: 'Check that the file was written to its end, or print it again with `--output json`.',
};
