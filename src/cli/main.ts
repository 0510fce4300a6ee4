/** The command line: the only place where the layers meet the terminal, the disk and the clock. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';

/** Where the program is installed: the folder that holds package.json, lessons and scenarios. */
export type Installation = { readonly root: string };

/** Carries out one command line and gives the exit status: 0 yes, 1 no, 2 could not run. */
export async function main(argv: readonly string[], { root }: Installation): Promise<number> {
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };
  const program = new Command('ekslab').version(version);
  await program.parseAsync(argv as string[], { from: 'user' });
  return 0;
}
