/** The program in a pseudo-terminal, driven by keys, and the grid that a person would see. */
import { spawn } from '@lydell/node-pty';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import type { Grid, Look, Run } from './grid.ts';
import { colourOf, trueColour } from './palette.ts';

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<InstanceType<typeof headless.Terminal>['buffer']['active']['getLine']>>['getCell']>>;

export const KEYS = {
  Enter: '\r',
  Tab: '\t',
  Escape: '\u001b',
  Up: '\u001b[A',
  Down: '\u001b[B',
  Right: '\u001b[C',
  Left: '\u001b[D',
  'Ctrl-T': '\u0014',
  'Ctrl-O': '\u000f',
} as const;

export type Key = keyof typeof KEYS;

export type Terminal = {
  readonly press: (...keys: readonly Key[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly enter: (line: string) => Promise<void>;
  /** Waits until the screen shows the text; throws with the screen when it does not. */
  readonly until: (what: string | RegExp) => Promise<void>;
  readonly grid: () => Grid;
  readonly end: () => void;
};

export type Start = {
  readonly program: string;
  readonly args: readonly string[];
  readonly columns: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string>>;
};

const PATIENCE_MS = 20_000;
/** The program has answered a key when it has written nothing for so long. */
const QUIET_MS = 120;

/** Starts the program; `end` ends it. */
export function openTerminal({ program, args, columns, rows, env }: Start): Terminal {
  const screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  screen.loadAddon(new unicode11.Unicode11Addon());
  screen.unicode.activeVersion = '11';
  const child = spawn(process.execPath, [program, ...args], { name: 'xterm-256color', cols: columns, rows, env: { ...env } });
  let last = Date.now();
  let open = 0;
  child.onData((data) => {
    last = Date.now();
    open += 1;
    screen.write(data, () => {
      open -= 1;
    });
  });
  screen.onData((data) => child.write(data));
  const quiet = async (): Promise<void> => {
    do await pause(20);
    while (open > 0 || Date.now() - last < QUIET_MS);
  };
  const write = async (data: string): Promise<void> => {
    last = Date.now();
    child.write(data);
    await quiet();
  };
  const text = (): string => Array.from({ length: rows }, (_, row) => screen.buffer.active.getLine(row)?.translateToString(true) ?? '').join('\n');
  const terminal: Terminal = {
    press: async (...keys) => {
      for (const key of keys) await write(KEYS[key]);
    },
    type: write,
    enter: async (line) => {
      await write(line);
      await write(KEYS.Enter);
    },
    until: async (what) => {
      for (const stop = Date.now() + PATIENCE_MS; Date.now() < stop; await pause(20)) {
        if (open === 0 && (typeof what === 'string' ? text().includes(what) : what.test(text()))) return await quiet();
      }
      throw new Error(`The screen does not show ${what}:\n${text()}`);
    },
    grid: () => ({ columns, rows: Array.from({ length: rows }, (_, row) => runsOf(screen, row)) }),
    end: () => {
      child.kill('SIGKILL');
      screen.dispose();
    },
  };
  return terminal;
}

function runsOf(screen: InstanceType<typeof headless.Terminal>, row: number): Run[] {
  const line = screen.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let at = 0; at < screen.cols; at++) {
    const cell = line?.getCell(at);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const run = { at, cells: cell.getWidth(), text: cell.getChars() || ' ', look: lookOf(cell) };
    const before = runs.at(-1);
    if (before !== undefined && sameLook(before.look, run.look))
      runs[runs.length - 1] = { ...before, cells: before.cells + run.cells, text: before.text + run.text };
    else runs.push(run);
  }
  return runs;
}

function lookOf(cell: Cell): Look {
  const ink = cell.isFgDefault() ? null : cell.isFgRGB() ? trueColour(cell.getFgColor()) : colourOf(cell.getFgColor());
  const ground = cell.isBgDefault() ? null : cell.isBgRGB() ? trueColour(cell.getBgColor()) : colourOf(cell.getBgColor());
  const inverse = cell.isInverse() !== 0;
  return {
    ink: inverse ? (ground ?? '#16181d') : ink,
    ground: inverse ? (ink ?? '#c8ccd4') : ground,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}

function sameLook(a: Look, b: Look): boolean {
  return a.ink === b.ink && a.ground === b.ground && a.bold === b.bold && a.dim === b.dim && a.underline === b.underline;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
