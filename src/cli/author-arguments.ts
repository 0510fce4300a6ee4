/** What the entry points for authors are given on the command line. */
import type { Command } from 'commander';
import type { Options } from './call.ts';

export type ProveRequest = {
  readonly ask: 'prove';
  readonly paths: readonly string[];
  /** Outdated console blocks and records of translation are written first. */
  readonly update: boolean;
  /** Both languages of every page are taken to say the same. */
  readonly acceptTranslation: boolean;
  /** What is taught and exercised where, instead of the gates. */
  readonly coverage: boolean;
  readonly options: Options;
};
export type AuthorRequest = ProveRequest;

type Asked = { readonly update?: boolean; readonly acceptTranslation?: boolean; readonly coverage?: boolean };

/** Adds the entry points for authors. */
export function addAuthoring(program: Command, ask: (request: AuthorRequest) => void, options: () => Options): void {
  program
    .command('prove')
    .argument('[paths...]')
    .option('--update')
    .option('--accept-translation')
    .option('--coverage')
    .action((paths: string[], { update, acceptTranslation, coverage }: Asked) =>
      ask({
        ask: 'prove',
        paths,
        update: update === true,
        acceptTranslation: acceptTranslation === true,
        coverage: coverage === true,
        options: options(),
      }),
    );
}
