/** Columns of a text, as wide as their widest cell: numbers at the right, words at the left. */
import stringWidth from 'string-width';

export type Cell = string | number | bigint;

/** The rows under their heads. A column whose cells are all numbers stands at the right. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const numeric = heads.map((_, column) => rows.every((row) => typeof row[column] !== 'string'));
  const texts = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, column) => Math.max(...texts.map((row) => stringWidth(row[column] ?? ''))));
  const lines = texts.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] as number, numeric[column] === true))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** So wide a table stands in a terminal of 80 columns, set in as the lab's notes are. */
const ROOM = 72;

/** The table as it is, or turned on its side where it would be too wide and is narrower that way: its heads are then the first column. */
export function fittingTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const upright = table(heads, rows);
  if (widthOf(upright) <= ROOM) return upright;
  const [first = '', ...others] = heads;
  const turned = table(
    [first, ...rows.map(([name = '']) => String(name))],
    others.map((head, at) => [head, ...rows.map((row) => row[at + 1] ?? '')]),
  );
  return widthOf(turned) < widthOf(upright) ? turned : upright;
}

function widthOf(text: string): number {
  return Math.max(...text.split('\n').map((row) => stringWidth(row)));
}

function pad(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return right ? fill + text : text + fill;
}

/** A count with its thousands set apart: 65,536. */
export function grouped(value: number | bigint): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
