/** The screen as a live program: bytes in, frames out. */
import { cleanup, render } from 'ink-testing-library';
import { useSyncExternalStore } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { caretOf } from '../../src/tui/caret.ts';
import { Root } from '../../src/tui/root.tsx';
import type { Store } from '../../src/tui/store.ts';
import { open, openLab } from './fakes.ts';

const size = { columns: 100, rows: 30 };

function Live({ store }: { readonly store: Store }) {
  const model = useSyncExternalStore(store.subscribe, store.model);
  return <Root model={model} dispatch={store.dispatch} now={() => 0} />;
}

/** Ink listens from its first effect on. */
const ready = () => new Promise((resolve) => setImmediate(resolve));

afterEach(cleanup);

describe('the screen', () => {
  it('loses no key when several arrive before it is drawn again', async () => {
    const play = openLab({ size });
    const { stdin, lastFrame } = render(<Live store={play.store} />);
    await ready();
    for (const key of 'kubectl get pods') stdin.write(key);
    await ready();
    expect(play.model().labs['one-port']?.editor.text).toBe('kubectl get pods');
    expect(lastFrame()).toContain('$ kubectl get pods');
  });

  it('takes letters that came in one read as keys where letters act', async () => {
    const play = open({ size });
    const { stdin } = render(<Live store={play.store} />);
    await ready();
    const before = play.model().screens[0].at;
    stdin.write('kk');
    await ready();
    stdin.write('jjj');
    await ready();
    expect(play.model().screens[0].at).not.toBe(before);
    stdin.write('pasted without a mark, and no key at all');
    await ready();
    expect(play.model().screens).toHaveLength(1);
  });

  it('runs a line whose Enter came in the same read', async () => {
    const play = openLab({ size });
    const { stdin } = render(<Live store={play.store} />);
    await ready();
    stdin.write('ls -l\r');
    await ready();
    expect(play.model().labs['one-port']?.shown.map((one) => one.line)).toEqual(['ls -l']);
  });

  it('takes a bracketed paste as one text with its newlines', async () => {
    const play = openLab({ size });
    const { stdin } = render(<Live store={play.store} />);
    await ready();
    stdin.write('kubectl apply -f - ');
    stdin.write('\u001b[200~kind: Pod\nmetadata:\n  name: 한글\n\u001b[201~');
    await ready();
    expect(play.model().labs['one-port']?.editor.text).toBe("kubectl apply -f - <<'EOF'\nkind: Pod\nmetadata:\n  name: 한글\nEOF");
  });

  it('sets what is chosen in the list of settings', async () => {
    const play = open({ size });
    const { stdin, lastFrame } = render(<Live store={play.store} />);
    await ready();
    stdin.write('s');
    await ready();
    stdin.write('\u001b[B');
    await ready();
    stdin.write('\r');
    await ready();
    expect(play.model().lang).toBe('en');
    expect(lastFrame()).toContain('Settings');
    expect(play.kept.at(-1)?.body).toEqual({ k: 'note', b: { lang: 'en' } });
  });

  it('draws no pane anew while a line is typed', () => {
    const play = openLab({ size });
    const before = play.model().labs['one-port']?.attempt;
    play.type('kubectl get pods');
    expect(play.model().labs['one-port']?.attempt).toBe(before);
  });
});

describe('the caret', () => {
  const at = (play: ReturnType<typeof openLab>) => caretOf(play.model());

  it('stands behind what is typed, two cells for each Hangul syllable', () => {
    const play = openLab({ size });
    const start = at(play);
    play.type('한글a');
    expect(at(play)).toEqual({ x: (start?.x ?? 0) + 5, y: start?.y });
    play.press('left', 'left');
    expect(at(play)?.x).toBe((start?.x ?? 0) + 2);
  });

  it('is hidden where nothing is typed', () => {
    const play = openLab({ size });
    play.press('esc');
    expect(at(play)).toBeNull();
  });

  it('stays on the screen in a text of many rows', () => {
    const play = openLab({ size });
    play.paste(`kubectl apply -f - <<EOF\n${'a: 1\n'.repeat(40)}EOF`);
    expect(at(play)?.y).toBeLessThan(size.rows - 2);
    for (let row = 0; row < 60; row++) play.press('left');
    expect(at(play)?.y).toBeGreaterThan(0);
    expect(at(play)?.y).toBeLessThan(size.rows - 2);
  });
});
