/**
 * YAML 1.2 with positions: every value and every key knows where it stands, so that what is wrong can be shown there.
 * Folds the events of js-yaml 5, whose own values carry no offsets.
 */
import {
  boolCoreTag,
  constructFromEvents,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml';
import type { Text } from '../engine/text.ts';
import { type Complaint, complaint, type FileProblem, problemAt, type Source } from './problem.ts';

export type YamlNode = {
  /** Offset of the value in the text. */
  readonly start: number;
  readonly value: unknown;
} & (
  | { readonly node: 'scalar' }
  | { readonly node: 'sequence'; readonly items: readonly YamlNode[] }
  | { readonly node: 'mapping'; readonly entries: ReadonlyMap<string, YamlEntry> }
);
export type YamlEntry = { readonly keyStart: number; readonly value: YamlNode };

/** Of content that a person writes. */
export const MAX_BYTES = 1_048_576;
/** Of what a program printed: a world file that was imported, or what is to be imported. */
export const MAX_PRINTED_BYTES = 64 * MAX_BYTES;
/** So few that aliases of aliases cannot grow into more than some thousand values. */
const MAX_ALIASES = 20;

/** The one document of a YAML text, or null with the problems that keep it from being read. */
export function parseYaml(source: Source, maxBytes = MAX_BYTES): { readonly root: YamlNode | null; readonly problems: readonly FileProblem[] } {
  const { roots, problems: found } = parseYamlStream(source, maxBytes);
  const [root = null] = roots;
  // An escape such as "\e" becomes a control character only now.
  const hidden = root === null ? [] : hiddenControls(source, root);
  if (hidden.length > 0) return { root: null, problems: hidden };
  const problems = found;
  const isOne = roots.length === 1 || (roots.length === 0 && problems.length > 0);
  return isOne ? { root, problems } : { root: null, problems: [problemAt(source, 0, SEVERAL)] };
}

/** All documents of a YAML text; none with the problems that keep it from being read. */
export function parseYamlStream(
  source: Source,
  maxBytes = MAX_BYTES,
): { readonly roots: readonly YamlNode[]; readonly problems: readonly FileProblem[] } {
  const unreadable = unreadableText(source, maxBytes);
  if (unreadable.length > 0) return { roots: [], problems: unreadable };
  if (source.text.trim() === '') return { roots: [], problems: [problemAt(source, 0, EMPTY)] };
  try {
    const events = parseEvents(source.text, { filename: source.path });
    // Constructing finds what the events alone do not: aliases to nothing, too many aliases, unknown tags.
    constructFromEvents(events, { source: source.text, json: true, maxAliases: MAX_ALIASES });
    const problems: FileProblem[] = [];
    return { roots: fold(source, events, problems), problems };
  } catch (error) {
    // The parser descends once per level: what is nested deeper than its stack is no file that anyone wrote.
    if (error instanceof Unread) return { roots: [], problems: [problemAt(source, Math.max(0, error.offset), error.complaint)] };
    if (error instanceof RangeError) return { roots: [], problems: [problemAt(source, 0, TOO_DEEP)] };
    if (!(error instanceof YAMLException)) throw error;
    return { roots: [], problems: [problemAt(source, offsetOf(source.text, error.mark), malformed(error.reason ?? error.message))] };
  }
}

/** What no text file of a course or a world may contain: too much, or characters that a terminal obeys. */
export function unreadableText(source: Source, maxBytes = MAX_BYTES): readonly FileProblem[] {
  if (new TextEncoder().encode(source.text).length > maxBytes) {
    return [problemAt(source, 0, complaint(TOO_LARGE_WHAT, TOO_LARGE_HOW, { limit: maxBytes / 1_048_576 }))];
  }
  const problems: FileProblem[] = [];
  for (const match of source.text.matchAll(CONTROL)) {
    const what = match[0] === '\ufffd' ? NOT_UTF8 : complaint(CONTROL_WHAT, CONTROL_HOW, { code: codeOf(match[0]) });
    problems.push(problemAt(source, match.index, what));
    if (problems.length === 10) break;
  }
  return problems;
}

/** The node at a path of keys and indices; the deepest that exists when the path goes on beyond it. */
export function nodeAt(root: YamlNode, path: readonly (string | number)[]): { readonly start: number; readonly node: YamlNode } {
  let [start, node] = [root.start, root];
  for (const step of path) {
    if (node.node === 'sequence') {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      [start, node] = [item.start, item];
    } else if (node.node === 'mapping') {
      const entry = node.entries.get(String(step));
      if (entry === undefined) break;
      [start, node] = [entry.keyStart, entry.value];
    } else break;
  }
  return { start, node };
}

/** Control characters that escapes stand for, in values and keys: at most ten are told. */
function hiddenControls(source: Source, root: YamlNode): FileProblem[] {
  const problems: FileProblem[] = [];
  const look = (text: unknown, start: number): void => {
    const match = typeof text === 'string' ? new RegExp(CONTROL.source, 'u').exec(text) : null;
    if (match !== null && problems.length < 10)
      problems.push(problemAt(source, start, complaint(CONTROL_WHAT, CONTROL_HOW, { code: codeOf(match[0]) })));
  };
  const seen = new Set<YamlNode>();
  const walk = (node: YamlNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.node === 'scalar') look(node.value, node.start);
    else if (node.node === 'sequence') for (const item of node.items) walk(item);
    else
      for (const [key, entry] of node.entries) {
        look(key, entry.keyStart);
        walk(entry.value);
      }
  };
  walk(root);
  return problems;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

type Cursor = { index: number };
type Folding = {
  readonly source: Source;
  readonly events: readonly Event[];
  readonly cursor: Cursor;
  readonly anchors: Map<string, YamlNode>;
  readonly problems: FileProblem[];
  /** How many values there are so far, and how many of them aliases repeat. */
  readonly count: { values: number; repeated: number };
};

/** Aliases of aliases that repeat more values than this are in no file that anyone wrote. */
const MAX_REPEATED = 100_000;

/** How many values a node holds. */
const sizes = new WeakMap<YamlNode, number>();

/** Where reading stops. */
class Unread extends Error {
  readonly offset: number;
  readonly complaint: Complaint;
  constructor(offset: number, complaint: Complaint) {
    super(complaint.what.en);
    this.offset = offset;
    this.complaint = complaint;
  }
}

function repeatedBy({ count }: Folding, more: number, offset: number): void {
  count.values += more;
  count.repeated += more;
  if (count.repeated > MAX_REPEATED) throw new Unread(offset, TOO_MANY);
}

/** The value of each document; a document without any has none. */
function fold(source: Source, events: readonly Event[], problems: FileProblem[]): YamlNode[] {
  const roots: YamlNode[] = [];
  const cursor: Cursor = { index: 0 };
  while (cursor.index < events.length) {
    const event = events[cursor.index++];
    if (event?.type !== EVENT_ID.DOCUMENT) continue;
    if (events[cursor.index]?.type === EVENT_ID.POP) continue;
    roots.push(foldNode({ source, events, cursor, anchors: new Map(), problems, count: { values: 0, repeated: 0 } }));
  }
  return roots;
}

function foldNode(folding: Folding): YamlNode {
  const { source, cursor, anchors, problems } = folding;
  const event = folding.events[cursor.index++];
  if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT)
    throw new Error('A YAML value starts with an unexpected event');
  if (event.type === EVENT_ID.ALIAS) {
    const known = anchors.get(source.text.slice(event.anchorStart, event.anchorEnd));
    if (known !== undefined) repeatedBy(folding, sizes.get(known) ?? 1, event.anchorStart);
    return known ?? { node: 'scalar', start: event.anchorStart, value: null };
  }
  if (event.tagStart >= 0) problems.push(problemAt(source, event.tagStart, TAGGED));
  const before = folding.count.values;
  const node = foldContent(folding, event);
  folding.count.values += 1;
  sizes.set(node, folding.count.values - before);
  if (event.anchorStart >= 0) anchors.set(source.text.slice(event.anchorStart, event.anchorEnd), node);
  return node;
}

