import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemes, printable, withoutJoiners } from '../../../src/tui/parts/line.ts';

describe('the characters of a text', () => {
  it('are those that the segmenter of Unicode finds, the short way too', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '가', '힣', '각', '\u1100', '\u1161', '\u11a8', 'e\u0301', '─', '日', '👩'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (one) => {
        expect(graphemes(one)).toEqual(Array.from(segmenter.segment(one), ({ segment }) => segment));
      }),
    );
  });
});

describe('characters that nobody sees', () => {
  it('are left out of what is drawn and typed: terminals do not agree on what they join', () => {
    expect(withoutJoiners('kubectl\u200b get\ufeff pods\u200d')).toBe('kubectl get pods');
    expect(printable('👩\u200d👩\ufe0f')).toBe('👩👩');
  });
});
