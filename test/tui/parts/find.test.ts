import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marked, matchesIn } from '../../../src/tui/parts/find.ts';
import { type Line, line, plain, span } from '../../../src/tui/parts/line.ts';

const rows = (...texts: readonly string[]): Line[] => texts.map((text) => line(span(text)));
const places = (lines: readonly Line[], words: string, width = 40) =>
  matchesIn(lines, words, width).map((match) => match.map(({ row, from, to }) => `${row}:${from}-${to}`).join(' '));

describe('finding words in rows', () => {
  it('does not care about case, and meets every place', () => {
    expect(places(rows('NAME  ready', 'Ready and READY'), 'ready')).toEqual(['0:6-11', '1:0-5', '1:10-15']);
  });

  it('finds Hangul, also where it was typed decomposed', () => {
    expect(places(rows('보안 그룹이 허용합니다', '보안'), '보안 그룹')).toEqual(['0:0-5']);
    expect(places(rows('보안 그룹'), '그룹'.normalize('NFD'))).toEqual(['0:3-5']);
  });

  it('finds what the end of a row has broken', () => {
    expect(places(rows('0123456789', 'abc'), '89ab', 10)).toEqual(['0:8-10 1:0-2']);
    // Hangul of two cells leaves the last of nine cells free.
    expect(places(rows('보안 그룹', '이 다'), '그룹이', 10)).toEqual(['0:3-5 1:0-1']);
    expect(places(rows('short', 'abc'), 'ta', 10)).toEqual([]);
  });

  it('finds it in a typed line too, whose next rows are indented', () => {
    const typed: Line[] = [line(span('$ ', 'dim'), span('aws ec2 ', 'code')), line(span('  ', 'dim'), span('describe', 'code'))];
    expect(places(typed, 'ec2 desc', 10)).toEqual(['0:6-10 1:2-6']);
  });

  it('finds nothing for no words', () => {
    expect(places(rows('abc'), '')).toEqual([]);
  });
});

describe('marking', () => {
  it('changes the tones of what was found and no character', () => {
    const row = line(span('abc', 'code'), span('defgh'));
    const shown = marked(row, [{ from: 1, to: 5, tone: 'selected' }]);
    expect(shown).toEqual([span('a', 'code'), span('bc', 'selected'), span('de', 'selected'), span('fgh')]);
  });

  it('keeps the text, wherever the pieces lie', () => {
    const piece = fc
      .tuple(fc.nat(12), fc.nat(12))
      .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other), tone: 'found' as const }));
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab가 ]{0,5}$/), { maxLength: 4 }), fc.array(piece, { maxLength: 3 }), (texts, pieces) => {
        const row = texts.map((text) => span(text));
        expect(plain(marked(row, pieces))).toBe(plain(row));
      }),
    );
  });
});
