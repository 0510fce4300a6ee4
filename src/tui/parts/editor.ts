/** The text being typed, as a value: a caret that always stands between two characters as the reader sees them. */
import { graphemes, withoutJoiners } from './line.ts';

export type Editor = {
  /** NFC, lines parted by `\n`. */
  readonly text: string;
  /** The caret as an offset into `text`. */
  readonly caret: number;
  /** What Ctrl-K, -U and -W took away last: Ctrl-Y puts it back. */
  readonly killed: string;
};

export type Edit =
  | { readonly edit: 'insert'; readonly text: string }
  | { readonly edit: 'replace'; readonly text: string; readonly caret?: number }
  | {
      readonly edit:
        | 'backspace'
        | 'delete'
        | 'left'
        | 'right'
        | 'word-left'
        | 'word-right'
        | 'line-start'
        | 'line-end'
        | 'kill-end'
        | 'kill-start'
        | 'kill-word'
        | 'yank';
    };

export const NO_TEXT: Editor = { text: '', caret: 0, killed: '' };

/** The editor after one edit. */
export function edited(editor: Editor, edit: Edit): Editor {
  const { text, caret } = editor;
  switch (edit.edit) {
    case 'insert':
      return inserted(editor, edit.text);
    case 'replace': {
      const next = clean(edit.text);
      return { ...editor, text: next, caret: snapped(next, edit.caret ?? next.length) };
    }
    case 'yank':
      return inserted(editor, editor.killed);
    case 'left':
      return { ...editor, caret: before(text, caret) };
    case 'right':
      return { ...editor, caret: after(text, caret) };
    case 'word-left':
      return { ...editor, caret: wordStart(text, caret) };
    case 'word-right':
      return { ...editor, caret: wordEnd(text, caret) };
    case 'line-start':
      return { ...editor, caret: rowStart(text, caret) };
    case 'line-end':
      return { ...editor, caret: lineEnd(text, caret) };
    case 'backspace':
      return without(editor, before(text, caret), caret);
    case 'delete':
      return without(editor, caret, after(text, caret));
    case 'kill-word':
      return killed(editor, wordStart(text, caret), caret);
    case 'kill-start':
      return killed(editor, rowStart(text, caret), caret);
    case 'kill-end': {
      const end = lineEnd(text, caret);
      return killed(editor, caret, end === caret ? after(text, caret) : end);
    }
  }
}

/** A text as the editor keeps it: NFC, `\n` for every line end, no control characters and none that nobody sees, tabs as two spaces. */
export function clean(text: string): string {
  return withoutJoiners(text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(CONTROL, '')).normalize('NFC');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

function inserted(editor: Editor, text: string): Editor {
  const typed = clean(text);
  if (typed === '') return editor;
  // Composed as a whole: a combining mark joins the character before it.
  const head = (editor.text.slice(0, editor.caret) + typed).normalize('NFC');
  const whole = (head + editor.text.slice(editor.caret)).normalize('NFC');
  return { ...editor, text: whole, caret: snapped(whole, head.length) };
}

function without(editor: Editor, from: number, to: number): Editor {
  if (from === to) return editor;
  const text = (editor.text.slice(0, from) + editor.text.slice(to)).normalize('NFC');
  return { ...editor, text, caret: snapped(text, from) };
}

function killed(editor: Editor, from: number, to: number): Editor {
  return from === to ? editor : { ...without(editor, from, to), killed: editor.text.slice(from, to) };
}

/** The offsets between characters in the row around an offset; no character reaches over a line end. */
function boundaries(text: string, around: number): number[] {
  const start = rowStart(text, around);
  const offsets = [start];
  for (const grapheme of graphemes(text.slice(start, lineEnd(text, around)))) offsets.push((offsets.at(-1) as number) + grapheme.length);
  return offsets;
}

function before(text: string, caret: number): number {
  return boundaries(text, caret).findLast((offset) => offset < caret) ?? Math.max(0, caret - 1);
}

function after(text: string, caret: number): number {
  return boundaries(text, caret).find((offset) => offset > caret) ?? Math.min(text.length, caret + 1);
}

function snapped(text: string, caret: number): number {
  return boundaries(text, caret).find((offset) => offset >= caret) ?? text.length;
}

function wordStart(text: string, caret: number): number {
  return /\S*\s*$/.exec(text.slice(0, caret))?.index ?? 0;
}

function wordEnd(text: string, caret: number): number {
  const rest = /^\s*\S*/.exec(text.slice(caret))?.[0] ?? '';
  return caret + rest.length;
}

function lineEnd(text: string, caret: number): number {
  const end = text.indexOf('\n', caret);
  return end === -1 ? text.length : end;
}

/** Where the row of an offset begins. */
export function rowStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
