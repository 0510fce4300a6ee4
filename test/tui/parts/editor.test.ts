import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, type Editor, edited, NO_TEXT } from '../../../src/tui/parts/editor.ts';
import { editorRows } from '../../../src/tui/parts/editor-rows.ts';
import { cells, graphemes } from '../../../src/tui/parts/line.ts';

const typed = (...edits: readonly (Edit | string)[]): Editor =>
  edits.reduce<Editor>((editor, edit) => edited(editor, typeof edit === 'string' ? { edit: 'insert', text: edit } : edit), NO_TEXT);
const act = (edit: Exclude<Edit['edit'], 'insert' | 'replace'>): Edit => ({ edit });

describe('the editor', () => {
  it('keeps the rest when one Hangul syllable is deleted', () => {
    expect(typed('한글 입력', act('backspace')).text).toBe('한글 입');
  });

  it('deletes a flag as one character, and takes a family emoji as its members, since terminals do not agree on how wide it is', () => {
    expect(typed('a👨‍👩‍👧‍👦', act('backspace')).text).toBe('a👨👩👧');
    expect(typed('a🇰🇷b', act('left'), act('backspace')).text).toBe('ab');
  });

  it('composes decomposed Hangul, so that a file name from macOS equals a typed one', () => {
    expect(typed('한글'.normalize('NFD')).text).toBe('한글');
    expect(typed('ㅎ', act('backspace'), 'ᄒ', 'ᅡ', 'ᆫ').text).toBe('한');
  });

  it('deletes a word, a line start and a line end, and puts the last back', () => {
    const line = typed('kubectl get pods', act('kill-word'));
    expect(line).toMatchObject({ text: 'kubectl get ', killed: 'pods' });
    expect(edited(line, act('yank')).text).toBe('kubectl get pods');
    expect(typed('kubectl get pods', act('kill-start')).text).toBe('');
    expect(typed('kubectl get', act('line-start'), act('kill-end')).text).toBe('');
  });

  it('moves within the row it is in when the text has several', () => {
    expect(typed('one\ntwo', act('line-start')).caret).toBe(4);
    expect(typed('one\ntwo', act('line-start'), act('left'), act('line-end')).caret).toBe(3);
  });

  it('keeps newlines of what is pasted and drops control characters', () => {
    expect(typed('a\r\nb\rc\u001b[31m\u0000').text).toBe('a\nb\nc[31m');
  });

  const edits = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text): Edit => ({ edit: 'insert', text })),
    fc.constantFrom('가', '각', 'é', '👨‍👩‍👧', '🇰🇷', ' ', '\n', 'ᄀ', 'ᅡ', 'ᆨ').map((text): Edit => ({ edit: 'insert', text })),
    fc
      .constantFrom(
        'backspace',
        'delete',
        'left',
        'right',
        'word-left',
        'word-right',
        'line-start',
        'line-end',
        'kill-end',
        'kill-start',
        'kill-word',
        'yank',
      )
      .map((edit) => ({ edit }) as Edit),
  );

  it('never stands inside a character, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 40 }), (script) => {
        const { text, caret } = typed(...script);
        const offsets = new Set([0]);
        let at = 0;
        for (const grapheme of graphemes(text)) {
          at += grapheme.length;
          offsets.add(at);
        }
        expect(offsets.has(caret)).toBe(true);
        expect(text).toBe(text.normalize('NFC'));
      }),
    );
  });

  it('loses nothing: characters typed one by one are the text pasted at once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('한', '글', 'a', ' ', '-', '👍', '10.0.0.1'), { maxLength: 30 }), (pieces) => {
        expect(typed(...pieces).text).toBe(typed(pieces.join('')).text);
      }),
    );
  });

  it('takes away what was inserted when as many characters are deleted', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'kubectl ', '한글 '), fc.array(fc.constantFrom('a', '한', '👍'), { maxLength: 10 }), (before, inserted) => {
        const back = inserted.map((): Edit => ({ edit: 'backspace' }));
        expect(typed(before, ...inserted, ...back).text).toBe(before);
      }),
    );
  });
});

describe('the rows of the editor', () => {
  it('puts the caret two cells on for each Hangul syllable', () => {
    expect(editorRows(typed('한글a'), 20, 2).caret).toEqual({ x: 7, y: 0 });
  });

  it('breaks by cells and never cuts a wide character in two', () => {
    expect(editorRows(typed('가나다라'), 7, 2).rows).toEqual(['가나', '다라']);
  });

  it('never gives a row wider than the room, with the caret on the screen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 6, max: 40 }), (text, width) => {
        const editor = typed(text);
        const { rows, caret } = editorRows(editor, width, 2);
        for (const row of rows) expect(cells(row)).toBeLessThanOrEqual(Math.max(2, width - 2));
        expect(caret.y).toBeLessThan(rows.length);
        expect(caret.x).toBeLessThan(width);
      }),
    );
  });
});
