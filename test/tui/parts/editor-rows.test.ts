import { describe, expect, it } from 'vitest';
import { editorRows } from '../../../src/tui/parts/editor-rows.ts';

describe('the rows of a typed text', () => {
  it('are broken by cells, and know where the caret stands', () => {
    expect(editorRows({ text: 'abcdef', caret: 6 }, 6, 2)).toEqual({ rows: ['abcd', 'ef'], caret: { x: 4, y: 1 }, whole: true });
    expect(editorRows({ text: '한글이다', caret: 2 }, 7, 2)).toEqual({ rows: ['한글', '이다'], caret: { x: 2, y: 1 }, whole: true });
    expect(editorRows({ text: 'ab\ncd', caret: 3 }, 10, 2)).toEqual({ rows: ['ab', 'cd'], caret: { x: 2, y: 1 }, whole: true });
    expect(editorRows({ text: '\n', caret: 0 }, 10, 2)).toEqual({ rows: ['', ''], caret: { x: 2, y: 0 }, whole: true });
    expect(editorRows({ text: 'abcd', caret: 4 }, 6, 2)).toEqual({ rows: ['abcd', ''], caret: { x: 2, y: 1 }, whole: true });
    expect(editorRows({ text: '', caret: 0 }, 6, 2)).toEqual({ rows: [''], caret: { x: 2, y: 0 }, whole: true });
  });

  it('of ten thousand lines are those around the caret', () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `줄 ${at}`);
    const text = lines.join('\n');
    const middle = text.indexOf('줄 5000');
    const { rows, caret, whole } = editorRows({ text, caret: middle + 2 }, 40, 2);
    expect(whole).toBe(false);
    expect(rows.length).toBeLessThan(500);
    expect(rows[caret.y]).toBe('줄 5000');
    expect(caret.x).toBe(5);
    expect(editorRows({ text, caret: text.length }, 40, 2).rows.at(-1)).toBe('줄 9999');
    expect(editorRows({ text, caret: 0 }, 40, 2)).toMatchObject({ caret: { x: 2, y: 0 }, whole: true });
  });
});
