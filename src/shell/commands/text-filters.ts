/**
 * The filters that stand behind a pipe: `grep`, `head`, `tail`, `wc`, `sort`, `uniq`, `cat`. A small part of each, with
 * the exit status of the real one (POSIX.1-2017, Shell & Utilities).
 */
import type { Text } from '../../engine/text.ts';
import type { Command, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';

type Filter = {
  readonly name: string;
  readonly summary: Text;
  readonly usage: string;
  readonly example: string;
  /** Flags without a value, by letter. */
  readonly switches: string;
  /** Flags with a value, by letter. */
  readonly values: string;
  readonly operands: number;
  readonly run: (lines: readonly string[], given: Given) => Filtered;
};

type Given = { readonly switches: ReadonlySet<string>; readonly values: ReadonlyMap<string, string>; readonly operands: readonly string[] };
type Filtered = { readonly stdout: string; readonly code: number; readonly stderr?: string };

const filters: readonly Filter[] = [
  {
    name: 'grep',
    summary: { ko: '정규식과 맞는 줄만 남깁니다.', en: 'Keeps the lines that match a pattern.' },
    usage: 'grep [-ciovwEF] [-A COUNT] [-B COUNT] PATTERN',
    example: 'kubectl get pods -A | grep webapp',
    switches: 'civEFwo',
    values: 'eAB',
    operands: 1,
    run: grep,
  },
  {
    name: 'head',
    summary: { ko: '앞에서부터 몇 줄만 남깁니다.', en: 'Keeps the first lines.' },
    usage: 'head [-n COUNT]',
    example: 'kubectl get pods -A | head -n 3',
    switches: '',
    values: 'n',
    operands: 0,
    run: (lines, given) => counted(given, (count) => text(lines.slice(0, count))),
  },
  {
    name: 'tail',
    summary: { ko: '뒤에서부터 몇 줄만 남깁니다.', en: 'Keeps the last lines.' },
    usage: 'tail [-n COUNT | -n +FIRST]',
    example: 'kubectl get pods -A | tail -n +2',
    switches: '',
    values: 'n',
    operands: 0,
    run: tail,
  },
  {
    name: 'wc',
    summary: { ko: '줄, 단어, 바이트를 셉니다.', en: 'Counts lines, words and bytes.' },
    usage: 'wc [-l | -w | -c]',
    example: 'kubectl get pods -o name | wc -l',
    switches: 'lwc',
    values: '',
    operands: 0,
    run: wc,
  },
  {
    name: 'sort',
    summary: { ko: '줄을 정렬합니다.', en: 'Sorts lines.' },
    usage: 'sort [-nru]',
    example: 'kubectl get pods -A | sort -r',
    switches: 'nru',
    values: '',
    operands: 0,
    run: sort,
  },
  {
    name: 'uniq',
    summary: { ko: '이어지는 같은 줄을 하나로 합칩니다.', en: 'Joins equal lines that follow each other.' },
    usage: 'uniq [-c]',
    example: 'sort | uniq -c',
    switches: 'c',
    values: '',
    operands: 0,
    run: uniq,
  },
  {
    name: 'cat',
    summary: { ko: '받은 텍스트를 그대로 내보냅니다.', en: 'Passes its input on.' },
    usage: 'cat',
    example: 'cat <<EOF',
    switches: '',
    values: '',
    operands: 0,
    run: (lines) => text(lines),
  },
];

/** The filters as commands of the shell. */
export const textFilters: readonly Command[] = filters.map((filter) => ({
  name: filter.name,
  summary: filter.summary,
  usage: [filter.usage],
  examples: [filter.example],
  run: (call) => runFilter(filter, call),
  complete: () => [],
}));

function runFilter(filter: Filter, { world, words, stdin }: Invocation): Output {
  const given = read(
    filter,
    words.map((word) => word.text),
  );
  if (typeof given === 'string') return output(world, { kind: 'refused', stderr: `${filter.name}: ${given}\n`, code: 2 });
  if (given.operands.length > filter.operands) {
    const note = { ko: '이 셸에는 파일이 없습니다. 파이프나 `<<EOF`로 넘기세요.', en: 'This shell has no files. Use a pipe or `<<EOF`.' };
    const stderr = `${filter.name}: ${given.operands[filter.operands]}: No such file or directory\n`;
    return output(world, { kind: 'refused', stderr, code: filter.name === 'grep' ? 2 : 1, notes: [{ mark: 'info', text: note }] });
  }
  const lines = stdin === '' ? [] : stdin.replace(/\n$/, '').split('\n');
  return output(world, { kind: 'read', ...filter.run(lines, given) });
}

/** The flags and operands, or what is wrong with them in getopt's words. */
function read(filter: Filter, words: readonly string[]): Given | string {
  const [switches, values, operands] = [new Set<string>(), new Map<string, string>(), [] as string[]];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest);
      break;
    }
    if (/^-\d+$/.test(word) && filter.values.includes('n')) values.set('n', word.slice(1));
    else if (!word.startsWith('-') || word === '-') operands.push(...(word === '-' ? [] : [word]));
    else if (word.startsWith('--')) return `unrecognized option '${word}'`;
    else {
      for (let index = 1; index < word.length; index++) {
        const letter = word[index] as string;
        if (filter.switches.includes(letter)) switches.add(letter);
        else if (filter.values.includes(letter)) {
          const value = word.slice(index + 1) || rest.shift();
          if (value === undefined) return `option requires an argument -- '${letter}'`;
          values.set(letter, value);
          break;
        } else return `invalid option -- '${letter}'`;
      }
    }
  }
  return { switches, values, operands };
}

