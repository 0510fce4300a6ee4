/** Korean typing: the terminal's own cursor stands where the syllable is composed, and no answer needs Hangul. */
import { describe, expect, it } from 'vitest';
import { openCourse } from '../../src/course/open-course.ts';
import { KEYS } from '../../src/tui/keys.ts';
import { liveScreen } from '../support/live-screen.tsx';
import { openLab } from '../tui/fakes.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

describe('the cursor of the terminal', () => {
  it.each([
    ['at the prompt', [] as readonly string[]],
    ['in the search of the history', ['ctrl-r']],
    ['in the search of the output', ['ctrl-s']],
    ['in a manifest', ['ctrl-x']],
  ])('moves by two cells with each syllable %s', async (_where, keys) => {
    const play = openLab({ size: { columns: 80, rows: 24 } });
    const screen = liveScreen(play.store);
    play.press(...keys);
    await screen.rows();
    const start = screen.cursor();
    for (const [at, syllable] of [...'한글입력'].entries()) {
      play.press(syllable);
      await screen.rows();
      expect(screen.cursor()).toEqual({ x: start.x + 2 * (at + 1), y: start.y });
    }
  });
});

describe('syllables that come in parts', () => {
  it('are composed, at the prompt and in every search', () => {
    const decomposed = '보안'.normalize('NFD');
    const play = openLab();
    play.paste(decomposed);
    expect(play.model().labs['one-port']?.editor.text).toBe('보안');
    play.press('ctrl-s');
    play.type(decomposed);
    expect(play.model().labs['one-port']?.find?.words).toBe('보안');
    play.press('esc', 'ctrl-r');
    play.type(decomposed);
    expect(play.model().labs['one-port']?.search?.words).toBe('보안');
  });
});

describe('nobody has to type Hangul', () => {
  it('for a key', () => {
    for (const { keys } of KEYS) for (const key of keys) expect(key).toMatch(/^[\x20-\x7e]+$/);
  });

  it('for an answer: those that are typed are numbers and addresses', async () => {
    const { course } = await openCourse(ROOT, `${ROOT}dist/course.json`);
    const typed = course.modules.flatMap((lesson) => lesson.quiz).filter(({ kind }) => kind === 'number' || kind === 'address');
    expect(typed.length).toBeGreaterThan(0);
    for (const { id, key } of typed) expect({ id, key: key.join(' ') }).toEqual({ id, key: expect.stringMatching(/^[\x20-\x7e]*$/) });
  });
});
