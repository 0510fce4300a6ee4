import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, NO_TEXT } from '../../../src/tui/parts/editor.ts';
import { backspaced, climbed, newRow, rowAt, shifted } from '../../../src/tui/parts/sheet.ts';

/** The editor with the caret where `|` stands, and back. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return edited(NO_TEXT, { edit: 'replace', text: marked.replace('|', ''), caret });
}
const shown = ({ text, caret }: { readonly text: string; readonly caret: number }) => `${text.slice(0, caret)}|${text.slice(caret)}`;

describe('a new row', () => {
  it.each([
    ['spec:|', 'spec:\n  |'],
    ['  name: web|', '  name: web\n  |'],
    ['  ports:|', '  ports:\n    |'],
    ['    - port: 80|', '    - port: 80\n      |'],
    ['  - containers:|', '  - containers:\n      |'],
    ['  script: \\||'.replace('\\|', '>'), '  script: >\n    |'],
    ['  - |', '  - \n  |'],
    ['# a note:|', '# a note:\n|'],
    ['url: http://a:|', 'url: http://a:\n  |'],
    ['|spec:', '\n|spec:'],
  ])('after %j goes on as YAML does', (before, after) => {
    expect(shown(newRow(at(before)))).toBe(after);
  });
});

describe('the indentation', () => {
  it('goes a step at a time with Backspace, and to a whole step where it is odd', () => {
    expect(shown(backspaced(at('    |a')))).toBe('  |a');
    expect(shown(backspaced(at('   |a')))).toBe('  |a');
    expect(shown(backspaced(at('  a|')))).toBe('  |');
    expect(shown(backspaced(at('a\n|b')))).toBe('a|b');
  });

  it('of a row is put in and taken out again wherever the caret stands in it', () => {
    expect(shown(shifted(at('a: 1\n  b|: 2'), 1))).toBe('a: 1\n    b|: 2');
    expect(shown(shifted(at('a: 1\n  b|: 2'), -1))).toBe('a: 1\nb|: 2');
    expect(shown(shifted(at('|b'), -1))).toBe('|b');
  });
});

describe('the arrows', () => {
  it('keep to the cell that they came from, two for each Hangul syllable, over shorter rows', () => {
    const first = climbed(at('이름: 한글|\nab\nabcdefghijkl'), 1, null);
    expect(shown(first.editor)).toBe('이름: 한글\nab|\nabcdefghijkl');
    expect(shown(climbed(first.editor, 1, first.goal).editor)).toBe('이름: 한글\nab\nabcdefghij|kl');
  });

  it('stop at the first and the last row', () => {
    expect(shown(climbed(at('a|b\nc'), -12, null).editor)).toBe('a|b\nc');
    expect(shown(climbed(at('ab\nc|'), 12, null).editor)).toBe('ab\nc|');
  });

  it('up and down again stand where they began, in any text', () => {
    const text = fc.array(fc.stringMatching(/^[a가 :-]{0,12}$/), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (rows, row, column) => {
        const index = row % (rows.length - 1);
        const start = rows.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
        const caret = start + (column % ((rows[index] as string).length + 1));
        const from = edited(NO_TEXT, { edit: 'replace', text: rows.join('\n'), caret });
        const down = climbed(from, 1, null);
        const back = climbed(down.editor, -1, down.goal);
        expect(back.editor.caret).toBe(from.caret);
        expect(rowAt(back.editor.text, back.editor.caret).index).toBe(index);
      }),
    );
  });
});
