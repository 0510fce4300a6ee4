/** The screens as Ink draws them on a terminal's grid of cells, in this process: what was drawn before is really overwritten. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { render } from 'ink';
import { type ReactNode, useSyncExternalStore } from 'react';
import { onTestFinished } from 'vitest';
import type { Size } from '../../src/tui/model.ts';
import { Root } from '../../src/tui/root.tsx';
import type { Store } from '../../src/tui/store.ts';

export type LiveScreen = {
  /** Waits until all is drawn, and gives the rows of the grid without blanks at their ends. */
  readonly rows: () => Promise<readonly string[]>;
  /** Bytes as a terminal sends them. */
  readonly send: (bytes: string) => void;
  readonly resize: (size: Size) => void;
  readonly cursor: () => { readonly x: number; readonly y: number };
  readonly written: () => number;
};

/** Draws the store's model until the test ends. */
export function liveScreen(store: Store): LiveScreen {
  const drawn = liveElement(<Live store={store} />, store.model().size);
  return {
    ...drawn,
    resize: (size) => {
      drawn.resize(size);
      store.dispatch({ msg: 'resize', size });
    },
  };
}

/** Draws an element that takes the whole screen until the test ends. */
export function liveElement(element: ReactNode, { columns, rows }: Size): LiveScreen {
  const grid = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  grid.loadAddon(new unicode11.Unicode11Addon());
  grid.unicode.activeVersion = '11';
  let written = 0;
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write: (data: string, ...rest: readonly unknown[]) => {
      written += Buffer.byteLength(data);
      const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
      grid.write(data, () => done?.());
      return true;
    },
  });
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin });
  const app = render(element, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    alternateScreen: true,
    incrementalRendering: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  onTestFinished(() => {
    app.unmount();
    app.cleanup();
  });
  return {
    rows: async () => {
      await app.waitUntilRenderFlush();
      await new Promise((done) => setImmediate(done));
      await app.waitUntilRenderFlush();
      await new Promise<void>((done) => grid.write('', done));
      const { active } = grid.buffer;
      return Array.from({ length: grid.rows }, (_, at) => active.getLine(active.baseY + at)?.translateToString(true, 0, grid.cols) ?? '');
    },
    send: (bytes) => void stdin.write(bytes),
    resize: (size) => {
      grid.resize(size.columns, size.rows);
      Object.assign(stdout, size);
      stdout.emit('resize');
    },
    cursor: () => ({ x: grid.buffer.active.cursorX, y: grid.buffer.active.cursorY }),
    written: () => written,
  };
}

function Live({ store }: { readonly store: Store }) {
  const model = useSyncExternalStore(store.subscribe, store.model);
  return <Root model={model} dispatch={store.dispatch} now={() => 0} />;
}
