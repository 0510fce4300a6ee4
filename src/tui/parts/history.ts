/** What was typed before: recalled with the arrows, searched with Ctrl-R. The text being typed is kept meanwhile. */

export type History = {
  /** Oldest first, neighbours that are equal once. */
  readonly lines: readonly string[];
  /** Which one is shown; null while the learner's own text is. */
  readonly at: number | null;
  readonly kept: string;
};

export const NO_HISTORY: History = { lines: [], at: null, kept: '' };

/** The history after a line was run. */
export function remembered(history: History, line: string): History {
  const lines = history.lines.at(-1) === line || line.trim() === '' ? history.lines : [...history.lines, line];
  return { lines, at: null, kept: '' };
}

/** One step back; null when there is nothing older. Only lines that start like the kept text are met. */
export function older(history: History, typed: string): { readonly history: History; readonly text: string } | null {
  const kept = history.at === null ? typed : history.kept;
  const from = history.at ?? history.lines.length;
  const at = history.lines.findLastIndex((line, index) => index < from && line.startsWith(kept));
  return at === -1 ? null : { history: { ...history, at, kept }, text: history.lines[at] as string };
}

/** One step forward, at last to the kept text; null when that is what is shown. */
export function newer(history: History): { readonly history: History; readonly text: string } | null {
  const from = history.at;
  if (from === null) return null;
  const at = history.lines.findIndex((line, index) => index > from && line.startsWith(history.kept));
  if (at === -1) return { history: { ...history, at: null }, text: history.kept };
  return { history: { ...history, at }, text: history.lines[at] as string };
}

/** The newest line that holds the words, before the given position. */
export function found(history: History, words: string, before = history.lines.length): { readonly at: number; readonly text: string } | null {
  const at = words === '' ? -1 : history.lines.findLastIndex((line, index) => index < before && line.includes(words));
  return at === -1 ? null : { at, text: history.lines[at] as string };
}
