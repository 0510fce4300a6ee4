import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Grid, type Look, textOf } from '../../src/gallery/grid.ts';
import { colourOf, trueColour } from '../../src/gallery/palette.ts';
import { svgOf } from '../../src/gallery/svg.ts';
import { VIEWS } from '../../src/gallery/views.ts';

const PLAIN: Look = { ink: null, ground: null, bold: false, dim: false, underline: false };
const DOCS = new URL('../../docs/', import.meta.url).pathname;

describe('a screen as a picture', () => {
  const grid: Grid = {
    columns: 12,
    rows: [
      [
        { at: 0, cells: 4, text: '서브', look: { ...PLAIN, ink: '#ff0000', bold: true } },
        { at: 5, cells: 5, text: '<b>&a', look: PLAIN },
      ],
      [{ at: 2, cells: 3, text: '   ', look: { ...PLAIN, ground: '#00ff00' } }],
    ],
  };

  it('states the width of a run in cells, two for a Hangul syllable, so that frames stay straight in any font', () => {
    expect(svgOf(grid, 'x')).toContain(`textLength="33.6" lengthAdjust="spacingAndGlyphs" fill="#ff0000" font-weight="bold">서브</text>`);
  });

  it('escapes what XML would read as markup', () => {
    expect(svgOf(grid, 'a < b')).toContain('>&lt;b&gt;&amp;a</text>');
    expect(svgOf(grid, 'a < b')).toContain('<title>a &lt; b</title>');
  });

  it('draws a ground under blanks, and no text for them', () => {
    expect(svgOf(grid, 'x').match(/<text/g)).toHaveLength(2);
    expect(svgOf(grid, 'x')).toContain('fill="#00ff00"');
  });

  it('is the same in text, with the gaps between runs', () => {
    expect(textOf(grid)).toBe('서브 <b>&a');
  });

  it('knows the cube and the greys of xterm', () => {
    expect([colourOf(16), colourOf(196), colourOf(231), colourOf(244), trueColour(0x0a_0b_0c)]).toEqual([
      '#000000',
      '#ff0000',
      '#ffffff',
      '#808080',
      '#0a0b0c',
    ]);
  });
});

describe('the screens in docs', () => {
  const files = VIEWS.flatMap(({ name }) => ['ko', 'en'].flatMap((lang) => [`${name}.${lang}.svg`, `${name}.${lang}.txt`]));

  it('show each view in both languages, and nothing that is no view any more', () => {
    expect(readdirSync(join(DOCS, 'screens')).sort()).toEqual(files.sort());
  });

  it('are all on the page of their language', () => {
    for (const [lang, page] of [
      ['ko', 'screens.ko.md'],
      ['en', 'screens.md'],
    ] as const) {
      const text = readFileSync(join(DOCS, page), 'utf8');
      expect(VIEWS.filter(({ name }) => !text.includes(`(screens/${name}.${lang}.svg)`))).toEqual([]);
    }
  });

  it('hold nothing of the machine that made them', () => {
    const telling = files.filter(
      (file) => existsSync(join(DOCS, 'screens', file)) && /\/tmp|\/work|\/home\//.test(readFileSync(join(DOCS, 'screens', file), 'utf8')),
    );
    expect(telling).toEqual([]);
  });
});
