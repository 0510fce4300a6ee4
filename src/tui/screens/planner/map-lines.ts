/** The map of a subnet: a cell for an address, a row for a /28, and both larger where the window is too small for that. */
import { type AddressUse, chiefUse } from '../../../engine/planning/address-use.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { cells, type Line, line, type Span, span, type Tone } from '../../parts/line.ts';
import { wrap } from '../../parts/wrap.ts';
import type { Picture } from './state.ts';
import { plannerTexts as T, useTexts } from './texts.ts';

type Subnet = Picture['subnets'][number];

/** Each use has a glyph of its own, in the ASCII set too: colour only repeats it. */
export const USE_GLYPHS: { readonly [U in AddressUse]: { readonly glyph: string; readonly tone: Tone } } = {
  free: { glyph: '·', tone: 'dim' },
  reserved: { glyph: '✗', tone: 'dim' },
  primary: { glyph: '◆', tone: 'accent' },
  used: { glyph: '●', tone: 'good' },
  warm: { glyph: '+', tone: 'code' },
  prefix: { glyph: '=', tone: 'lab' },
  cooling: { glyph: '~', tone: 'warn' },
  other: { glyph: '%', tone: 'plain' },
};
/** A cell of several addresses, most of them free but not all. */
const PARTLY: { readonly glyph: string; readonly tone: Tone } = { glyph: ':', tone: 'plain' };
const LEGEND: readonly AddressUse[] = ['reserved', 'primary', 'used', 'warm', 'prefix', 'cooling', 'other', 'free'];
/** `100.64.255.240/28 `. */
const LABEL = 18;

export type Grid = {
  /** Addresses of a cell. */
  readonly scale: number;
  /** Cells of a row. */
  readonly across: number;
  /** Characters of a cell. */
  readonly wide: 1 | 2;
  readonly rows: number;
};

/** The grid in which the subnet's addresses fit: the fewest addresses to a cell, then the fewest cells to a row. */
export function gridOf(addresses: number, width: number, height: number): Grid {
  for (let scale = 1; scale < addresses; scale *= 2) {
    for (const across of [16, 32, 64, 128]) {
      const rows = Math.ceil(addresses / scale / across);
      const wide = across === 16 && LABEL + across * 2 <= width ? 2 : 1;
      if (rows <= height && LABEL + across * wide <= width) return { scale, across, wide, rows };
    }
  }
  return { scale: Math.max(1, addresses / 16), across: 16, wide: 1, rows: 1 };
}

/** What the pane of a subnet says: its map, what a cell is, the numbers behind the glyphs. */
export function mapLines(subnet: Subnet, lang: Lang, { width, height }: { readonly width: number; readonly height: number }): Line[] {
  const legend = legendLines(subnet, lang, width);
  const grid = gridOf(subnet.uses.length, width, Math.max(1, height - legend.length - 1));
  return [...gridLines(subnet, grid), scaleLine(grid, lang), ...legend];
}

function gridLines({ cidr, uses }: Subnet, { scale, across, wide, rows }: Grid): Line[] {
  const each = scale * across;
  return Array.from({ length: rows }, (_, row): Line => {
    const from = row * each;
    const spans: Span[] = [span(rowLabel(Number(cidr.base) + from, each).padEnd(LABEL), 'dim')];
    for (let cell = from; cell < Math.min(uses.length, from + each); cell += scale) {
      const to = Math.min(uses.length, cell + scale);
      const use = chiefUse(uses, cell, to);
      const { glyph, tone } = use === 'free' && uses.subarray(cell, to).some((one) => one !== 0) ? PARTLY : USE_GLYPHS[use];
      spans.push(span(wide === 2 ? `${glyph} ` : glyph, tone));
    }
    return spans;
  });
}

function scaleLine({ scale, across }: Grid, lang: Lang): Line {
  const row = prefixOf(scale * across);
  return line(span(fill(scale === 1 ? T.cellOne : T.cell, lang, { n: scale, row, partly: PARTLY.glyph }), 'dim'));
}

/** Only what is there: every glyph with its word and its number. */
function legendLines({ counts, free, freePrefixes }: Subnet, lang: Lang, width: number): Line[] {
  const items = LEGEND.filter((use) => counts[use] > 0 || use === 'free').map((use): Line => {
    const { glyph, tone } = USE_GLYPHS[use];
    return [span(`${glyph} `, tone), span(`${fill(useTexts[use], lang)} ${counts[use]}`)];
  });
  return [...packed(items, width), ...wrap([span(fill(T.freeOf, lang, { n: free, blocks: freePrefixes }), 'dim')], width)];
}

/** As many items to a row as fit: an item is never broken. */
function packed(items: readonly Line[], width: number): Line[] {
  const rows: Span[][] = [[]];
  let taken = 0;
  for (const item of items) {
    const wide = item.reduce((sum, part) => sum + cells(part.text), 0);
    if (taken > 0 && taken + 2 + wide > width) {
      rows.push([]);
      taken = 0;
    }
    const row = rows.at(-1) as Span[];
    if (taken > 0) row.push(span('  '));
    row.push(...item);
    taken += wide + (taken > 0 ? 2 : 0);
  }
  return rows;
}

function rowLabel(address: number, addresses: number): string {
  const quad = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
  return `${quad}/${prefixOf(addresses)}`;
}

function prefixOf(addresses: number): number {
  return 32 - Math.round(Math.log2(addresses));
}
