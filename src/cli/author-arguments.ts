/** What the entry points for authors are given on the command line. */
import { type Command, InvalidArgumentError } from 'commander';
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
  /** Folders of which nothing has changed since they were proved are proved too. */
  readonly fresh: boolean;
  /** What changes is proved again, until it is ended. */
  readonly watch?: boolean;
  /** In seconds: files are looked at that often, instead of waiting to be told. */
  readonly poll?: number;
  readonly options: Options;
};
export type NewRequest = {
  readonly ask: 'new';
  readonly what: 'lesson' | 'scenario';
  readonly name: string;
  readonly kind: NewKind;
  /** The lesson that a scenario belongs to; the first one where none is named. */
  readonly module: string | undefined;
  readonly options: Options;
};
export type AuthorRequest = ProveRequest | NewRequest;

export const KINDS = ['break-fix', 'build', 'trace', 'plan', 'capstone'] as const;
type NewKind = (typeof KINDS)[number];

type Asked = {
  readonly update?: boolean;
  readonly acceptTranslation?: boolean;
  readonly coverage?: boolean;
  readonly fresh?: boolean;
  readonly watch?: boolean;
  readonly poll?: number;
};

type Asking = { readonly ask: (request: AuthorRequest) => void; readonly options: () => Options; readonly kind: (text: string) => NewKind };

/** Adds the entry points for authors. */
export function addAuthoring(program: Command, { ask, options, kind: readKind }: Asking): void {
  const made = program.command('new');
  made
    .command('lesson')
    .argument('<name>')
    .action((name: string) => ask({ ask: 'new', what: 'lesson', name, kind: 'break-fix', module: undefined, options: options() }));
  made
    .command('scenario')
    .argument('<name>')
    .option('--kind <kind>', '', readKind, 'break-fix')
    .option('--module <lesson>')
    .action((name: string, { kind, module }: { readonly kind: NewKind; readonly module?: string }) =>
      ask({ ask: 'new', what: 'scenario', name, kind, module, options: options() }),
    );
  program
    .command('prove')
    .argument('[paths...]')
    .option('--update')
    .option('--accept-translation')
    .option('--coverage')
    .option('--fresh')
    .option('--watch')
    .option('--poll <seconds>', '', seconds)
    .action((paths: string[], { update, acceptTranslation, coverage, fresh, watch, poll }: Asked) =>
      ask({
        ask: 'prove',
        paths,
        update: update === true,
        acceptTranslation: acceptTranslation === true,
        coverage: coverage === true,
        fresh: fresh === true,
        ...(watch === true || poll !== undefined ? { watch: true } : {}),
        ...(poll === undefined ? {} : { poll }),
        options: options(),
      }),
    );
}

function seconds(text: string): number {
  const number = Number(text);
  if (!(number >= 0.1 && number <= 3600)) throw new InvalidArgumentError('0.1–3600');
  return number;
}
