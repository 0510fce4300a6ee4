/** Verbs that exist and that nobody finds are as good as missing: the key line, `?` and `help` name them where they are needed. */
import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/engine/text.ts';
import { KEYS, keysOf } from '../../src/tui/keys.ts';
import { keyBar } from '../../src/tui/parts/key-bar.ts';
import { plain } from '../../src/tui/parts/line.ts';
import { helpLines } from '../../src/tui/screens/help/lines.ts';
import { builtProgram } from '../support/built-program.ts';
import { openLab } from '../tui/fakes.ts';

const CONTEXTS = [...new Set(KEYS.flatMap((record) => record.contexts))];
/** In the smallest window nothing can be drawn: there a sentence says how to leave. */
const shown = CONTEXTS.filter((context) => context !== 'small');

describe('the line of keys', () => {
  it.each(shown)('of %s says at 60 cells what leads on, in both languages', (context) => {
    for (const lang of LANGS) {
      const line = plain(keyBar(keysOf(context), lang, 60)).trim();
      expect({ lang, keys: line.split(/ {2,}/).length >= 2 }).toEqual({ lang, keys: true });
    }
  });

  it('of a pane names the hint, taking back and the trace at 80 cells', () => {
    expect(plain(keyBar(keysOf('lab.pane'), 'en', 80))).toMatch(/t trace.*h hint.*u undo/);
    expect(plain(keyBar(keysOf('lab.pane'), 'ko', 80))).toMatch(/t 추적.*h 힌트.*u 되돌리기/);
  });
});

describe('the help', () => {
  it.each(shown.filter((context) => context !== 'help'))('of %s has a sentence for every key', (context) => {
    for (const lang of LANGS)
      expect(helpLines(context, lang, 120).length).toBeGreaterThanOrEqual(keysOf(context).filter(({ keys }) => keys.length > 0).length);
  });

  it('opens with ? from the empty prompt too, where single letters are text', () => {
    const play = openLab();
    play.press('?');
    expect(play.model().help).not.toBeNull();
  });

  it('of the shell names every word of the lab', () => {
    const { stdout } = builtProgram(['run', 'first-packet', '--lang', 'en', '-c', 'help']);
    for (const word of ['goal', 'hint', 'undo', 'redo', 'reset', 'solution', 'trace', 'predict', 'try', 'timeline', 'designs', 'edit'])
      expect(stdout).toMatch(new RegExp(`^ +${word} +\\S`, 'm'));
  });
});
