/** `tr` and `cut`, as people put them behind a list of ids. A small part of each (POSIX.1-2017, Shell & Utilities). */
import type { Text } from '../../engine/text.ts';
import type { Command, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';

type Filter = { readonly name: string; readonly summary: Text; readonly usage: string; readonly example: string; readonly run: Run };
type Run = (words: readonly string[], stdin: string) => { readonly stdout: string } | { readonly stderr: string };

function command({ name, summary, usage, example, run }: Filter): Command {
  return {
    name,
    summary,
    usage: [usage],
    examples: [example],
    run: ({ world, words, stdin }: Invocation): Output => {
      const texts = words.map(({ text }) => text);
      const done = run(texts, stdin);
      return 'stderr' in done ? output(world, { kind: 'read', stderr: done.stderr, code: 1 }) : output(world, { kind: 'read', ...done });
    },
    complete: () => [],
  };
}

const tr = command({
  name: 'tr',
  summary: { ko: '글자를 다른 글자로 바꾸거나 지웁니다.', en: 'Replaces or deletes characters.' },
  usage: 'tr [-cds] SET [SET]',
  example: "echo $SUBNETS | tr ' ' ','",
  run: (words, stdin) => {
    const flags = words.filter((word) => /^-[^-]/.test(word));
    const letters = new Set(flags.flatMap((flag) => [...flag.slice(1)]));
    const unknown = [...letters].find((letter) => !'cCds'.includes(letter));
    if (unknown !== undefined) return { stderr: `tr: invalid option -- '${unknown}'\nTry 'tr --help' for more information.\n` };
    const [first, second] = words.filter((word) => !flags.includes(word)).map(setOf);
    const [deletes, squeezes] = [letters.has('d'), letters.has('s')];
    if (first === undefined || (second === undefined && !deletes && !squeezes)) {
      return { stderr: `tr: missing operand\nTry 'tr --help' for more information.\n` };
    }
    const isIn = (letter: string) => first.includes(letter) !== (letters.has('c') || letters.has('C'));
    const changed = [...stdin].flatMap((letter) => {
      if (!isIn(letter)) return [letter];
      if (deletes) return [];
      // With -c what is not in the first set has no place in it: the last letter of the second stands for all.
      if (second === undefined) return [letter];
      const at = first.indexOf(letter);
      return [second[at < 0 ? second.length - 1 : Math.min(at, second.length - 1)] ?? ''];
    });
    if (!squeezes) return { stdout: changed.join('') };
    const squeezed = second ?? null;
    const repeats = (letter: string) => (squeezed === null ? isIn(letter) : squeezed.includes(letter));
    return { stdout: changed.filter((letter, at) => letter !== changed[at - 1] || !repeats(letter)).join('') };
  },
});

const ESCAPES: { readonly [text: string]: string } = { '\\n': '\n', '\\t': '\t', '\\\\': '\\' };

/** The characters of a set: escapes and ranges (`a-z`) spelled out. */
function setOf(text: string): readonly string[] {
  const letters = text.match(/\\.|./gs)?.map((part) => ESCAPES[part] ?? part) ?? [];
  return letters.flatMap((letter, index) => {
    if (letter !== '-' || index === 0 || index === letters.length - 1) return [letter];
    const [first, last] = [(letters[index - 1] as string).charCodeAt(0), (letters[index + 1] as string).charCodeAt(0)];
    return Array.from({ length: Math.max(0, last - first - 1) }, (_, step) => String.fromCharCode(first + step + 1));
  });
}

const cut = command({
  name: 'cut',
  summary: { ko: '각 줄에서 필요한 칸만 남깁니다.', en: 'Keeps some of the fields of each line.' },
  usage: 'cut -d DELIMITER -f LIST | cut -c LIST',
  example: 'echo $ENDPOINT | cut -d / -f 3',
  run: (words, stdin) => {
    const given = valuesOf(words);
    const list = given.get('f') ?? given.get('c');
    if (list === undefined)
      return { stderr: `cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n` };
    const delimiter = given.has('c') ? '' : (given.get('d') ?? '\t');
    const lines = stdin.split('\n').slice(0, stdin.endsWith('\n') ? -1 : undefined);
    const kept = lines.map((line) => {
      if (delimiter !== '' && !line.includes(delimiter)) return line;
      return line
        .split(delimiter)
        .filter((_, index) => isIn(list, index + 1))
        .join(delimiter);
    });
    return { stdout: kept.map((line) => `${line}\n`).join('') };
  },
});

/** `-d,` and `-d ,` are the same. */
function valuesOf(words: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const [, letter, rest] = /^-([dfc])(.*)$/s.exec(words[index] as string) ?? [];
    if (letter === undefined) continue;
    given.set(letter, rest === '' ? (words[++index] ?? '') : (rest as string));
  }
  return given;
}

/** Whether `1,3-5,7-` holds the number. */
function isIn(list: string, number: number): boolean {
  return list.split(',').some((part) => {
    const [first = '', last] = part.split('-');
    if (last === undefined) return Number(first) === number;
    return number >= Number(first === '' ? 1 : first) && number <= (last === '' ? Number.POSITIVE_INFINITY : Number(last));
  });
}

/** Filters that take lines apart by characters and fields. */
export const columnFilters: readonly Command[] = [tr, cut];
