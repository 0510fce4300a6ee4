/** Lines of the shell: commands, pipes, joiners, redirections, heredocs and `for`, as bash reads them. */
import { endsWord, readHeredocBody, readWord } from './parse-word.ts';
import { LineError, notSimulated, peek, type Reader, type SyntaxProblem, startsWith, unexpected, unfinished } from './reader.ts';
import type { Assignment, Joiner, Loop, RawWord, Redirect, Script, Simple, Stage } from './syntax.ts';

export type Parsed = { readonly ok: true; readonly script: Script } | { readonly ok: false; readonly problem: SyntaxProblem };

/** The tree of a line (several, when it holds newlines), or what keeps it from being understood. */
export function parse(line: string): Parsed {
  try {
    return { ok: true, script: readAll(readerOf(line, false)) };
  } catch (error) {
    if (error instanceof LineError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Whether the line is not finished yet: an open quote, a heredoc without its end, a pipe without a command. */
export function needsMore(line: string): boolean {
  const parsed = parse(line);
  return !parsed.ok && parsed.problem.incomplete;
}

/** The words of the command at the end of the text, as far as they are typed; null where the text is already wrong. */
export function wordsBeingTyped(text: string): readonly RawWord[] | null {
  const reader = readerOf(text, true);
  try {
    readAll(reader);
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    if (!error.problem.incomplete) return null;
  }
  return reader.tail;
}

function readerOf(text: string, lenient: boolean): Reader {
  return { text, at: 0, lenient, heredocs: [], tail: [], script: readScript };
}

function readAll(reader: Reader): Script {
  const script = readScript(reader, null);
  if (peek(reader) !== '') throw unexpected(reader, peek(reader));
  if (reader.heredocs.length > 0 && !reader.lenient) throw unfinished(reader, reader.heredocs[0]?.end ?? null);
  return script;
}

/** Reads commands up to the word or character that ends them (which is left unread), or to the end of the text. */
function readScript(reader: Reader, until: string | null): Script {
  const script: { joiner: Joiner; stages: readonly Stage[] }[] = [];
  let joiner: Joiner = ';';
  for (;;) {
    skipLines(reader);
    if (peek(reader) === '' || (until !== null && endsHere(reader, until))) {
      if (joiner !== ';') throw peek(reader) === '' ? unfinished(reader, null) : unexpected(reader, until as string);
      return script;
    }
    script.push({ joiner, stages: readPipeline(reader) });
    const next = readJoiner(reader);
    if (next === null) return script;
    joiner = next;
  }
}

function endsHere(reader: Reader, until: string): boolean {
  return startsWith(reader, until) && (until === ')' || endsWord(peek(reader, until.length)));
}

function readPipeline(reader: Reader): Stage[] {
  const stages = [readStage(reader)];
  for (skipBlanks(reader); peek(reader) === '|' && peek(reader, 1) !== '|'; skipBlanks(reader)) {
    if (peek(reader, 1) === '&') throw unexpected(reader, '|&');
    reader.at += 1;
    skipLines(reader);
    reader.tail = [];
    if (peek(reader) === '') throw unfinished(reader, null);
    stages.push(readStage(reader));
  }
  return stages;
}

function readJoiner(reader: Reader): Joiner | null {
  skipBlanks(reader);
  for (const joiner of ['&&', '||'] as const) {
    if (!startsWith(reader, joiner)) continue;
    reader.at += 2;
    reader.tail = [];
    return joiner;
  }
  if (startsWith(reader, ';;')) throw unexpected(reader, ';;');
  if (peek(reader) === '&') throw notSimulated(reader, BACKGROUND);
  if (peek(reader) === '\n') return ';';
  if (peek(reader) !== ';') return null;
  reader.at += 1;
  reader.tail = [];
  return ';';
}

function readStage(reader: Reader): Stage {
  reader.tail = [];
  if (peek(reader) === '(') throw notSimulated(reader, SUBSHELL);
  const keyword = /^(for|if|while|until|case|select|function|then|do|done|fi|esac|\{|\}|\[\[|!)(?=[\s;]|$)/.exec(reader.text.slice(reader.at))?.[1];
  if (keyword === 'for') return readLoop(reader);
  if (keyword !== undefined && ['then', 'do', 'done', 'fi', 'esac', '}'].includes(keyword)) throw unexpected(reader, keyword);
  if (keyword !== undefined) throw notSimulated(reader, compound(keyword));
  return readSimple(reader);
}

function readSimple(reader: Reader): Simple {
  const assignments: Assignment[] = [];
  const words: RawWord[] = reader.tail;
  const redirects: Redirect[] = [];
  for (skipBlanks(reader); ; skipBlanks(reader)) {
    const redirect = readRedirect(reader);
    if (redirect === 'none') {
      if (endsWord(peek(reader))) break;
      const word = readWord(reader);
      const assignment = words.length === 0 ? assignmentOf(word) : null;
      if (assignment === null) words.push(word);
      else assignments.push(assignment);
    } else redirects.push(...redirect);
  }
  if (peek(reader) === '(') throw unexpected(reader, '(');
  if (words.length + assignments.length + redirects.length === 0) throw unexpected(reader, tokenAt(reader));
  return { command: 'simple', assignments, words, redirects };
}

function assignmentOf(word: RawWord): Assignment | null {
  const [first, ...rest] = word.pieces;
  const match = first?.piece === 'text' && !first.quoted ? /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(first.text) : null;
  if (match === null || first?.piece !== 'text') return null;
  const text = first.text.slice(match[0].length);
  return { name: match[1] as string, value: { ...word, pieces: text === '' ? rest : [{ ...first, text }, ...rest] } };
}

function readLoop(reader: Reader): Loop {
  reader.at += 'for'.length;
  skipBlanks(reader);
  const name = literal(readWord(reader));
  skipBlanks(reader);
  if (literal(readWord(reader)) !== 'in') throw peek(reader) === '' ? unfinished(reader, null) : unexpected(reader, tokenAt(reader));
  const words: RawWord[] = [];
  for (skipBlanks(reader); !endsWord(peek(reader)); skipBlanks(reader)) words.push(readWord(reader));
  if (peek(reader) === ';') reader.at += 1;
  expectKeyword(reader, 'do');
  const body = readScript(reader, 'done');
  expectKeyword(reader, 'done');
  const redirects: Redirect[] = [];
  skipBlanks(reader);
  for (let redirect = readRedirect(reader); redirect !== 'none'; redirect = readRedirect(reader)) redirects.push(...redirect);
  return { command: 'for', name, words, body, redirects };
}

function expectKeyword(reader: Reader, keyword: string): void {
  skipLines(reader);
  if (peek(reader) === '') throw unfinished(reader, null);
  if (!startsWith(reader, keyword)) throw unexpected(reader, tokenAt(reader));
  reader.at += keyword.length;
}

function readRedirect(reader: Reader): 'none' | Redirect[] {
  const match = /^(\d*)(<<<|<<-|<<|>>|>&|&>|<|>)/.exec(reader.text.slice(reader.at, reader.at + 8));
  if (match === null) return 'none';
  const [whole, descriptor, operator] = match as unknown as [string, string, string];
  reader.at += whole.length;
  skipBlanks(reader);
  if (endsWord(peek(reader)) && !reader.lenient) throw unexpected(reader, tokenAt(reader));
  const word = readWord(reader);
  const target = literal(word);
  if (operator === '<<<') return [{ redirect: 'stdin', body: { ...word, pieces: [...word.pieces, { piece: 'text', text: '\n', quoted: true }] } }];
  if (operator.startsWith('<<')) return [announceHeredoc(reader, word, operator === '<<-')];
  if (operator === '>&' && (target === '1' || target === '2')) return [{ redirect: 'merge', into: target === '1' ? 'stdout' : 'stderr' }];
  if (target !== '/dev/null' || operator === '<') throw notSimulated(reader, FILES);
  const discard = (stream: 'stdout' | 'stderr'): Redirect => ({ redirect: 'discard', stream });
  return operator === '&>' ? [discard('stdout'), discard('stderr')] : [discard(descriptor === '2' ? 'stderr' : 'stdout')];
}

function announceHeredoc(reader: Reader, word: RawWord, tabs: boolean): Redirect {
  const redirect = { redirect: 'stdin' as const, body: { ...word, pieces: [] } as RawWord };
  const raw = word.pieces.some((piece) => piece.piece === 'text' && piece.quoted);
  reader.heredocs.push({ redirect, end: literal(word), raw, tabs });
  return redirect;
}

/** The bodies of the announced heredocs; the reader stands behind the newline that ends their line. */
function readHeredocs(reader: Reader): void {
  for (const { redirect, end, raw, tabs } of reader.heredocs.splice(0)) {
    const lines: string[] = [];
    for (;;) {
      if (peek(reader) === '' && !reader.lenient) throw unfinished(reader, end);
      if (peek(reader) === '') break;
      const newline = reader.text.indexOf('\n', reader.at);
      const stop = newline < 0 ? reader.text.length : newline;
      const line = reader.text.slice(reader.at, stop);
      reader.at = Math.min(stop + 1, reader.text.length);
      const shown = tabs ? line.replace(/^\t+/, '') : line;
      if (shown === end) break;
      lines.push(`${shown}\n`);
    }
    const body = lines.join('');
    redirect.body = raw
      ? { pieces: [{ piece: 'text', text: body, quoted: true }], start: 0, end: 0 }
      : readHeredocBody(readerOf(body, reader.lenient));
  }
}

function skipBlanks(reader: Reader): void {
  for (;;) {
    if (peek(reader) === ' ' || peek(reader) === '\t') reader.at += 1;
    else if (startsWith(reader, '\\\n')) reader.at += 2;
    else if (peek(reader) === '#') while (peek(reader) !== '' && peek(reader) !== '\n') reader.at += 1;
    else return;
  }
}

function skipLines(reader: Reader): void {
  for (skipBlanks(reader); peek(reader) === '\n'; skipBlanks(reader)) {
    reader.at += 1;
    reader.tail = [];
    readHeredocs(reader);
  }
}

function literal(word: RawWord): string {
  return word.pieces.map((piece) => (piece.piece === 'text' ? piece.text : '')).join('');
}

function tokenAt(reader: Reader): string {
  if (peek(reader) === '') return 'newline';
  const operator = /^(&&|\|\||;;|\n|[;&|()<>]|[^\s;&|()<>]+)/.exec(reader.text.slice(reader.at))?.[0] ?? 'newline';
  return operator === '\n' ? 'newline' : operator;
}

const BACKGROUND = {
  ko: '백그라운드 실행(`&`)은 시뮬레이션하지 않습니다. 명령을 차례로 실행하세요.',
  en: 'Running in the background (`&`) is not simulated. Run one command after the other.',
};
const SUBSHELL = {
  ko: '하위 셸 `( ... )`은 시뮬레이션하지 않습니다. `;`이나 `&&`로 이으세요.',
  en: 'Subshells `( ... )` are not simulated. Join commands with `;` or `&&`.',
};
const FILES = {
  ko: '이 셸에는 파일이 없습니다. 매니페스트는 `<<EOF`로 넘기고, 출력은 파이프로 거르세요.',
  en: 'This shell has no files. Pass a manifest with `<<EOF`, and filter output with a pipe.',
};

function compound(keyword: string) {
  return {
    ko: `\`${keyword}\` 문법은 시뮬레이션하지 않습니다. 명령, 파이프, \`&&\`, \`||\`, \`;\`, \`for ... in\` 반복을 쓸 수 있습니다.`,
    en: `The syntax of \`${keyword}\` is not simulated. Commands, pipes, \`&&\`, \`||\`, \`;\` and \`for ... in\` are.`,
  };
}
