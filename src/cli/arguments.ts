/** The words of the command line: commander reads them, and what it refuses is said in the caller's language. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Lang, Text } from '../engine/text.ts';
import { nearest } from '../shell/nearest.ts';
import type { ReachRequest } from '../shell/reach/request.ts';
import { type AuthorRequest, addAuthoring, KINDS } from './author-arguments.ts';
import { FORMATS, type Options, WIDTHS } from './call.ts';
import { readLang } from './language.ts';
import { ENTRIES } from './manual.ts';
import { addPlanning, type PlanningRequest } from './planning/arguments.ts';
import { addReach } from './reach-arguments.ts';

/** What was asked: an entry point with its own words, or something about the program itself. */
export type Request =
  | PlanningRequest
  | { readonly ask: 'help'; readonly about: string | null; readonly options: Options }
  | { readonly ask: 'version' | 'keys'; readonly options: Options }
  | { readonly ask: 'refused'; readonly text: Text; readonly options: Options }
  | { readonly ask: 'start'; readonly place: string | null; readonly world?: string; readonly options: Options }
  | {
      readonly ask: 'run';
      readonly scenario: string;
      readonly lines: readonly string[];
      readonly stdin: boolean;
      readonly seed: string | undefined;
      readonly options: Options;
    }
  | { readonly ask: 'shell'; readonly world: string; readonly lines: readonly string[]; readonly stdin: boolean; readonly options: Options }
  | {
      readonly ask: 'trace';
      readonly world: string;
      readonly from: string;
      readonly to: string;
      readonly protocol: Protocol;
      readonly options: Options;
    }
  | (ReachRequest & { readonly ask: 'reach'; readonly world: string; readonly after: readonly string[]; readonly options: Options })
  | {
      readonly ask: 'repair';
      readonly world: string;
      readonly from: string;
      readonly to: string;
      readonly protocol: Protocol;
      readonly block: boolean;
      readonly options: Options;
    }
  | {
      readonly ask: 'import';
      readonly aws: readonly string[];
      readonly kubernetes: readonly string[];
      readonly to: string | undefined;
      readonly options: Options;
    }
  | { readonly ask: 'export'; readonly world: string; readonly as: ExportFormat; readonly to: string | undefined; readonly options: Options }
  | AuthorRequest
  | { readonly ask: 'conformance'; readonly dir: string | undefined; readonly verbose: boolean; readonly options: Options };

export type ExportFormat = 'world' | 'aws-cli' | 'kubernetes';
const EXPORT_FORMATS: readonly ExportFormat[] = ['world', 'aws-cli', 'kubernetes'];

export type Protocol = 'tcp' | 'udp' | 'icmp';
const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