function text(lines: readonly string[]): Filtered {
  return { stdout: lines.map((line) => `${line}\n`).join(''), code: 0 };
}

function counted(given: Given, then: (count: number) => Filtered): Filtered {
  const count = given.values.get('n') ?? '10';
  if (!/^[+-]?\d+$/.test(count)) return { stdout: '', stderr: `invalid number of lines: '${count}'\n`, code: 1 };
  return then(Number(count));
}

function tail(lines: readonly string[], given: Given): Filtered {
  const fromLine = given.values.get('n')?.startsWith('+') === true;
  return counted(given, (count) => {
    if (fromLine) return text(lines.slice(Math.max(0, count - 1)));
    return text(count === 0 ? [] : lines.slice(-Math.abs(count)));
  });
}

function grep(lines: readonly string[], { switches, values, operands }: Given): Filtered {
  const source = values.get('e') ?? operands[0];
  if (source === undefined) return { stdout: '', stderr: 'Usage: grep [OPTION]... PATTERNS [FILE]...\n', code: 2 };
  const pattern = patternOf(source, switches);
  if (pattern === null) return { stdout: '', stderr: `grep: Invalid regular expression\n`, code: 2 };
  const hits = lines.flatMap((line, index) => (pattern.test(line) === switches.has('v') ? [] : [index]));
  const code = hits.length > 0 ? 0 : 1;
  if (switches.has('c')) return { stdout: `${hits.length}\n`, code };
  if (switches.has('o')) {
    const all = new RegExp(pattern.source, `${pattern.flags}g`);
    return { ...text(hits.flatMap((index) => [...(lines[index] as string).matchAll(all)].map((match) => match[0]))), code };
  }
  return { ...text(withContext(lines, hits, values)), code };
}

function withContext(lines: readonly string[], hits: readonly number[], values: ReadonlyMap<string, string>): string[] {
  const [after, before] = [Number(values.get('A') ?? 0), Number(values.get('B') ?? 0)];
  const shown = [...new Set(hits.flatMap((hit) => Array.from({ length: before + after + 1 }, (_, offset) => hit - before + offset)))]
    .filter((index) => index >= 0 && index < lines.length)
    .sort((one, other) => one - other);
  const gaps = after + before > 0;
  return shown.flatMap((index, place) => [...(gaps && place > 0 && shown[place - 1] !== index - 1 ? ['--'] : []), lines[index] as string]);
}

/** In a basic expression `?`, `+`, `|`, `{`, `(` are plain unless a backslash stands before them; in an extended one it is the other way round. */
function patternOf(source: string, switches: ReadonlySet<string>): RegExp | null {
  const plain = switches.has('F') ? source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : source;
  const translated =
    switches.has('E') || switches.has('F')
      ? plain
      : plain.replace(/\\?[?+|{}()]/g, (match) => (match.length === 2 ? match[1] : `\\${match}`) as string);
  try {
    return new RegExp(switches.has('w') ? `(?<!\\w)(?:${translated})(?!\\w)` : translated, switches.has('i') ? 'i' : '');
  } catch {
    return null;
  }
}

function wc(lines: readonly string[], { switches }: Given): Filtered {
  const whole = lines.map((line) => `${line}\n`).join('');
  const bytes = new TextEncoder().encode(whole).length;
  const words = whole.split(/\s+/).filter((word) => word !== '').length;
  if (switches.size === 0) return text([[lines.length, words, bytes].map((count) => String(count).padStart(7)).join(' ')]);
  const counts = [switches.has('l') ? [lines.length] : [], switches.has('w') ? [words] : [], switches.has('c') ? [bytes] : []].flat();
  return text([counts.length === 1 ? String(counts[0]) : counts.map((count) => String(count).padStart(7)).join(' ')]);
}

function sort(lines: readonly string[], { switches }: Given): Filtered {
  const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  const byNumber = (one: string, other: string): number => (Number.parseFloat(one) || 0) - (Number.parseFloat(other) || 0) || byText(one, other);
  const sorted = [...lines].sort(switches.has('n') ? byNumber : byText);
  const ordered = switches.has('r') ? sorted.reverse() : sorted;
  return text(switches.has('u') ? [...new Set(ordered)] : ordered);
}

function uniq(lines: readonly string[], { switches }: Given): Filtered {
  const groups: { line: string; count: number }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.line === line) last.count += 1;
    else groups.push({ line, count: 1 });
  }
  return text(groups.map(({ line, count }) => (switches.has('c') ? `${String(count).padStart(7)} ${line}` : line)));
}
