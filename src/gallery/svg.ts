/** A grid as an SVG picture: text stays text, so it can be selected, searched and read aloud. */
import type { Grid, Look, Run } from './grid.ts';

const CELL = { width: 8.4, height: 18 };
const MARGIN = 12;
const INK = '#c8ccd4';
const GROUND = '#16181d';
const FONTS = "'JetBrains Mono','Cascadia Mono','D2Coding',Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK KR',monospace";

/** The picture with a title that says what it shows. */
export function svgOf({ columns, rows }: Grid, title: string): string {
  const width = round(columns * CELL.width + 2 * MARGIN);
  const height = rows.length * CELL.height + 2 * MARGIN;
  const body = rows.flatMap((row, index) => row.flatMap((run) => runOf(run, MARGIN + index * CELL.height)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${GROUND}"/>`,
    `<g font-family="${FONTS}" font-size="14" fill="${INK}" xml:space="preserve">`,
    ...body,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function runOf({ at, cells, text, look }: Run, top: number): string[] {
  const x = round(MARGIN + at * CELL.width);
  const width = round(cells * CELL.width);
  const ground = look.ground === null ? [] : [`<rect x="${x}" y="${top}" width="${width}" height="${CELL.height}" fill="${look.ground}"/>`];
  if (text.trim() === '') return ground;
  // The length is stated, so that fonts in which Hangul is not exactly two columns wide keep the frames straight.
  const place = `x="${x}" y="${round(top + CELL.height * 0.74)}" textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  return [...ground, `<text ${place}${styled(look)}>${escaped(text)}</text>`];
}

function styled({ ink, bold, dim, underline }: Look): string {
  return [
    ink === null ? '' : ` fill="${ink}"`,
    bold ? ' font-weight="bold"' : '',
    dim ? ' opacity="0.6"' : '',
    underline ? ' text-decoration="underline"' : '',
  ].join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
