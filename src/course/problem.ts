/** What is wrong with a file that someone wrote: where, what, and how to mend it. Collected, never thrown. */
import { fillTemplate, type Params, type Text } from '../engine/text.ts';

export type FileProblem = {
  readonly path: string;
  /** Both from 1; the column counts what a reader counts as one character. */
  readonly line: number;
  readonly col: number;
  readonly what: Text;
  readonly how: Text;
};

/** A place in a file, as `path:line:col` names it. */
export type FilePlace = { readonly path: string; readonly line: number; readonly col: number };

/** A text file as it was read. `path` is what the user is told. */
export type Source = { readonly path: string; readonly text: string };

/** What and how, before the place is known. */
export type Complaint = { readonly what: Text; readonly how: Text };

/** A complaint with the holes of all four texts filled in. */
export function complaint(what: Text, how: Text, params: Params = {}): Complaint {
  return { what: filled(what, params), how: filled(how, params) };
}

/** The place of an offset (in UTF-16 units) of the source. */
export function placeAt(source: Source, offset: number): FilePlace {
  const starts = lineStarts(source);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { path: source.path, line: low + 1, col: graphemes(source.text.slice(starts[low], Math.max(0, offset))) + 1 };
}

/** Where the lines begin: found once per text, however many places are asked for. */
const known = new WeakMap<Source, readonly number[]>();

function lineStarts(source: Source): readonly number[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const starts = [0];
  for (let end = source.text.indexOf('\n'); end >= 0; end = source.text.indexOf('\n', end + 1)) starts.push(end + 1);
  known.set(source, starts);
  return starts;
}

/** The problem that a complaint is at an offset of the source. */
export function problemAt(source: Source, offset: number, { what, how }: Complaint): FileProblem {
  return { ...placeAt(source, offset), what, how };
}

/** `path:line:col: what how`, in one line, as every command prints it. */
export function showProblem(problem: FileProblem, lang: 'ko' | 'en'): string {
  return `${showPlace(problem)}: ${problem.what[lang]} ${problem.how[lang]}`;
}

/** `path:line:col`. */
export function showPlace({ path, line, col }: FilePlace): string {
  return `${path}:${line}:${col}`;
}

/** Problems, or whatever has a place, in the order in which a reader meets them. */
export function inOrder<P extends FilePlace>(problems: readonly P[]): readonly P[] {
  return [...problems].sort((one, other) =>
    one.path === other.path ? one.line - other.line || one.col - other.col : one.path < other.path ? -1 : 1,
  );
}

/** What it quotes from a file may hold a tab: a problem is told without. */
function filled(text: Text, params: Params): Text {
  return { ko: fillTemplate(text.ko, params).replaceAll('\t', ' '), en: fillTemplate(text.en, params).replaceAll('\t', ' ') };
}

/** Characters that never join with their neighbours: Latin letters, box drawing, Hangul syllables, ideographs. Most lines have no others. */
const APART = /^[ -~\u00a0-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u257f\u3000-\u3029\u4e00-\u9fff\uac00-\ud7a3]*$/;

function graphemes(text: string): number {
  if (APART.test(text)) return text.length;
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].length;
}
