/** What a terminal shows, as values: rows of runs of cells with one look. */

/** The look of a cell; colours are `#rrggbb`, null is the terminal's own. */
export type Look = {
  readonly ink: string | null;
  readonly ground: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
};

/** Cells side by side with one look. `at` and `cells` count columns: a Hangul syllable is two. */
export type Run = { readonly at: number; readonly cells: number; readonly text: string; readonly look: Look };

export type Grid = { readonly columns: number; readonly rows: readonly (readonly Run[])[] };

/** The text of the grid, without trailing blanks. */
export function textOf({ rows }: Grid): string {
  return rows.map(textOfRow).join('\n').replace(/\n+$/, '');
}

function textOfRow(row: readonly Run[]): string {
  let line = '';
  let at = 0;
  for (const run of row) {
    line += ' '.repeat(Math.max(0, run.at - at)) + run.text;
    at = run.at + run.cells;
  }
  return line.trimEnd();
}
