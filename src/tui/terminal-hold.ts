/** Who has the terminal: this program, the learner's own editor, or, while the program is stopped, the shell it was started from. */
import type { HandOver } from './own-editor.ts';

type Suspend = (act: () => Promise<void>) => Promise<void>;

export type TerminalHold = {
  /** Ink has the terminal and can give it away; what is returned takes that back. */
  readonly taken: (suspend: Suspend) => () => void;
  readonly handOver: HandOver;
  readonly isHandedOver: () => boolean;
  /** Stops the program until it is continued, with the terminal as the shell needs it. */
  readonly stop: () => void;
  /** Obeys SIGTSTP from now on; what is returned ends that. */
  readonly listen: () => () => void;
};

/** The hold that a program has on its terminal; before Ink has it, what is handed over is just done. */
export function terminalHold(): TerminalHold {
  let suspend: Suspend | null = null;
  let away = false;
  const handOver: HandOver = async (act) => {
    if (suspend === null || away) return act();
    away = true;
    try {
      let result: Awaited<ReturnType<typeof act>> | undefined;
      await suspend(async () => {
        result = await act();
      });
      return result as Awaited<ReturnType<typeof act>>;
    } finally {
      away = false;
    }
  };
  const stop = (): void => {
    // An editor that was stopped has taken this program along: the shell has the terminal already.
    if (away) process.kill(process.pid, 'SIGSTOP');
    else void handOver(stopped);
  };
  return {
    taken: (given) => {
      suspend = given;
      return () => {
        suspend = null;
      };
    },
    handOver,
    isHandedOver: () => away,
    stop,
    listen: () => {
      if (process.platform === 'win32') return () => {};
      process.on('SIGTSTP', stop);
      return () => process.off('SIGTSTP', stop);
    },
  };
}

const LONG_MS = 2 ** 30;

/** Stops the whole job, as a terminal's Ctrl-Z does, and goes on when it is continued. */
function stopped(): Promise<void> {
  return new Promise((done) => {
    // While the terminal is given away nothing else may keep the program running, and waiting for a signal does not.
    const running = setInterval(() => {}, LONG_MS);
    process.once('SIGCONT', () => {
      clearInterval(running);
      done();
    });
    process.kill(process.pid, 'SIGSTOP');
  });
}