function foldContent(folding: Folding, event: SequenceEvent | MappingEvent | ScalarEvent): YamlNode {
  if (event.type === EVENT_ID.SCALAR) return { node: 'scalar', start: scalarStart(folding, event), value: scalarValue(folding.source.text, event) };
  if (event.type === EVENT_ID.SEQUENCE) {
    const items = foldItems(folding);
    return { node: 'sequence', start: event.start, value: items.map((item) => item.value), items };
  }
  const entries = foldEntries(folding);
  const value = Object.create(null) as Record<string, unknown>;
  for (const [name, entry] of entries) value[name] = entry.value.value;
  return { node: 'mapping', start: event.start, value: { ...value }, entries };
}

function foldItems(folding: Folding): YamlNode[] {
  const items: YamlNode[] = [];
  while (folding.events[folding.cursor.index]?.type !== EVENT_ID.POP) items.push(foldNode(folding));
  folding.cursor.index += 1;
  return items;
}

function foldEntries(folding: Folding): Map<string, YamlEntry> {
  const entries = new Map<string, YamlEntry>();
  while (folding.events[folding.cursor.index]?.type !== EVENT_ID.POP) {
    const key = foldNode(folding);
    const name = String(key.value);
    const entry = { keyStart: key.start, value: foldNode(folding) };
    if (entries.has(name)) folding.problems.push(problemAt(folding.source, key.start, complaint(TWICE_WHAT, TWICE_HOW, { name })));
    entries.set(name, entry);
  }
  folding.cursor.index += 1;
  return entries;
}

