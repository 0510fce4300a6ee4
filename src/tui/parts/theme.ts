/** What a tone looks like. Colour only repeats what a glyph or a word says already. */
import type { TextProps } from 'ink';
import type { Tone } from './line.ts';

export type ColourScheme = 'dark' | 'light' | 'basic' | 'none';
export const COLOUR_SCHEMES: readonly ColourScheme[] = ['dark', 'light', 'basic', 'none'];

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse' | 'underline' | 'italic'>;
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

const DARK: Theme = {
  ...NONE,
  dim: { color: 'gray' },
  good: { color: 'greenBright' },
  bad: { color: 'redBright', bold: true },
  warn: { color: 'yellowBright' },
  accent: { color: 'cyanBright' },
  code: { color: 'cyanBright' },
  border: { color: 'gray' },
  focus: { color: 'cyanBright', bold: true },
  lab: { color: 'yellow' },
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
  border: { color: '#767676' },
  focus: { color: '#005f87', bold: true },
  lab: { color: '#8a5000' },
  lit: { color: '#00692b', bold: true },
  changed: { color: '#8a5000', underline: true },
  found: { color: '#8a5000', underline: true },
};

/** The eight colours that every terminal has, none of them bright. */
const BASIC: Theme = {
  ...NONE,
  good: { color: 'green' },
  bad: { color: 'red', bold: true },
  warn: { color: 'yellow' },
  accent: { color: 'cyan' },
  code: { color: 'cyan' },
  focus: { color: 'cyan', bold: true },
  lab: { color: 'yellow' },
  lit: { color: 'green', bold: true },
  changed: { color: 'yellow', underline: true },
  found: { color: 'yellow', underline: true },
};

export const THEMES: { readonly [S in ColourScheme]: Theme } = { dark: DARK, light: LIGHT, basic: BASIC, none: NONE };
