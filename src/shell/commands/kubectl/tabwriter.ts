/** Aligned columns as Go's text/tabwriter makes them: a column is a block of consecutive lines that have that cell. */

export type Style = { readonly minWidth: number; readonly padding: number };

/** Tables of `kubectl get`. */
export const TABLE: Style = { minWidth: 6, padding: 3 };
/** Texts of `kubectl describe`. */
export const DESCRIPTION: Style = { minWidth: 0, padding: 2 };

/** The text with its tabs replaced: a cell ends at a tab; what stands behind the last tab of a line is not aligned. */
export function align(text: string, { minWidth, padding }: Style): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths: number[][] = lines.map(() => []);
  const format = (from: number, to: number, column: number) => {
    for (let line = from; line < to; line++) {
      if (cellsOf(lines, line) <= column) continue;
      let end = line;
      let width = minWidth;
      for (; end < to && cellsOf(lines, end) > column; end++) width = Math.max(width, lengthOf(lines[end]?.[column] ?? '') + padding);
      for (let row = line; row < end; row++) (widths[row] as number[])[column] = width;
      format(line, end, column + 1);
      line = end - 1;
    }
  };
  format(0, lines.length, 0);
  return lines.map((cells, row) => cells.map((cell, column) => padded(cell, widths[row]?.[column])).join('')).join('\n');
}

/** How many cells of the line end with a tab. */
function cellsOf(lines: readonly (readonly string[])[], line: number): number {
  return (lines[line]?.length ?? 1) - 1;
}

function padded(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + ' '.repeat(Math.max(0, width - lengthOf(cell)));
}

/** Go counts characters, not cells. */
function lengthOf(cell: string): number {
  return [...cell].length;
}
