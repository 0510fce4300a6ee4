/** A place in a line that is being parsed, and what stops parsing there. */
import type { Text } from '../engine/text.ts';
import type { RawWord, Redirect, Script } from './syntax.ts';

/** What keeps a line from being understood: bash's own message, or a note on what the lab does not simulate. */
export type SyntaxProblem = {
  readonly stderr: string;
  readonly note: Text | null;
  /** The line is right so far but not finished: an open quote, a heredoc without its end, a trailing `|`. */
  readonly incomplete: boolean;
  readonly at: number;
};

/** Thrown inside the parser only; `parse` turns it into a value. */
export class LineError extends Error {
  readonly problem: SyntaxProblem;
  constructor(problem: SyntaxProblem) {
    super(problem.stderr);
    this.problem = problem;
  }
}

export type Heredoc = {
  readonly redirect: Extract<Redirect, { redirect: 'stdin' }>;
  readonly end: string;
  readonly raw: boolean;
  readonly tabs: boolean;
};

export type Reader = {
  readonly text: string;
  at: number;
  /** For completion: what is still open at the end counts as closed. */
  readonly lenient: boolean;
  /** Heredocs announced on this line; their bodies follow the next newline. */
  heredocs: Heredoc[];
  /** The words of the command that is being read: at the end, of the one being typed. */
  tail: RawWord[];
  readonly script: (reader: Reader, until: string | null) => Script;
};

/** The character at the place, or '' at the end. */
export function peek(reader: Reader, ahead = 0): string {
  return reader.text[reader.at + ahead] ?? '';
}

/** Whether the text goes on like this. */
export function startsWith(reader: Reader, text: string): boolean {
  return reader.text.startsWith(text, reader.at);
}

/** bash's message for a token that cannot stand there. */
export function unexpected(reader: Reader, token: string): LineError {
  return new LineError({ stderr: `bash: syntax error near unexpected token \`${token}'\n`, note: null, incomplete: false, at: reader.at });
}

/** bash's message for a line that ends too early. */
export function unfinished(reader: Reader, wanted: string | null): LineError {
  const stderr = wanted === null ? 'bash: syntax error: unexpected end of file\n' : `bash: unexpected EOF while looking for matching \`${wanted}'\n`;
  return new LineError({ stderr, note: null, incomplete: true, at: reader.at });
}

/** For what bash understands and the lab does not. */
export function notSimulated(reader: Reader, note: Text): LineError {
  return new LineError({ stderr: '', note, incomplete: false, at: reader.at });
}
