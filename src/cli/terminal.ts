/** What the terminal of a call can show. */
import type { Io } from './call.ts';

/** Whether there is a terminal to draw on and to type at. */
export function isTerminal({ stdin, stdout }: Io): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

/** A terminal that cannot be redrawn, or one that is read aloud: Ink's own variable says so. https://github.com/vadimdemedes/ink#screen-reader-support */
export function wantsSentences(io: Io): boolean {
  return isTerminal(io) && (io.env.TERM === 'dumb' || io.env.INK_SCREEN_READER === 'true');
}
