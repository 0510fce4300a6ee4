/** Breaking lines at spaces, so that a Korean word keeps its particle and an address stays whole. */
import { cells, cut, type Line, type Span, span } from './line.ts';

type Token = { readonly spans: readonly Span[]; readonly width: number; readonly space: boolean };

/** How a wrapped line continues: so many cells further in. */
export type Hang = { readonly hang?: number };

/** The line in rows of at most so many cells, broken at spaces; a word wider than a row is broken by cells. */
export function wrap(one: Line, width: number, { hang = 0 }: Hang = {}): Line[] {
  if (width <= 0) return [];
  const rows: Line[] = [];
  const indent = hang < width ? ' '.repeat(hang) : '';
  let row: Span[] = [];
  let taken = 0;
  const breakRow = () => {
    rows.push(trimEnd(row));
    row = indent === '' ? [] : [span(indent)];
    taken = indent.length;
  };
  for (const token of tokensOf(one)) {
    if (token.space) {
      if (taken + token.width > width) continue;
      if (rows.length > 0 && taken === indent.length) continue;
      row.push(...token.spans);
      taken += token.width;
      continue;
    }
    if (taken + token.width > width && taken > (rows.length > 0 ? indent.length : 0)) breakRow();
    for (const part of token.spans) {
      let rest = part.text;
      while (taken + cells(rest) > width) {
        const head = cut(rest, width - taken);
        if (head === '' && taken <= indent.length) break;
        if (head !== '') row.push({ ...part, text: head });
        rest = rest.slice(head.length);
        breakRow();
      }
      if (rest !== '') row.push({ ...part, text: rest });
      taken += cells(rest);
    }
  }
  rows.push(trimEnd(row));
  return rows;
}

/** A text of several paragraphs, wrapped. */
export function wrapText(text: string, width: number, hang: Hang = {}): Line[] {
  return text.split('\n').flatMap((paragraph) => wrap([span(paragraph)], width, hang));
}

/** A word may run over several spans, as `code` with its particle does: they are kept together. */
function tokensOf(one: Line): Token[] {
  const tokens: Token[] = [];
  let word: Span[] = [];
  const close = () => {
    if (word.length > 0) tokens.push({ spans: word, width: word.reduce((sum, part) => sum + cells(part.text), 0), space: false });
    word = [];
  };
  for (const part of one) {
    for (const piece of part.text.split(/( +)/)) {
      if (piece === '') continue;
      if (piece.startsWith(' ')) {
        close();
        tokens.push({ spans: [{ ...part, text: piece }], width: piece.length, space: true });
      } else word.push({ ...part, text: piece });
    }
  }
  close();
  return tokens;
}

function trimEnd(row: readonly Span[]): Line {
  let end = row.length;
  while (end > 0 && /^ *$/.test((row[end - 1] as Span).text) && end > 1) end--;
  return row.slice(0, end);
}
