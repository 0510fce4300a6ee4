/** Where the typed text and its caret stand on the screen: broken by cells, as a terminal does. */
import { cells, graphemes } from './line.ts';

export type Place = { readonly x: number; readonly y: number };
export type EditorRows = { readonly rows: readonly string[]; readonly caret: Place };

/** The rows of the text after a prompt of so many cells, which the following rows keep free; the caret may stand at the row's end. */
export function editorRows(typed: { readonly text: string; readonly caret: number }, width: number, prompt: number): EditorRows {
  const rows: string[] = [''];
  const room = Math.max(2, width - prompt);
  let taken = 0;
  let offset = 0;
  let caret: Place | null = null;
  const next = () => {
    rows.push('');
    taken = 0;
  };
  const mark = () => {
    if (offset === typed.caret) caret = { x: prompt + taken, y: rows.length - 1 };
  };
  for (const grapheme of graphemes(typed.text)) {
    const wide = grapheme === '\n' ? 0 : cells(grapheme);
    if (taken + wide > room) next();
    mark();
    offset += grapheme.length;
    if (grapheme === '\n') next();
    else {
      rows[rows.length - 1] += grapheme;
      taken += wide;
    }
  }
  // One cell is kept for a caret after the last character.
  if (offset === typed.caret && taken >= room) next();
  mark();
  return { rows, caret: caret ?? { x: prompt, y: 0 } };
}
