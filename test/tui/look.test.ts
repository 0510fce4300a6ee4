import { describe, expect, it } from 'vitest';
import { lookOf } from '../../src/tui/look.ts';
import { isAmbiguous, unambiguous } from '../../src/tui/parts/glyphs.ts';
import { cells, type Tone } from '../../src/tui/parts/line.ts';
import { type Depth, themeOf } from '../../src/tui/parts/theme.ts';

/** The sixteen colours as terminals come with them: xterm, the console of Linux, Windows, macOS, Tango (GNOME until 2021). */
const PALETTES: readonly (readonly string[])[] = [
  '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  '000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
  '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2',
  '000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5',
  '2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec',
].map((palette) => palette.split(' '));
const HUES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const NAMES = [...HUES, 'gray', ...HUES.slice(1).map((hue) => `${hue}Bright`)];

function rgb(colour: string, palette: readonly string[]): string {
  return colour.startsWith('#') ? colour.slice(1) : (palette[NAMES.indexOf(colour)] as string);
}

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [0, 2, 4].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [least, most] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (most + 0.05) / (least + 0.05);
}

const DARK = ['000000', '1e1e1e', '282c34', '002b36'];
const LIGHT = ['ffffff', 'fdf6e3', 'f5f5f5'];
const CASES: readonly (readonly ['dark' | 'light' | 'basic', Depth, readonly string[]])[] = [
  ['dark', 'many', DARK],
  ['dark', 'sixteen', ['000000']],
  ['light', 'many', LIGHT],
  ['light', 'sixteen', ['ffffff']],
  ['basic', 'sixteen', ['000000', 'ffffff']],
];

describe.each(CASES)('the colours of %s on a terminal of %s colours', (scheme, depth, backgrounds) => {
  it('can be read against its background, in every palette', () => {
    for (const [tone, { color, backgroundColor }] of Object.entries(themeOf(scheme, depth))) {
      if (color === undefined) continue;
      for (const palette of PALETTES) {
        for (const background of backgrounds) {
          const ratio = contrast(rgb(String(color), palette), backgroundColor === undefined ? background : rgb(String(backgroundColor), palette));
          // A terminal's own sixteen are what its maker chose: there 3 to 1, as WCAG asks of large text, is what can be had.
          expect({ tone, background, readable: ratio >= (depth === 'many' ? 4.4 : 2.9) }).toEqual({ tone, background, readable: true });
        }
      }
    }
  });
});

describe('without colour', () => {
  it('what is selected, changed, found or failed still differs from plain text', () => {
    const none = themeOf('none', 'many');
    for (const tone of ['selected', 'changed', 'found', 'bad', 'focus'] satisfies Tone[]) expect(Object.keys(none[tone])).not.toEqual([]);
  });
});

describe('the look', () => {
  const of = (env: Readonly<Record<string, string>>, notes = {}) => lookOf(notes, env);

  it('follows what the terminal says of itself', () => {
    expect(of({ TERM: 'xterm-256color' })).toEqual({ colours: 'dark', depth: 'many', ascii: false, width: 'narrow' });
    expect(of({ TERM: 'xterm' })).toMatchObject({ colours: 'basic', depth: 'sixteen' });
    expect(of({ TERM: 'screen' })).toMatchObject({ colours: 'basic', depth: 'sixteen' });
    expect(of({ TERM: 'xterm', COLORTERM: 'truecolor' })).toMatchObject({ colours: 'dark', depth: 'many' });
    expect(of({ TERM: 'xterm', COLORFGBG: '0;15' })).toMatchObject({ colours: 'light', depth: 'sixteen' });
    expect(of({ TERM: 'xterm', COLORFGBG: '15;0' })).toMatchObject({ colours: 'dark', depth: 'sixteen' });
    expect(of({ TERM: 'linux' })).toMatchObject({ colours: 'dark', depth: 'sixteen' });
    expect(of({ TERM: 'xterm-256color', VTE_CJK_WIDTH: 'wide' })).toMatchObject({ width: 'wide' });
    expect(of({ TERM: 'xterm-256color', LANG: 'ko_KR.eucKR' })).toMatchObject({ width: 'wide' });
  });

  it('is what was chosen, but NO_COLOR wins', () => {
    expect(of({ TERM: 'xterm' }, { colours: 'light', width: 'wide', glyphs: 'ascii' })).toEqual({
      colours: 'light',
      depth: 'sixteen',
      ascii: true,
      width: 'wide',
    });
    expect(of({ TERM: 'xterm-256color', NO_COLOR: '1' }, { colours: 'light' }).colours).toBe('none');
    expect(of({ TERM: 'xterm-256color', NO_COLOR: '' }).colours).toBe('dark');
  });
});

describe('where symbols take two cells', () => {
  it('none of them is drawn, and every text keeps its width', () => {
    const text = '┃ 가나 → node0 ✓ “값” 3×4 ≥ ① α …';
    const drawn = unambiguous(text);
    expect([...drawn].filter(isAmbiguous)).toEqual([]);
    expect(cells(drawn)).toBe(cells(text));
    expect(drawn).toContain('가나');
  });
});
