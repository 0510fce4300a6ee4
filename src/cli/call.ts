/** One call of the program: where it runs, what it was asked, and how it answers. */
import type { Lang, Text } from '../engine/text.ts';

export type Io = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The learner's clock, in milliseconds since 1970. */
  readonly now: () => number;
};

/** 0 yes · 1 no: a check failed, something cannot be reached · 2 the program could not do what it was asked. */
export type ExitStatus = number;

export type Call = {
  readonly io: Io;
  /** The folder that holds `lessons/`, `scenarios/` and `package.json`. */
  readonly root: string;
  /** The compiled course, or null where the course is always read from its files. */
  readonly compiled: string | null;
  readonly version: string;
  readonly lang: Lang;
  readonly options: Options;
};

export type Options = {
  readonly lang?: Lang;
  readonly data?: string;
  readonly plain?: boolean;
  readonly output?: Format;
  /** In how many cells the terminal draws symbols whose width Unicode leaves open. */
  readonly width?: Width;
  /** The file that the session is recorded into. */
  readonly record?: string;
};

export const WIDTHS = ['narrow', 'wide'] as const;
export type Width = (typeof WIDTHS)[number];

export const FORMATS = ['text', 'json', 'yaml'] as const;
export type Format = (typeof FORMATS)[number];

/** Says on stderr what keeps the program from going on, in the caller's language. */
export function complain({ io, lang }: Pick<Call, 'io' | 'lang'>, text: Text): ExitStatus {
  io.stderr.write(`ekslab: ${text[lang]}\n`);
  return 2;
}

/** Prints a line, or several. */
export function print({ io }: Pick<Call, 'io'>, text: string): void {
  io.stdout.write(text === '' || text.endsWith('\n') ? text : `${text}\n`);
}
