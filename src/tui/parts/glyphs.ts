/** The ASCII set: each of our glyphs has a one-cell stand-in, so no layout changes with it. */
import stringWidth from 'string-width';

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
/** What stands for characters of outputs and lessons that a terminal of wide symbols would draw in two cells. */
const NEAR: Readonly<Record<string, string>> = {
  '×': 'x',
  '÷': '/',
  '±': '+',
  '°': 'o',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '≤': '<',
  '≥': '>',
  '※': '*',
  '★': '*',
  '☆': '*',
  '◇': '*',
  '△': '^',
  '▲': '^',
  '▽': 'v',
  '▼': 'v',
  '║': '|',
  '═': '=',
};
const OURS = new RegExp(`[${Object.keys(ASCII_OF).join('')}]`, 'gu');

/** The text with our glyphs replaced by ASCII; letters of any language stay. */
export function inAscii(text: string): string {
  return text.replace(OURS, (glyph) => ASCII_OF[glyph] as string);
}

const PLAIN = /^[\x20-\x7e\uac00-\ud7a3]*$/;

/** The text without a character that some terminals draw in one cell and others in two (East Asian Width: ambiguous). */
export function unambiguous(text: string): string {
  if (PLAIN.test(text)) return text;
  return Array.from(inAscii(text), (one) => (isAmbiguous(one) ? (NEAR[one] ?? '?') : one)).join('');
}

/** Whether terminals differ in how many cells they draw it. */
export function isAmbiguous(character: string): boolean {
  return stringWidth(character) === 1 && stringWidth(character, { ambiguousIsNarrow: false }) === 2;
}

/** Every glyph of ours, for the ruler of the settings screen. */
export const GLYPHS = Object.keys(ASCII_OF).join('');
