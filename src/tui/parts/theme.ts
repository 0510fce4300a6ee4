/** What a tone looks like. Colour only repeats what a glyph or a word says already. */
import type { TextProps } from 'ink';
import type { Tone } from './line.ts';

export type ColourScheme = 'dark' | 'light' | 'basic' | 'none';
export const COLOUR_SCHEMES: readonly ColourScheme[] = ['dark', 'light', 'basic', 'none'];

type Look = Pick<TextProps, 'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'inverse' | 'underline' | 'italic'>;
export type Theme = { readonly [T in Tone]: Look };

const NONE: Theme = {
  plain: {},
  dim: {},
  strong: { bold: true },
  good: {},
  bad: { bold: true },
  warn: {},
  accent: {},
  code: {},
  emphasis: { bold: true },
  selected: { inverse: true },
  border: {},
  focus: { bold: true },
  lab: {},
  lit: { bold: true },
  changed: { underline: true },
  found: { underline: true },
};

/** At least 4.5 to 1 against black and the usual dark backgrounds. `gray` is not asked for: some palettes make it the background. */
const DARK: Theme = {
  ...NONE,
  dim: { color: '#9a9a9a' },
  good: { color: '#5fd75f' },
  bad: { color: '#ff8787', bold: true },
  warn: { color: '#ffd75f' },
  accent: { color: '#5fd7ff' },
  code: { color: '#5fd7ff' },
  border: { color: '#9a9a9a' },
  focus: { color: '#5fd7ff', bold: true },
  lab: { color: '#d7af5f' },
  lit: { color: '#5fd75f', bold: true },
  changed: { color: '#ffd75f', underline: true },
  found: { color: '#ffd75f', underline: true },
};

/** The bright ones of sixteen colours: what they look like is the terminal's to say, so only those that no dark palette hides. */
const DARK_OF_16: Theme = {
  ...NONE,
  good: { color: 'greenBright' },
  bad: { color: 'redBright', bold: true },
  warn: { color: 'yellowBright' },
  accent: { color: 'cyanBright' },
  code: { color: 'cyanBright' },
  focus: { color: 'cyanBright', bold: true },
  lab: { color: 'yellowBright' },
  lit: { color: 'greenBright', bold: true },
  changed: { color: 'yellowBright', underline: true },
  found: { color: 'yellowBright', underline: true },
};

/** Dark hues on a light background keep a contrast of at least 4.5 to 1 against white. */
const LIGHT: Theme = {
  ...NONE,
  dim: { color: '#5f5f5f' },
  good: { color: '#00692b' },
  bad: { color: '#b00020', bold: true },
  warn: { color: '#8a5000' },
  accent: { color: '#005f87' },
  code: { color: '#005f87' },
  border: { color: '#6c6c6c' },
  focus: { color: '#005f87', bold: true },
  lab: { color: '#8a5000' },
  lit: { color: '#00692b', bold: true },
  changed: { color: '#8a5000', underline: true },
  found: { color: '#8a5000', underline: true },
};

/** Of sixteen colours only red, blue and magenta are dark enough for a light background in every palette. */
const LIGHT_OF_16: Theme = {
  ...NONE,
  good: { bold: true },
  bad: { color: 'red', bold: true },
  warn: { color: 'magenta' },
  accent: { color: 'blue' },
  code: { color: 'blue' },
  focus: { color: 'blue', bold: true },
  lab: { color: 'magenta' },
  changed: { color: 'magenta', underline: true },
  found: { color: 'magenta', underline: true },
};

/** The eight colours that every terminal has, where its background is not known: each hue brings its own. */
const BASIC: Theme = {
  ...NONE,
  good: { color: 'black', backgroundColor: 'green' },
  bad: { color: 'whiteBright', backgroundColor: 'red', bold: true },
  warn: { color: 'black', backgroundColor: 'yellow' },
  accent: { bold: true },
  focus: { bold: true },
  lit: { color: 'black', backgroundColor: 'green' },
  found: { color: 'black', backgroundColor: 'yellow', underline: true },
};

/** How many colours the terminal has: sixteen by name, or enough to say exactly which. */
export type Depth = 'sixteen' | 'many';

const THEMES: { readonly [S in ColourScheme]: { readonly [D in Depth]: Theme } } = {
  dark: { many: DARK, sixteen: DARK_OF_16 },
  light: { many: LIGHT, sixteen: LIGHT_OF_16 },
  basic: { many: BASIC, sixteen: BASIC },
  none: { many: NONE, sixteen: NONE },
};

/** The looks of a scheme on a terminal of so many colours. */
export function themeOf(scheme: ColourScheme, depth: Depth): Theme {
  return THEMES[scheme][depth];
}
