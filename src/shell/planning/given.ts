/** The words behind a planning word's name, read by its flags. */
import type { Text } from '../../engine/text.ts';
import { nearest } from '../nearest.ts';
import type { Flag, Given, PlanningWord } from './definition.ts';

type Typed = Pick<Given, 'operands' | 'values'>;
export type Read = { readonly given: Typed; readonly output: 'text' | 'json' | 'yaml' } | { readonly refused: Text };

/** What was typed, or what of it cannot be read. The lab has no files, so that a file is refused. */
export function readGiven({ name, flags, operands: wanted }: PlanningWord, words: readonly string[]): Read {
  const operands: string[] = [];
  const values: { [flag: string]: readonly string[] } = {};
  let output: 'text' | 'json' | 'yaml' = 'text';
  for (let at = 0; at < words.length; at++) {
    const [typed = '', inline] = split(words[at] as string);
    if (!/^-\D/.test(typed)) {
      operands.push(words[at] as string);
      continue;
    }
    if (typed === '--json' && inline === undefined) {
      output = 'json';
      continue;
    }
    const flag = [...flags, OUTPUT].find((one) => one.flag === typed || one.short === typed);
    if (flag === undefined) return { refused: noFlag(name, typed, flags) };
    if (flag.flag === '--file') return { refused: NO_FILES };
    if (flag.value === undefined) {
      if (inline !== undefined) return { refused: noFlag(name, words[at] as string, flags) };
      values[flag.flag] = [];
      continue;
    }
    const value = inline ?? words[++at];
    if (value === undefined) return { refused: noValue(flag) };
    if (flag === OUTPUT) {
      const format = FORMATS.find((one) => one === value);
      if (format === undefined)
        return { refused: { ko: `-o 옵션은 ${FORMATS.join(', ')} 중 하나를 받습니다.`, en: `-o takes one of ${FORMATS.join(', ')}.` } };
      output = format;
    } else values[flag.flag] = flag.many === true ? [...(values[flag.flag] ?? []), value] : [value];
  }
  if (operands.length < (wanted?.least ?? 0)) return { refused: tooFew(name) };
  const [extra] = wanted === null ? operands : [];
  return extra === undefined ? { given: { operands, values }, output } : { refused: tooMany(name, extra) };
}

const FORMATS = ['text', 'json', 'yaml'] as const;
const OUTPUT: Flag = { flag: '--output', short: '-o', value: 'FORMAT', about: { ko: '출력 형식', en: 'output format' } };

function split(word: string): [string, string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function noFlag(name: string, typed: string, flags: readonly Flag[]): Text {
  const near = nearest(
    typed,
    flags.map(({ flag }) => flag),
  );
  const [what, see] = [`\`${typed}\``, `\`help ${name}\``];
  if (near === null) return { ko: `${name} 명령에 ${what} 옵션은 없습니다. ${see} 명령을 보세요.`, en: `${name} has no option ${what}. See ${see}.` };
  return { ko: `${name} 명령에 ${what} 옵션은 없습니다. ${near}인지 확인하세요.`, en: `${name} has no option ${what}. Did you mean ${near}?` };
}

function noValue({ flag, value = '' }: Flag): Text {
  return { ko: `${flag} 옵션의 값(${value})이 빠졌습니다.`, en: `Option ${flag} lacks its value, ${value}.` };
}

function tooFew(name: string): Text {
  return { ko: `${name} 명령에 빠진 것이 있습니다. \`help ${name}\` 명령을 보세요.`, en: `${name} needs more words. See \`help ${name}\`.` };
}

function tooMany(name: string, extra: string): Text {
  return {
    ko: `${name} 명령은 \`${extra}\` 값을 옵션 없이 받지 않습니다. \`help ${name}\` 명령을 보세요.`,
    en: `${name} takes no \`${extra}\` without an option. See \`help ${name}\`.`,
  };
}

const NO_FILES: Text = {
  ko: '이 셸에는 파일이 없습니다. `--subnet`과 `--type`으로 쓰세요.',
  en: 'This shell has no files. Write the plan with `--subnet` and `--type`.',
};