/** What a scalar means in the YAML 1.2 core schema: only a plain one can be other than text. */
function scalarValue(text: string, event: ScalarEvent): unknown {
  const source = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return source;
  for (const tag of [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return source;
}

/** The opening quote, where there is one. An empty value (`key:`) has no offset of its own: it stands where its key ends. */
function scalarStart(folding: Folding, { valueStart, style }: ScalarEvent): number {
  if (valueStart >= 0) return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED ? valueStart - 1 : valueStart;
  const before = folding.events[folding.cursor.index - 2];
  return before?.type === EVENT_ID.SCALAR ? Math.max(0, before.valueEnd) : 0;
}

function offsetOf(text: string, mark: { readonly line: number; readonly column: number } | undefined): number {
  if (mark === undefined) return 0;
  let offset = 0;
  for (let line = 0; line < mark.line; line += 1) offset = text.indexOf('\n', offset) + 1 || text.length;
  return offset + mark.column;
}

function malformed(reason: string): Complaint {
  return complaint(MALFORMED_WHAT, MALFORMED_HOW, { reason });
}

/** C0 and C1 controls except tab and line ends, the characters that reorder text, and what stands where a byte is no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]|\r(?!\n)/gu;

const CONTROL_WHAT: Text = { ko: '제어 문자 {code}가 들어 있습니다.', en: 'control character {code} is in the text.' };
const CONTROL_HOW: Text = { ko: '그 문자를 지우세요.', en: 'Delete it.' };
const NOT_UTF8 = complaint(
  { ko: 'UTF-8이 아닌 바이트가 있습니다.', en: 'a byte here is no UTF-8.' },
  { ko: '파일을 UTF-8로 저장하세요.', en: 'Save the file as UTF-8.' },
);
const TWICE_WHAT: Text = { ko: '{name} 키가 두 번 나옵니다.', en: 'key {name} stands here twice.' };
const TWICE_HOW: Text = { ko: '하나만 남기세요.', en: 'Keep one of them.' };
const MALFORMED_WHAT: Text = { ko: 'YAML 문법에 맞지 않습니다({reason}).', en: 'this is not YAML ({reason}).' };
const MALFORMED_HOW: Text = { ko: '들여쓰기와 따옴표, 괄호를 확인하세요.', en: 'Check indentation, quotes and brackets.' };
const TAGGED = complaint({ ko: 'YAML 태그를 씁니다.', en: 'a YAML tag stands here.' }, { ko: '태그를 지우세요.', en: 'Remove the tag.' });
const EMPTY = complaint(
  { ko: '파일이 비어 있습니다.', en: 'the file is empty.' },
  { ko: '내용을 쓰거나 파일을 지우세요.', en: 'Write its content or delete it.' },
);
const SEVERAL = complaint(
  { ko: 'YAML 문서가 하나가 아닙니다.', en: 'the file does not hold exactly one YAML document.' },
  { ko: '`---` 줄을 지우세요.', en: 'Remove the `---` lines.' },
);
const TOO_LARGE_WHAT: Text = { ko: '파일이 {limit} MiB보다 큽니다.', en: 'the file is larger than {limit} MiB.' };
const TOO_LARGE_HOW: Text = { ko: '파일을 나누세요.', en: 'Split it.' };
const TOO_MANY = complaint(
  { ko: '별칭이 값을 너무 많이 되풀이합니다.', en: 'aliases repeat too many values here.' },
  { ko: '값을 그대로 쓰거나 나누세요.', en: 'Write the values out, or split the file.' },
);
export const TOO_DEEP = complaint(
  { ko: '값이 너무 깊이 겹쳐 있습니다.', en: 'values are nested too deeply here.' },
  { ko: '도구가 출력한 그대로인지 확인하세요.', en: 'Check that this is what the tool printed.' },
);
