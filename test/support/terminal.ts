/**
 * The program in a real pseudo-terminal, and the grid of cells that a person would see. It is driven by keys, and waits for
 * what the grid shows: never for a time.
 */
import { readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { onTestFinished } from 'vitest';

const PROGRAM = new URL('../../bin/ekslab.js', import.meta.url).pathname;
/** How long a grid may take to show something: generous, since a busy machine is no failure. */
const PATIENCE_MS = 20_000;
const POLL_MS = 15;

const KEYS = {
  Enter: '\r',
  Tab: '\t',
  Escape: '\u001b',
  Backspace: '\u007f',
  Up: '\u001b[A',
  Down: '\u001b[B',
  Right: '\u001b[C',
  Left: '\u001b[D',
  PageUp: '\u001b[5~',
  PageDown: '\u001b[6~',
  'Ctrl-C': '\u0003',
  'Ctrl-E': '\u0005',
  'Ctrl-F': '\u0006',
  'Ctrl-S': '\u0013',
  'Ctrl-X': '\u0018',
  'Ctrl-Z': '\u001a',
  'Ctrl-D': '\u0004',
  'Ctrl-R': '\u0012',
  'Ctrl-T': '\u0014',
  'Ctrl-U': '\u0015',
} as const;

export type Key = keyof typeof KEYS;

export type TerminalOptions = {
  readonly cols?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
};

export type Terminal = {
  /** Types text as a person does: one write per character would be slow, so a write per word. */
  readonly type: (text: string) => Promise<void>;
  readonly press: (...keys: readonly Key[]) => Promise<void>;
  /** Types a line and presses Enter, which is a write of its own. */
  readonly enter: (line: string) => Promise<void>;
  /** Pastes text as a terminal does that was asked to mark pastes. */
  readonly paste: (text: string) => Promise<void>;
  /** Waits until the grid shows the text (or fits the pattern); throws with the grid when it does not. */
  readonly until: (what: string | RegExp | ((screen: string) => boolean)) => Promise<string>;
  /** The rows of the grid, without trailing blanks. */
  readonly screen: () => string;
  readonly cursor: () => { readonly x: number; readonly y: number };
  /** What the terminal is told to do: whether the alternate screen is on, whether the cursor is shown. */
  readonly modes: () => { readonly alternate: boolean };
  /** All bytes that the program wrote. */
  readonly bytes: () => string;
  readonly resize: (cols: number, rows: number) => void;
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL' | 'SIGHUP' | 'SIGINT' | 'SIGTSTP' | 'SIGCONT' | 'SIGUSR2') => void;
  /** Whether the program is stopped, as Ctrl-Z stops it; only where the system tells (procfs). */
  readonly isStopped: () => boolean;
  /** The exit of the program, once it has ended. */
  readonly exited: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
};

/** Starts the program in a terminal; it is ended with the test. */
export function terminal({ cols = 120, rows = 40, args = [], env = {} }: TerminalOptions = {}): Terminal {
  const grid = new headless.Terminal({ cols, rows, allowProposedApi: true });
  grid.loadAddon(new unicode11.Unicode11Addon());
  grid.unicode.activeVersion = '11';
  const child = spawn(process.execPath, [PROGRAM, ...args], { name: env.TERM ?? 'xterm-256color', cols, rows, env: environment(env) });
  let [written, drawn, received] = [0, 0, ''];
  child.onData((data) => {
    received += data;
    written += 1;
    grid.write(data, () => {
      drawn += 1;
    });
  });
  // What the grid answers (its position, its colours) goes back to the program, as a real terminal's answers do.
  grid.onData((data) => child.write(data));
  let ended = false;
  const exited = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    child.onExit((exit) => {
      ended = true;
      resolve({ exitCode: exit.exitCode, signal: exit.signal });
    });
  });
  onTestFinished(() => {
    if (!ended) child.kill('SIGKILL');
    grid.dispose();
  });

  const screen = (): string => {
    const lines = Array.from(
      { length: grid.rows },
      (_, row) => grid.buffer.active.getLine(grid.buffer.active.viewportY + row)?.translateToString(true) ?? '',
    );
    return lines.join('\n').trimEnd();
  };
  const until: Terminal['until'] = async (what) => {
    const shows = typeof what === 'function' ? what : (text: string) => (typeof what === 'string' ? text.includes(what) : what.test(text));
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
      if (written === drawn && shows(screen())) return screen();
      if (ended && written === drawn && !shows(screen())) break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`The terminal does not show ${what}${ended ? ' (the program has ended)' : ''}:\n${screen()}`);
  };
  const write = async (data: string): Promise<void> => {
    child.write(data);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const press: Terminal['press'] = async (...keys) => {
    for (const key of keys) {
      const before = received.length;
      await write(KEYS[key]);
      // Keys that arrive together would be read as one: the next waits until this one has been answered, or is not going to be.
      await answered(() => received.length > before || ended);
    }
  };
  const type: Terminal['type'] = async (text) => {
    for (const word of text.split(/(?<= )/)) {
      const before = received.length;
      await write(word);
      await answered(() => received.length > before || ended);
    }
  };
  return {
    type,
    press,
    enter: async (line) => {
      await type(line);
      await press('Enter');
    },
    paste: async (text) => {
      await write(`\u001b[200~${text}\u001b[201~`);
    },
    until,
    screen,
    cursor: () => ({ x: grid.buffer.active.cursorX, y: grid.buffer.active.cursorY }),
    modes: () => ({ alternate: grid.buffer.active.type === 'alternate' }),
    bytes: () => received,
    resize: (columns, lines) => {
      grid.resize(columns, lines);
      child.resize(columns, lines);
    },
    kill: (signal) => child.kill(signal),
    isStopped: () => /\) T /.test(readFileSync(`/proc/${child.pid}/stat`, 'utf8')),
    exited,
  };
}

/** Waits for an answer, but not for long: not every key is answered. */
async function answered(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 1000; Date.now() < end && !isSo(); ) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The environment of a person's shell: what a CI sets would make the program draw nothing. */
function environment(changes: TerminalOptions['env']): Record<string, string> {
  const {
    CI: _ci,
    CONTINUOUS_INTEGRATION: _ci2,
    NO_COLOR: _noColor,
    FORCE_COLOR: _force,
    LC_ALL: _all,
    LC_MESSAGES: _messages,
    ...rest
  } = process.env;
  const merged = { ...rest, LANG: 'en_US.UTF-8', ...changes };
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
