/** The program in this process: its streams as texts, its exit status as a value. */
import { PassThrough, Writable } from 'node:stream';
import type { Io } from '../../src/cli/call.ts';
import { main } from '../../src/cli/main.ts';

const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type ProgramOptions = { readonly stdin?: string; readonly env?: Readonly<Record<string, string>>; readonly now?: () => number };

/** Runs one command line without a terminal. */
export async function program(
  argv: readonly string[],
  { stdin = '', env = {}, now = () => Date.parse('2026-03-02T09:00:00Z') }: ProgramOptions = {},
): Promise<Ran> {
  const [stdout, stderr] = [collector(), collector()];
  const input = new PassThrough();
  input.end(stdin);
  const io = { stdin: input, stdout: stdout.stream, stderr: stderr.stream, env, now } as unknown as Io;
  const code = await main(argv, { root: ROOT, compiled: `${ROOT}/dist/course.json` }, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
