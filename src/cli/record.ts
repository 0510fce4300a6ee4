/** A session as an asciicast, the recording format of asciinema: https://docs.asciinema.org/manual/asciicast/v2/ */
import { closeSync, openSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Io } from './call.ts';

export type Recording = {
  /** The streams to go on with: what is written to `stdout` is also recorded. */
  readonly io: Io;
  readonly close: () => void;
};

/** Starts a recording into the file, which is overwritten. Throws what opening a file throws. */
export function record(io: Io, path: string): Recording {
  const file = openSync(path, 'w');
  const started = io.now();
  const put = (value: unknown): void => void writeSync(file, `${JSON.stringify(value)}\n`);
  const event = (code: 'o' | 'r', data: string): void => put([Math.max(0, io.now() - started) / 1000, code, data]);
  const { stdout } = io;
  const size = () => ({ width: stdout.columns || 80, height: stdout.rows || 24 });
  const env = Object.fromEntries(['TERM', 'SHELL'].flatMap((name) => (io.env[name] === undefined ? [] : [[name, io.env[name]]])));
  put({ version: 2, ...size(), timestamp: Math.floor(started / 1000), env });
  // A character that is split over two writes is recorded whole.
  const decoder = new StringDecoder('utf8');
  const write = stdout.write;
  const recorded = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    if (text !== '') event('o', text);
    return (write as (...given: unknown[]) => boolean).call(stdout, chunk, ...rest);
  };
  const onResize = (): void => event('r', `${size().width}x${size().height}`);
  stdout.write = recorded as typeof stdout.write;
  stdout.on('resize', onResize);
  return {
    io,
    close: () => {
      stdout.write = write;
      stdout.off('resize', onResize);
      closeSync(file);
    },
  };
}
