/** Typing YAML in rows: what Enter, Tab, Backspace and the arrows do where a text has many lines. */
import { type Editor, edited, rowStart } from './editor.ts';
import { cells, cut } from './line.ts';

const STEP = 2;

export type Row = { readonly start: number; readonly end: number; readonly text: string; readonly index: number };

/** The row of an offset. */
export function rowAt(text: string, offset: number): Row {
  const start = rowStart(text, offset);
  const found = text.indexOf('\n', offset);
  const end = found === -1 ? text.length : found;
  let index = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) index++;
  return { start, end, text: text.slice(start, end), index };
}

/** A new row below, indented as YAML goes on: deeper after `key:` and `key: |`, beside the keys of a list's item. */
export function newRow(editor: Editor): Editor {
  const row = rowAt(editor.text, editor.caret);
  const before = row.text.slice(0, editor.caret - row.start);
  return edited(editor, { edit: 'insert', text: `\n${' '.repeat(indentAfter(before))}` });
}

function indentAfter(row: string): number {
  const lead = /^ *(?:- +)*/.exec(row)?.[0] ?? '';
  const rest = row.slice(lead.length).trimEnd();
  if (rest === '' || rest === '-') return /^ */.exec(row)?.[0].length ?? 0;
  const opens = !rest.startsWith('#') && /(?:^|[^\s]):(?: *[|>][+-]?)?$/.test(rest);
  return lead.length + (opens ? STEP : 0);
}

/** Backspace: within the indentation a whole step, else one character. */
export function backspaced(editor: Editor): Editor {
  const row = rowAt(editor.text, editor.caret);
  const before = row.text.slice(0, editor.caret - row.start);
  if (before === '' || /[^ ]/.test(before)) return edited(editor, { edit: 'backspace' });
  const count = before.length % STEP || STEP;
  const text = editor.text.slice(0, editor.caret - count) + editor.text.slice(editor.caret);
  return edited(editor, { edit: 'replace', text, caret: editor.caret - count });
}

/** The row of the caret one step further in, or out as far as it goes. */
export function shifted(editor: Editor, by: 1 | -1): Editor {
  const row = rowAt(editor.text, editor.caret);
  const lead = /^ */.exec(row.text)?.[0].length ?? 0;
  const change = by === 1 ? STEP : -Math.min(lead, lead % STEP || STEP);
  const head = ' '.repeat(lead + change);
  const text = editor.text.slice(0, row.start) + head + row.text.slice(lead) + editor.text.slice(row.end);
  return edited(editor, { edit: 'replace', text, caret: Math.max(row.start, editor.caret + change) });
}

/** The caret so many rows further, in the cell that it came from or as near as the row reaches. */
export function climbed(editor: Editor, by: number, goal: number | null): { readonly editor: Editor; readonly goal: number } {
  const from = rowAt(editor.text, editor.caret);
  const column = goal ?? cells(from.text.slice(0, editor.caret - from.start));
  let row = from;
  for (let step = 0; step < Math.abs(by); step++) {
    const next = by < 0 ? row.start - 1 : row.end + 1;
    if (next < 0 || next > editor.text.length) break;
    row = rowAt(editor.text, next);
  }
  return { editor: { ...editor, caret: row.start + cut(row.text, column).length }, goal: column };
}