/** The request that the words make. Never throws on what a user may type. */
export function readArguments(argv: readonly string[]): Request {
  const requests: Request[] = [];
  const program = programOf((request) => requests.push(request));
  try {
    program.parse(argv as string[], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return refusal(error, argv);
  }
  return requests[0] as Request;
}

function programOf(ask: (request: Request) => void): Command {
  const program = common(new Command('ekslab')).version('', '--version').argument('[unknown]');
  // Commander takes the program's own options wherever they stand, before the entry point or behind it.
  const options = (): Options => read(program.opts());
  program.action((unknown: string | undefined) => {
    ask(unknown === undefined ? { ask: 'start', place: null, options: options() } : unknownEntry(unknown, options()));
  });
  for (const kind of ['lab', 'lesson', 'quiz'] as const) {
    program
      .command(kind)
      .argument('<name>')
      .action((name: string) => ask({ ask: 'start', place: `${kind}/${name}`, options: options() }));
  }
  program
    .command('sandbox')
    .option('-w, --world <world>')
    .action(({ world }: { readonly world?: string }) =>
      ask({
        ask: 'start',
        place: 'lab/sandbox-empty',
        ...(world === undefined ? {} : { world }),
        options: options(),
      }),
    );
  program
    .command('run')
    .argument('<scenario>')
    .argument('[stdin]')
    .option('-c, --command <line>', '', collect, [])
    .option('--seed <seed>')
    .action((scenario: string, stdin: string | undefined, given: Given) => {
      ask({ ask: 'run', scenario, lines: given.command, stdin: dash(stdin), seed: given.seed, options: options() });
    });
  program
    .command('shell')
    .argument('[stdin]')
    .requiredOption('-w, --world <world>')
    .option('-c, --command <line>', '', collect, [])
    .action((stdin: string | undefined, given: Given) => {
      ask({ ask: 'shell', world: given.world, lines: given.command, stdin: dash(stdin), options: options() });
    });
  program
    .command('trace')
    .requiredOption('-w, --world <world>')
    .requiredOption('--from <endpoint>')
    .requiredOption('--to <endpoint>')
    .option('--protocol <protocol>', '', oneOf(PROTOCOLS), 'tcp')
    .action(({ world, from, to, protocol }: Given) => ask({ ask: 'trace', world, from, to, protocol, options: options() }));
  addReach(program, ask, options);
  program
    .command('repair')
    .requiredOption('-w, --world <world>')
    .requiredOption('--from <endpoint>')
    .requiredOption('--to <endpoint>')
    .option('--protocol <protocol>', '', oneOf(PROTOCOLS), 'tcp')
    .option('--block')
    .action(({ world, from, to, protocol, block }: Given) => {
      ask({ ask: 'repair', world, from, to, protocol, block: block === true, options: options() });
    });
  program
    .command('import')
    .option('--aws <files...>', '', [])
    .option('--kubernetes <files...>', '', [])
    .option('--to <file>')
    .action(({ aws, kubernetes, to }: Delivered) => ask({ ask: 'import', aws, kubernetes, to, options: options() }));
  program
    .command('export')
    .requiredOption('-w, --world <world>')
    .option('--format <format>', '', oneOf(EXPORT_FORMATS), 'world')
    .option('--to <file>')
    .action(({ world, format, to }: Delivered) => ask({ ask: 'export', world, as: format, to, options: options() }));
  addPlanning(program, ask, options);
  program.command('keys').action(() => ask({ ask: 'keys', options: options() }));
  addAuthoring(program, { ask, options, kind: oneOf(KINDS) });
  program
    .command('conformance')
    .argument('[dir]')
    .option('-v, --verbose')
    .action((dir: string | undefined, given: Given) => ask({ ask: 'conformance', dir, verbose: given.verbose === true, options: options() }));
  return program;
}

/** What commander gives to the entry points: each finds what it declared. */
type Given = {
  readonly command: readonly string[];
  readonly seed: string | undefined;
  readonly world: string;
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly block?: boolean;
  readonly verbose?: boolean;
};

type Delivered = {
  readonly aws: readonly string[];
  readonly kubernetes: readonly string[];
  readonly world: string;
  readonly format: ExportFormat;
  readonly to: string | undefined;
};

function common(command: Command): Command {
  return command
    .option('--lang <lang>', '', language)
    .option('--data <dir>')
    .option('--plain')
    .option('--record <file>')
    .option('--width <width>', '', oneOf(WIDTHS))
    .option('-o, --output <format>', '', oneOf(FORMATS))
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} });
}

function read({ lang, data, plain, output, record, width }: Options): Options {
  return {
    ...(lang === undefined ? {} : { lang }),
    ...(data === undefined ? {} : { data }),
    ...(plain === undefined ? {} : { plain }),
    ...(output === undefined ? {} : { output }),
    ...(record === undefined ? {} : { record }),
    ...(width === undefined ? {} : { width }),
  };
}

function collect(line: string, before: readonly string[]): string[] {
  return [...before, line.normalize('NFC')];
}

function dash(word: string | undefined): boolean {
  if (word !== undefined && word !== '-') throw new CommanderError(2, 'commander.excessArguments', `'${word}'`);
  return word === '-';
}

