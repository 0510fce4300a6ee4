/** Lines for the shell, from `-c` and from a stream: a heredoc or an open quote goes on to the next. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { needsMore } from '../shell/parse.ts';

/** The physical lines put together into lines that the shell can run. The last may be unfinished. */
export function joinLines(physical: readonly string[]): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of physical) {
    open = open === '' ? line : `${open}\n${line}`;
    if (needsMore(open)) continue;
    if (open.trim() !== '') lines.push(open);
    open = '';
  }
  return open.trim() === '' ? lines : [...lines, open];
}

/** All lines of a stream. */
export async function readLines(stream: Readable): Promise<string[]> {
  const physical: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) physical.push(line.normalize('NFC'));
  return joinLines(physical);
}
