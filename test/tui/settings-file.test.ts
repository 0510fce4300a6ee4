import { describe, expect, it } from 'vitest';
import { keyNamed } from '../../src/tui/key-map.ts';
import { KEYS, keysOf } from '../../src/tui/keys.ts';
import { keyName } from '../../src/tui/parts/key-bar.ts';
import { plain } from '../../src/tui/parts/line.ts';
import { helpLines } from '../../src/tui/screens/help/lines.ts';
import { readSettings, settingsSchema } from '../../src/tui/settings-file.ts';
import { openLab } from './fakes.ts';

const read = (keys: string) => readSettings({ path: 'settings.yaml', text: `format: 1\nkeys:\n${keys}` });
const complaints = (keys: string) => read(keys).problems.map(({ line, col, what, how }) => `${line}:${col} ${what.en} ${how.en}`);

describe("the learner's own keys", () => {
  it('are those of the file, and stand in the key line and the help', () => {
    const { keys, problems } = read('  prompt-trace: [alt-t, Ctrl-Right]\n');
    expect(problems.map(({ what }) => what.en)).toEqual([expect.stringContaining('edit-word-right')]);
    expect(keys).toEqual({});
    const own = read('  prompt-trace: [alt-t]\n  pane-hint: x\n').keys;
    expect(own).toEqual({ 'prompt-trace': ['alt-t'], 'pane-hint': ['x'] });
    const shown = helpLines('lab.pane', 'en', 76, own).map(plain);
    expect(shown.find((row) => row.includes('the next hint'))).toMatch(/^x /);
    const play = openLab({ keys: own });
    play.press('esc', 'h');
    expect(play.model().labs['one-port']?.shown).toEqual([]);
    play.press('x');
    expect(play.model().labs['one-port']?.shown.map((one) => one.line)).toEqual(['hint']);
  });

  it('may be none for what nobody needs, and never none for the way out', () => {
    expect(read('  prompt-timeline: []\n').problems).toEqual([]);
    expect(complaints('  back: []\n')).toEqual(['3:9 action back has to have a key. Give it at least one.']);
  });

  it('may change places', () => {
    expect(read('  pane-hint: u\n  pane-undo: h\n').problems).toEqual([]);
  });

  it.each([
    ['  pane-hnt: x\n', '3:3 there is no key pane-hnt. Did you mean pane-hint?'],
    ['  pane-hint: t\n', '3:3 key t of action pane-hint means pane-trace in lab.pane. Give one of the two another key.'],
    ['  pane-hint: hyper-x\n', /^3:14 no terminal sends a key hyper-x\. Write it like/],
    ['  pane-hint: ctrl-i\n', '3:14 a terminal sends the same for ctrl-i as for Tab. Choose another key.'],
    ['  prompt-older: x\n', '3:17 action prompt-older works where text is typed, and x is text there. Choose one with `ctrl-` or `alt-`.'],
    ['  pane-hint: [x, {a: 1}]\n', /^3:18 /],
  ])('are refused at their place: %j', (text, told) => {
    const [first, ...others] = complaints(text);
    expect(others).toEqual([]);
    if (typeof told === 'string') expect(first).toBe(told);
    else expect(first).toMatch(told);
    expect(read(text).keys).toEqual({});
  });

  it('stay as they came where anything in the file is wrong', () => {
    expect(read('  pane-hint: x\n  nothing: y\n').keys).toEqual({});
    expect(readSettings({ path: 's', text: 'format: 2\n' }).problems[0]).toMatchObject({ line: 1, col: 9 });
    expect(readSettings({ path: 's', text: 'keys: [' }).problems).toHaveLength(1);
  });

  it('are described by a schema for editors (vitest -u writes it)', async () => {
    await expect(`${JSON.stringify(settingsSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schema/settings.json');
  });
});

describe('the names of keys', () => {
  it('are read as people write them', () => {
    const names = ['Ctrl-T', '^T', 'C-t', 'Alt-b', 'M-B', 'Shift-Tab', 'PgUp', 'Space', 'Esc', '?', 'ㅎ', 'ctrl-left'];
    expect(names.map(keyNamed)).toEqual(
      ['ctrl-t', 'ctrl-t', 'ctrl-t', 'alt-b', 'alt-B', 'shift-tab', 'page-up', ' ', 'esc', '?', 'ㅎ', 'ctrl-left'].map((key) => ({ key })),
    );
    expect(['', 'hello', 'ctrl-1', 'f13', 'shift-a', 'ctrl-'].map(keyNamed)).toEqual([null, null, null, null, null, null]);
  });

  it('of every record are read as themselves, also as they are shown', () => {
    for (const { keys } of KEYS) {
      for (const key of keys) {
        expect(keyNamed(key)).toEqual({ key });
        if (!/[↑↓←→]/.test(keyName(key))) expect(keyNamed(keyName(key))).toEqual({ key });
      }
    }
  });
});

describe('the help', () => {
  it('names every key that acts, and the key line names no other', () => {
    for (const context of new Set(KEYS.flatMap((record) => record.contexts))) {
      const rows = helpLines(context, 'en', 200).map(plain);
      for (const record of keysOf(context))
        for (const key of record.keys)
          expect({ context, key, is: rows.some((row) => row.includes(keyName(key))) }).toEqual({ context, key, is: true });
    }
  });
});
