/** The ASCII set: each of our glyphs has a one-cell stand-in, so no layout changes with it. */
const ASCII_OF: Readonly<Record<string, string>> = {
  '─': '-',
  '━': '=',
  '│': '|',
  '┃': '#',
  '╭': '+',
  '╮': '+',
  '╰': '+',
  '╯': '+',
  '┏': '#',
  '┓': '#',
  '┗': '#',
  '┛': '#',
  '├': '+',
  '└': '`',
  '┬': '+',
  '┴': '+',
  '┼': '+',
  '▶': '>',
  '▸': '>',
  '◀': '<',
  '✓': 'v',
  '✗': 'x',
  '●': 'o',
  '·': '.',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '…': '~',
  '█': '#',
  '░': '.',
  '›': '>',
  '–': '-',
  '∆': '*',
  '□': 'o',
  '■': 'x',
  '◆': '*',
  '○': 'o',
  '⇄': '~',
};
const OURS = new RegExp(`[${Object.keys(ASCII_OF).join('')}]`, 'gu');

/** The text with our glyphs replaced by ASCII; letters of any language stay. */
export function inAscii(text: string): string {
  return text.replace(OURS, (glyph) => ASCII_OF[glyph] as string);
}

/** Every glyph of ours, for the ruler of the settings screen. */
export const GLYPHS = Object.keys(ASCII_OF).join('');
