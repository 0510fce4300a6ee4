/** Outputs of commands, made short: what most commands do not have is left out. */
import stringWidth from 'string-width';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Note, Output } from './output.ts';

/** An output of which only what matters is given. */
export function output(world: World, parts: Partial<Omit<Output, 'world'>> & Pick<Output, 'kind'>): Output {
  return { stdout: '', stderr: '', code: 0, notes: [], connections: [], ...parts, world };
}

/** What a word of the lab says: a note, since it is no real tool's text. */
export function said(world: World, ...texts: readonly Text[]): Output {
  return output(world, { kind: 'lab', notes: texts.map((text) => info(text)) });
}

/** A lab word that could not be carried out as it was typed. */
export function refused(world: World, text: Text): Output {
  return output(world, { kind: 'refused', code: 2, notes: [{ mark: 'wrong', text }] });
}

export function info(text: Text): Note {
  return { mark: 'info', text };
}

/** Rows in columns, two cells apart; the last column is not padded. Hangul takes two cells. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  const padded = (cell: string, index: number): string => cell + ' '.repeat((widths[index] ?? 0) - stringWidth(cell));
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}
