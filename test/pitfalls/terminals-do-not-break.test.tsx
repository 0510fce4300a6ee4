/** What breaks in terminals: a redraw of everything with each key, rows beyond the window, colours that a light background hides. */
import { describe, expect, it } from 'vitest';
import { caretOf } from '../../src/tui/caret.ts';
import { liveScreen } from '../support/live-screen.tsx';
import { openLab } from '../tui/fakes.ts';

const SIZE = { columns: 120, rows: 40 };

describe('a key in the prompt', () => {
  it('sends the rows that changed, not the screen', async () => {
    const play = openLab({ size: SIZE });
    const screen = liveScreen(play.store);
    await screen.rows();
    const whole = screen.written();
    for (const key of 'kubectl get pods') {
      play.press(key);
      await screen.rows();
    }
    expect((screen.written() - whole) / 'kubectl get pods'.length).toBeLessThan(whole / 10);
  });

  it('moves nothing else on the screen', async () => {
    const play = openLab({ size: SIZE });
    const screen = liveScreen(play.store);
    const before = await screen.rows();
    play.type('kubectl');
    const after = await screen.rows();
    expect(after.filter((row, at) => row !== before[at])).toHaveLength(1);
  });
});

describe('the last row and the last cell', () => {
  it('are written without scrolling the screen away', async () => {
    const play = openLab({ size: SIZE });
    const screen = liveScreen(play.store);
    for (let line = 0; line < 60; line++) {
      play.type(`echo ${'x'.repeat(300)}`);
      play.press('enter');
    }
    const rows = await screen.rows();
    expect(rows[0]).toContain('ekslab');
    expect(rows.at(-1)).toMatch(/Enter/);
    expect(screen.cursor()).toEqual(caretOf(play.model()));
  });
});
