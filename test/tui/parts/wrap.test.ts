import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inline } from '../../../src/tui/parts/inline.ts';
import { cells, ends, fitted, graphemes, plain, printable, span, widthOf } from '../../../src/tui/parts/line.ts';
import { wrap, wrapText } from '../../../src/tui/parts/wrap.ts';

const rows = (text: string, width: number) => wrapText(text, width).map(plain);

describe('wrapping', () => {
  it('breaks Korean at spaces only, so that a word keeps its particle', () => {
    expect(rows('라우팅 테이블이 경로를 정합니다', 16)).toEqual(['라우팅 테이블이', '경로를 정합니다']);
  });

  it('keeps a typed word and its particle together although they are spans of their own', () => {
    expect(wrap(inline('모두 `kubectl`로 합니다'), 12).map(plain)).toEqual(['모두', 'kubectl로', '합니다']);
  });

  it('breaks a word by cells when it is wider than a row', () => {
    expect(rows('가나다라마', 4)).toEqual(['가나', '다라', '마']);
  });

  it('indents what follows the first row', () => {
    expect(wrap([span('· one two three')], 9, { hang: 2 }).map(plain)).toEqual(['· one two', '  three']);
  });

  it('never gives a row that is too wide and never loses a character other than spaces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('가나다', 'pod', '10.100.0.31', ' ', '  ', '에서', '→'), { maxLength: 30 }),
        fc.integer({ min: 2, max: 60 }),
        (parts, width) => {
          const text = parts.join('');
          const wrapped = rows(text, width);
          for (const row of wrapped) expect(cells(row)).toBeLessThanOrEqual(width);
          expect(wrapped.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });
});

describe('a line', () => {
  it('is cut or filled to exactly the cells asked for, Hangul and all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 0, max: 40 }), (text, width) => {
        expect(widthOf(fitted([span(printable(text))], width))).toBe(width);
      }),
    );
  });

  it('keeps its right end when the left is too long', () => {
    expect(plain(ends([span('서비스와 노드포트')], [span(' 2/4')], 12))).toBe('서비스…  2/4');
  });

  it('knows the characters of a text', () => {
    expect(graphemes('한🇰🇷e')).toEqual(['한', '🇰🇷', 'e']);
  });
});
