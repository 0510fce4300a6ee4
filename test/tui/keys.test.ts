import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/engine/text.ts';
import type { Context } from '../../src/tui/key-record.ts';
import { KEYS, keysOf } from '../../src/tui/keys.ts';
import { keyBar } from '../../src/tui/parts/key-bar.ts';
import { cells, widthOf } from '../../src/tui/parts/line.ts';
import { helpLines } from '../../src/tui/screens/help/lines.ts';
import { open, openLab } from './fakes.ts';

const CONTEXTS = [...new Set(KEYS.flatMap((record) => record.contexts))];

describe('the keys', () => {
  it('have labels of at most nine cells in both languages', () => {
    for (const record of KEYS)
      for (const lang of LANGS) expect({ id: record.id, cells: cells(record.label[lang]) <= 9 }).toEqual({ id: record.id, cells: true });
  });

  it('have names of their own', () => {
    const ids = KEYS.map((record) => record.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(CONTEXTS)('of %s each mean one thing', (context: Context) => {
    const keys = keysOf(context).flatMap((record) => record.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(CONTEXTS)('of %s fit on a line of 80 cells and lead out of it', (context: Context) => {
    for (const lang of LANGS) {
      expect(widthOf(keyBar(keysOf(context), lang, 80))).toBe(80);
      expect(helpLines(context, lang, 76).every((row) => widthOf(row) <= 76)).toBe(true);
    }
  });

  it('act with the Hangul keyboard on as they do without', () => {
    const lab = openLab();
    lab.press('esc', 'ㅡ');
    expect(lab.model().labs['one-port']?.focus).toBe('map');
  });

  it('say why they do nothing now', () => {
    const lab = openLab();
    lab.press('esc', 't');
    expect(lab.model().notice?.text.en).toContain('no connection to trace yet');
    lab.press('u');
    expect(lab.model().notice?.text.en).toContain('nothing to undo');
  });

  it('switch the language anywhere, and the journal keeps it', () => {
    const play = open();
    play.press('L');
    expect(play.model().lang).toBe('en');
    expect(play.kept.at(-1)?.body).toEqual({ k: 'note', b: { lang: 'en' } });
    const lab = openLab();
    lab.type('kub');
    lab.press('ctrl-l');
    expect(lab.model().lang).toBe('en');
    expect(lab.model().labs['one-port']?.editor.text).toBe('kub');
  });
});
