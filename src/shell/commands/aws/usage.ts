/** How the AWS CLI says that a line is wrong, before anything is sent. https://github.com/aws/aws-cli/blob/v2/awscli/argparser.py */
import { nearest } from '../../../engine/nearest.ts';
import type { Text } from '../../../engine/text.ts';

/** What is wrong with a line. `note` is the lab's own word, where the real thing would have gone on. */
export type Wrong = { readonly wrong: string; readonly code: number; readonly note?: Text };

const USAGE = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

export function isWrong(value: unknown): value is Wrong {
  return typeof value === 'object' && value !== null && 'wrong' in value;
}

/** A line whose words do not fit the grammar: the usage, then the reason. */
export function misused(message: string, note?: Text): Wrong {
  return { wrong: `\n${USAGE}\naws: error: ${message}\n\n`, code: 252, ...(note === undefined ? {} : { note }) };
}

/** Words that belong to no flag. */
export function unknownOptions(words: readonly string[], note?: Text): Wrong {
  return { wrong: `\n${USAGE}\nUnknown options: ${words.join(', ')}\n`, code: 252, ...(note === undefined ? {} : { note }) };
}

/** A service or an operation that there is not. */
export function invalidChoice(what: 'command' | 'operation' | 'subcommand', given: string, known: readonly string[]): Wrong {
  const near = nearest(given, known);
  const meant = near === null ? '' : `\nMaybe you meant:\n\n  * ${near}`;
  return misused(`argument ${what}: Found invalid choice '${given}'\n${meant}`);
}

/** A value that cannot be sent. */
export function unsendable(message: string, code = 252): Wrong {
  return { wrong: `\n${message}\n`, code };
}
