/** The colours of a terminal by number, as xterm has them: 16 named, a cube of 216, and 24 greys. */

const NAMED = [
  '#1e2127',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#c8ccd4',
  '#5c6370',
  '#ff7b86',
  '#b5e890',
  '#ffd68a',
  '#7cc4ff',
  '#de8ff5',
  '#6fd3df',
  '#ffffff',
] as const;
const STEPS = [0, 95, 135, 175, 215, 255] as const;

/** `#rrggbb` of colour 0 to 255. The cube and the greys: https://en.wikipedia.org/wiki/ANSI_escape_code#8-bit */
export function colourOf(number: number): string {
  const named = NAMED[number];
  if (named !== undefined) return named;
  if (number >= 232) return hex(Array(3).fill(8 + 10 * (number - 232)));
  const cube = number - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => STEPS[step] ?? 0));
}

/** `#rrggbb` of a colour that is given as one number of 24 bits. */
export function trueColour(rgb: number): string {
  return hex([rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
