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
  const before = source.text.slice(0, Math.max(0, offset));
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return { path: source.path, line, col: graphemes(before.slice(lineStart)) + 1 };
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

/** Problems in the order in which a reader meets them. */
export function inOrder(problems: readonly FileProblem[]): readonly FileProblem[] {
  return [...problems].sort((one, other) =>
    one.path === other.path ? one.line - other.line || one.col - other.col : one.path < other.path ? -1 : 1,
  );
}

function filled(text: Text, params: Params): Text {
  return { ko: fillTemplate(text.ko, params), en: fillTemplate(text.en, params) };
}

function graphemes(text: string): number {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].length;
}
