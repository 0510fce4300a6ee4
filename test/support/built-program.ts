/** The program as it was built, without a terminal: it reads the course that the build compiled, so it starts quickly. */
import { spawnSync } from 'node:child_process';

const PROGRAM = new URL('../../bin/ekslab.js', import.meta.url).pathname;

export type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs one command line with so much standard input. */
export function builtProgram(argv: readonly string[], stdin = ''): Ended {
  return spawnSync(process.execPath, [PROGRAM, ...argv], { input: stdin, encoding: 'utf8' });
}
