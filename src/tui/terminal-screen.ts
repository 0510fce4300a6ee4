/** The terminal as a screen that Ink draws on: taken, given back however the program ends, its errors kept until it is gone. */
import { render } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from './model.ts';
import { type TerminalHold, terminalHold } from './terminal-hold.ts';

export type Drawing = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly element: ReactNode;
  /** Once the first frame is on its way. */
  readonly onDrawn?: () => void;
  /** What has to be closed; once, however it ends. */
  readonly close: () => void;
  /** What is said above the stack once the screen is gone. */
  readonly crashed: () => string;
};

export type TerminalScreen = {
  readonly hold: TerminalHold;
  /** Leaves the screen with this exit status. */
  readonly quit: (code: number) => void;
  /** The program cannot go on. */
  readonly crash: (error: unknown) => void;
  /** Draws until it is left, and gives the exit status. */
  readonly take: (drawing: Drawing) => Promise<number>;
};

/** The exit status of a program that a signal ended: 128 and the signal's number. */
const SIGNALS = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

/** The screen of this program's terminal, not yet taken. */
export function terminalScreen(): TerminalScreen {
  const hold = terminalHold();
  let status = 0;
  let quit = (code: number): void => {
    status = code;
  };
  let crash = (error: unknown): void => {
    throw error;
  };
  const take = async ({ stdin, stdout, stderr, element, onDrawn, close: closing, crashed }: Drawing): Promise<number> => {
    // Ink asks for raw keys once the first frame stands: until then the terminal would write each key into that frame.
    stdin.setRawMode?.(true);
    const app = render(element, {
      stdin,
      stdout,
      stderr,
      alternateScreen: true,
      incrementalRendering: true,
      // Ink draws nothing where the environment says CI, also on a real terminal; the caller has looked at the terminal itself.
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
    });
    quit = (code) => {
      status = code;
      app.unmount();
    };
    // What Ink itself did not catch it does not hand on: the first error is kept until the screen is gone.
    let failure: { readonly error: unknown } | null = null;
    crash = (error) => {
      failure ??= { error };
      app.unmount();
    };
    onDrawn?.();
    // Ctrl-C in the learner's own editor reaches this program too: it is meant for the editor.
    const ended = (signal: keyof typeof SIGNALS) => () => {
      if (signal !== 'SIGINT' || !hold.isHandedOver()) quit(SIGNALS[signal]);
    };
    const handlers = (Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]).map((signal) => [signal, ended(signal)] as const);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    // Node would write the stack onto the screen that goes away, so that nobody could read it.
    const failed = (error: unknown) => crash(error);
    process.on('uncaughtException', failed);
    process.on('unhandledRejection', failed);
    const release = hold.listen();
    const close = once(closing);
    // The terminal itself is gone: nothing can be drawn or restored any more, and Node aborts when it tries to reset the
    // terminal on leaving. So what is open is closed and the program ends as a hang-up ends it.
    const lost = () => {
      close();
      for (const [signal, handler] of handlers) process.off(signal, handler);
      process.kill(process.pid, 'SIGHUP');
    };
    const told = ({ error }: { readonly error: unknown }): number => {
      stderr.write(`${crashed()}\n${stackOf(error)}\n`);
      return 1;
    };
    stdout.once('error', lost);
    stdin.once('error', lost);
    try {
      await app.waitUntilExit().catch((error: unknown) => {
        failure ??= { error };
      });
      return failure === null ? status : told(failure);
    } finally {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      process.off('uncaughtException', failed);
      process.off('unhandledRejection', failed);
      release();
      close();
      stdout.off('error', lost);
      stdin.off('error', lost);
    }
  };
  return { hold, quit: (code) => quit(code), crash: (error) => crash(error), take };
}

/** How much the terminal shows now. */
export function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