function language(text: string): Lang {
  const lang = readLang(text);
  if (lang === null) throw new InvalidArgumentError('ko, en');
  return lang;
}

function oneOf<T extends string>(known: readonly T[]): (text: string) => T {
  return (text) => {
    const found = known.find((one) => one === text);
    if (found === undefined) throw new InvalidArgumentError(known.join(', '));
    return found;
  };
}

function unknownEntry(word: string, options: Options): Request {
  const names = ENTRIES.map(({ name }) => name);
  const near = nearest(word, names);
  const how: Text =
    near === null
      ? { ko: '`ekslab --help`로 명령의 목록을 보세요.', en: 'See the commands with `ekslab --help`.' }
      : { ko: `\`ekslab ${near}\` 명령을 찾습니까?`, en: `Did you mean \`ekslab ${near}\`?` };
  return { ask: 'refused', text: { ko: `\`${word}\` 명령은 없습니다. ${how.ko}`, en: `there is no command \`${word}\`. ${how.en}` }, options };
}

function refusal(error: CommanderError, argv: readonly string[]): Request {
  const options = langIn(argv);
  const entryName = ENTRIES.find(({ name }) => argv.includes(name))?.name ?? null;
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.help') return { ask: 'help', about: entryName, options };
  if (error.code === 'commander.version') return { ask: 'version', options };
  const [, quoted = ''] = /'([^']+)'/.exec(error.message) ?? [];
  return { ask: 'refused', text: sentence(error, quoted), options };
}

/** What commander refuses, said again: its own sentences are in English only. */
function sentence({ code, message }: CommanderError, quoted: string): Text {
  const [, near] = /Did you mean (?:one of )?([^?]+)\?/.exec(message) ?? [];
  const hint: Text = near === undefined ? SEE_HELP : { ko: `${near} 옵션을 찾습니까?`, en: `Did you mean ${near}?` };
  switch (code) {
    case 'commander.unknownOption':
      return { ko: `${quoted} 옵션은 없습니다. ${hint.ko}`, en: `there is no option ${quoted}. ${hint.en}` };
    case 'commander.missingArgument':
      return { ko: `${quoted} 인수가 빠졌습니다. ${SEE_HELP.ko}`, en: `argument ${quoted} is missing. ${SEE_HELP.en}` };
    case 'commander.missingMandatoryOptionValue':
      return { ko: `${quoted} 옵션이 필요합니다. ${SEE_HELP.ko}`, en: `option ${quoted} is required. ${SEE_HELP.en}` };
    case 'commander.optionMissingArgument':
      return { ko: `${quoted} 옵션의 값이 빠졌습니다. ${SEE_HELP.ko}`, en: `option ${quoted} lacks its value. ${SEE_HELP.en}` };
    case 'commander.invalidArgument': {
      const [, value = '', known = ''] = /argument '([^']*)' is invalid\. (.*)$/s.exec(message) ?? [];
      return { ko: `${quoted} 옵션은 ${known} 중 하나를 받습니다. 받은 값: ${value}`, en: `option ${quoted} takes one of ${known}. Given: ${value}` };
    }
    case 'commander.excessArguments':
      return { ko: `인수가 너무 많습니다. ${SEE_HELP.ko}`, en: `too many arguments. ${SEE_HELP.en}` };
    default:
      return { ko: `명령줄을 읽지 못했습니다(${message}). ${SEE_HELP.ko}`, en: `the command line cannot be read (${message}). ${SEE_HELP.en}` };
  }
}

/** The language that was asked, also where the rest cannot be read. */
function langIn(argv: readonly string[]): Options {
  const joined = argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const lang = readLang(joined ?? argv[argv.indexOf('--lang') + 1] ?? '');
  return lang === null || (joined === undefined && !argv.includes('--lang')) ? {} : { lang };
}

const SEE_HELP: Text = { ko: '`ekslab --help`를 보세요.', en: 'See `ekslab --help`.' };
