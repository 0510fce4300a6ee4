/** Searching what the terminal of a lab has shown. */
import { describe, expect, it } from 'vitest';
import { caretOf } from '../../src/tui/caret.ts';
import { plain } from '../../src/tui/parts/line.ts';
import { labLayout } from '../../src/tui/screens/lab/layout.ts';
import { terminalPane } from '../../src/tui/screens/lab/pane.ts';
import { openLab, type Screenplay } from './fakes.ts';

const lab = (play: Screenplay) => {
  const found = play.model().labs['one-port'];
  if (found === undefined) throw new Error('The lab is not open');
  return found;
};
const pane = (play: Screenplay) => {
  const area = labLayout(play.model().size, lab(play)).terminal;
  if (area === null) throw new Error('The terminal is not shown');
  return terminalPane({ lab: lab(play), lang: play.model().lang }, area).lines;
};
const rows = (play: Screenplay) => pane(play).map(plain);
const selected = (play: Screenplay) => pane(play).flatMap((row, at) => (row.some((part) => part.tone === 'selected') ? [rows(play)[at]] : []));

/** Each line is answered by `echo LINE`. */
function ran(...lines: readonly string[]) {
  const play = openLab({ lang: 'en', size: { columns: 80, rows: 24 } });
  for (const one of lines) {
    play.type(one);
    play.press('enter');
  }
  return play;
}

const MANY = Array.from({ length: 30 }, (_, at) => (at % 10 === 3 ? `말 Needle ${at}` : `line ${at}`));

describe('a search in the output', () => {
  it('begins with Ctrl-S at the prompt, or with f in a pane, and meets the newest match first', () => {
    const play = ran(...MANY);
    play.press('ctrl-s');
    play.type('needle');
    expect(rows(play).join('\n')).toContain('find in output: needle');
    expect(rows(play).join('\n')).toContain('6/6');
    expect(selected(play)[0]).toContain('echo 말 Needle 23');
    const other = ran('a');
    other.press('esc', 'f');
    expect(lab(other).find).toEqual({ words: '', typing: true, at: null });
  });

  it('goes to older and newer matches, round and round, and scrolls to them', () => {
    const play = ran(...MANY);
    play.press('ctrl-s');
    play.type('echo 말');
    play.press('enter');
    expect(selected(play)[0]).toContain('Needle 23');
    play.press('n');
    expect(selected(play)[0]).toContain('Needle 13');
    play.press('n');
    expect(selected(play)[0]).toContain('Needle 3');
    play.press('n');
    expect(selected(play)[0]).toContain('Needle 23');
    play.press('N');
    expect(selected(play)[0]).toContain('Needle 3');
  });

  it('says when there is none', () => {
    const play = ran('a');
    play.press('ctrl-s');
    play.type('없는 말');
    expect(rows(play).join('\n')).toMatch(/없는 말 .*none/);
  });

  it('has the caret behind its words while they are typed, and none while it is looked around', () => {
    const play = ran('a');
    play.press('ctrl-s');
    play.type('한글');
    const label = 'find in output: '.length;
    expect(caretOf(play.model())?.x).toBe(2 + label + 4);
    play.press('enter');
    expect(caretOf(play.model())).toBeNull();
  });

  it('ends where it is, and typing goes back to the newest row', () => {
    const play = ran(...MANY);
    play.press('ctrl-s');
    play.type('Needle 3');
    play.press('enter', 'esc');
    expect(lab(play).find).toBeNull();
    expect(rows(play).join('\n')).toContain('echo 말 Needle 3');
    play.type('x');
    expect(rows(play).join('\n')).toContain('echo line 29');
  });

  it('begins again with / and the words that were typed', () => {
    const play = ran('abc');
    play.press('ctrl-s');
    play.type('ab');
    play.press('enter', '/');
    expect(lab(play).find).toMatchObject({ words: 'ab', typing: true });
    play.press('backspace', 'backspace', 'enter');
    expect(lab(play).find).toBeNull();
  });
});
