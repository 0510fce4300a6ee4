/** Finding words in rows of text: whatever their case, and also where a row's end broke them. */
import { type Line, plain, type Span, type Tone, widthOf } from './line.ts';

/** A part of a match: from and to are offsets into the row's text. */
export type Piece = { readonly row: number; readonly from: number; readonly to: number };
/** One match, in as many pieces as the rows that it stands on. */
export type Match = readonly Piece[];

/** Every place where the words stand, from the first row on. Rows as wide as they can be go on in the next one. */
export function matchesIn(lines: readonly Line[], words: string, width: number): Match[] {
  const wanted = words.normalize('NFC').toLowerCase();
  if (wanted === '') return [];
  const found: Match[] = [];
  let first = 0;
  while (first < lines.length) {
    let last = first;
    // A character of two cells may have left the last cell of a row free.
    while (last + 1 < lines.length && widthOf(lines[last] as Line) >= width - 1) last++;
    found.push(...matchesOf(lines.slice(first, last + 1), first, wanted));
    first = last + 1;
  }
  return found;
}

function matchesOf(rows: readonly Line[], first: number, wanted: string): Match[] {
  let text = '';
  const starts = rows.map((row, at) => {
    const whole = plain(row);
    const skip = at > 0 ? indent(row) : 0;
    const start = text.length;
    text += lower(whole.slice(skip));
    return { start, skip, length: whole.length - skip };
  });
  const found: Match[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    found.push(
      starts.flatMap(({ start, skip, length }, row) => {
        const [from, to] = [Math.max(at, start), Math.min(end, start + length)];
        return from < to ? [{ row: first + row, from: from - start + skip, to: to - start + skip }] : [];
      }),
    );
  }
  return found;
}

/** What a typed line that goes on in the next row begins that row with. */
function indent([first]: Line): number {
  return first?.tone === 'dim' && first.text === '  ' ? 2 : 0;
}

/** Lower case of the same length: the few letters that grow are left as they are. */
function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length
    ? lowered
    : Array.from(text, (one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join('');
}

/** The row with the pieces in the tones given. */
export function marked(row: Line, pieces: readonly { readonly from: number; readonly to: number; readonly tone: Tone }[]): Line {
  if (pieces.length === 0) return row;
  const edges = [...new Set(pieces.flatMap(({ from, to }) => [from, to]))];
  let offset = 0;
  return row.flatMap((part): Span[] => {
    const start = offset;
    const end = start + part.text.length;
    offset = end;
    const cuts = [start, ...edges.filter((edge) => edge > start && edge < end).sort((one, other) => one - other), end];
    return cuts.slice(0, -1).map((from, at) => {
      const to = cuts[at + 1] as number;
      const tone = pieces.find((piece) => piece.from <= from && to <= piece.to)?.tone ?? part.tone;
      return { text: part.text.slice(from - start, to - start), tone };
    });
  });
}
