/** A screen at which nobody works costs nothing. */

import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { render } from 'ink';
import { useSyncExternalStore } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Root } from '../../src/tui/root.tsx';
import type { Store } from '../../src/tui/store.ts';
import { openLab } from './fakes.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function Live({ store }: { readonly store: Store }) {
  const model = useSyncExternalStore(store.subscribe, store.model);
  return <Root model={model} dispatch={store.dispatch} now={() => 0} />;
}

describe('while nothing is pressed', () => {
  it.each([[['k', 'u', 'b', 'tab']], [['esc', 'm', 't']], [['kubectl apply -f -', 'enter']], [['ctrl-s', 'a']], [['esc', 'esc', 's']]])(
    'after %j no timer waits and no byte is written',
    async (keys) => {
      const play = openLab({ size: { columns: 80, rows: 24 } });
      let written = 0;
      const stdout = Object.assign(new EventEmitter(), {
        columns: 80,
        rows: 24,
        isTTY: true,
        write: (data: string, done?: unknown) => {
          written += data.length;
          if (typeof done === 'function') done();
          return true;
        },
      });
      const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin });
      const app = render(<Live store={play.store} />, {
        stdin: stdin as unknown as NodeJS.ReadStream,
        stdout: stdout as unknown as NodeJS.WriteStream,
        alternateScreen: true,
        incrementalRendering: true,
        interactive: true,
        exitOnCtrlC: false,
        patchConsole: false,
      });
      for (const key of keys) {
        if (key.includes(' ')) play.type(key);
        else play.press(key);
        await new Promise((done) => setImmediate(done));
        await vi.advanceTimersByTimeAsync(100);
      }
      await vi.advanceTimersByTimeAsync(2_000);
      const before = written;
      expect(before).toBeGreaterThan(0);
      expect(vi.getTimerCount()).toBe(0);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(written).toBe(before);
      app.unmount();
      app.cleanup();
    },
  );
});
