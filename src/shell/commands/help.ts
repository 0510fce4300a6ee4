/** `help`: which commands there are, and how one is used. Everything it says comes from the commands' own records. */
import type { Lang, Text } from '../../engine/text.ts';
import type { Command } from '../command.ts';
import { nearest } from '../nearest.ts';
import { refused, said, table } from '../print.ts';

/** The command that explains the given ones, itself among them. */
export function makeHelp(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    summary: { ko: '명령의 목록이나 한 명령의 쓰는 법을 보여 줍니다.', en: 'Lists the commands, or shows how one is used.' },
    usage: ['help [COMMAND]'],
    examples: ['help kubectl'],
    run: ({ world, words }) => {
      const [name] = words;
      if (name === undefined) return said(world, listOf([...others, help]));
      const command = [...others, help].find((candidate) => candidate.name === name.text);
      return command === undefined ? refused(world, unknown(name.text, others)) : said(world, manualOf(command));
    },
    complete: ({ words }) => (words.length > 1 ? [] : others.map((command) => ({ text: command.name, about: command.summary }))),
  };
  return help;
}

function listOf(commands: readonly Command[]): Text {
  const rows = (lang: Lang): string => table([...commands].sort(byName).map((command) => [command.name, command.summary[lang]]));
  return {
    ko: `${rows('ko')}\n\n\`help kubectl\`처럼 명령 이름을 붙이면 쓰는 법을 보여 줍니다.`,
    en: `${rows('en')}\n\nAdd the name of a command to see how it is used, as in \`help kubectl\`.`,
  };
}

/** What `help NAME` says of a command. */
export function manualOf({ summary, details, usage, examples }: Command): Text {
  const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');
  const text = (lang: Lang, titles: { readonly usage: string; readonly examples: string }): string => {
    const sections = [summary[lang], `${titles.usage}\n${indented(usage)}`, ...(details === undefined ? [] : [details[lang]])];
    return [...sections, ...(examples.length === 0 ? [] : [`${titles.examples}\n${indented(examples)}`])].join('\n\n');
  };
  return { ko: text('ko', { usage: '형식', examples: '예' }), en: text('en', { usage: 'Usage', examples: 'Examples' }) };
}

function unknown(name: string, commands: readonly Command[]): Text {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  if (near === null)
    return { ko: `\`${name}\` 명령은 없습니다. \`help\`로 목록을 보세요.`, en: `There is no command \`${name}\`. See the list with \`help\`.` };
  return { ko: `\`${name}\` 명령은 없습니다. \`${near}\` 명령을 찾습니까?`, en: `There is no command \`${name}\`. Did you mean \`${near}\`?` };
}

function byName(one: Command, other: Command): number {
  return one.name < other.name ? -1 : 1;
}
