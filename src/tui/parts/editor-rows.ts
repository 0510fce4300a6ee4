/** Where the typed text and its caret stand on the screen: broken by cells, as a terminal does. */
import { rowStart } from './editor.ts';
import { cells, graphemes } from './line.ts';

export type Place = { readonly x: number; readonly y: number };
export type EditorRows = {
  readonly rows: readonly string[];
  readonly caret: Place;
  /** Whether the first of the rows is the first of the text: of a very long one only the surroundings of the caret are laid out. */
  readonly whole: boolean;
};

/** So many lines above and below the caret are laid out: more than any window shows. */
const AROUND = 200;

/** The rows of the text after a prompt of so many cells, which the following rows keep free; the caret may stand at the row's end. */
export function editorRows(typed: { readonly text: string; readonly caret: number }, width: number, prompt: number): EditorRows {
  const { lines, start } = around(typed);
  const rows: string[] = [];
  const room = Math.max(2, width - prompt);
  let offset = start;
  let caret: Place | null = null;
  for (const [at, line] of lines.entries()) {
    rows.push('');
    let taken = 0;
    const next = () => {
      rows.push('');
      taken = 0;
    };
    const mark = () => {
      if (offset === typed.caret) caret = { x: prompt + taken, y: rows.length - 1 };
    };
    for (const grapheme of graphemes(line)) {
      const wide = cells(grapheme);
      if (taken + wide > room) next();
      mark();
      offset += grapheme.length;
      rows[rows.length - 1] += grapheme;
      taken += wide;
    }
    // At the end of the text one cell is kept for a caret after the last character.
    if (at === lines.length - 1 && offset === typed.caret && taken >= room) next();
    mark();
    offset += 1;
  }
  return { rows, caret: caret ?? { x: prompt, y: 0 }, whole: start === 0 };
}

/** The lines around the caret, and where in the text the first of them begins. */
function around({ text, caret }: { readonly text: string; readonly caret: number }): { readonly lines: readonly string[]; readonly start: number } {
  let start = rowStart(text, caret);
  for (let line = 0; line < AROUND && start > 0; line++) start = rowStart(text, start - 1);
  let end = caret;
  for (let line = 0; line <= AROUND && end < text.length; line++) {
    const next = text.indexOf('\n', end + 1);
    end = next === -1 ? text.length : next;
  }
  return { lines: text.slice(start, end).split('\n'), start };
}
