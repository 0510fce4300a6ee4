/** Words: quotes, escapes, variables and command substitution, as bash reads them (Bash Reference Manual, 3.1.2 and 3.5). */
import { type LineError, notSimulated, peek, type Reader, startsWith, unfinished } from './reader.ts';
import type { Piece, RawWord } from './syntax.ts';

/** What ends a word that is not in quotes. */
const METACHARACTERS = ' \t\n;&|<>()';
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** Parameters without a name: only `$?` has a value here. */
const SPECIAL = '?@*#$!-0123456789';

/** Whether a word ends here. */
export function endsWord(character: string): boolean {
  return character === '' || METACHARACTERS.includes(character);
}

/** Reads one word; the reader stands at its first character. */
export function readWord(reader: Reader): RawWord {
  const start = reader.at;
  const pieces: Piece[] = [];
  while (!endsWord(peek(reader))) readPart(reader, pieces);
  return { pieces: joined(pieces), start, end: reader.at };
}

function readPart(reader: Reader, pieces: Piece[]): void {
  const character = peek(reader);
  if (character === '`') throw backticks(reader);
  if (character === '\\') readEscape(reader, pieces);
  else if (character === "'") readSingleQuotes(reader, pieces);
  else if (character === '"') readDoubleQuotes(reader, pieces);
  else if (character === '$') readDollar(reader, pieces, false);
  else {
    pieces.push({ piece: 'text', text: character, quoted: false });
    reader.at += 1;
  }
}

function readEscape(reader: Reader, pieces: Piece[]): void {
  const escaped = peek(reader, 1);
  if (escaped === '' && !reader.lenient) throw unfinished(reader, null);
  if (escaped !== '\n') pieces.push({ piece: 'text', text: escaped, quoted: true });
  reader.at += escaped === '' ? 1 : 2;
}

function readSingleQuotes(reader: Reader, pieces: Piece[]): void {
  const end = reader.text.indexOf("'", reader.at + 1);
  if (end < 0 && !reader.lenient) throw unfinished(reader, "'");
  const stop = end < 0 ? reader.text.length : end;
  pieces.push({ piece: 'text', text: reader.text.slice(reader.at + 1, stop), quoted: true });
  reader.at = end < 0 ? stop : stop + 1;
}

function readDoubleQuotes(reader: Reader, pieces: Piece[]): void {
  reader.at += 1;
  pieces.push({ piece: 'text', text: '', quoted: true });
  while (peek(reader) !== '"') {
    if (peek(reader) === '') {
      if (reader.lenient) return;
      throw unfinished(reader, '"');
    }
    readQuotedPart(reader, pieces, '$`"\\\n');
  }
  reader.at += 1;
}

/** The pieces of a heredoc's body whose end was not quoted: like double quotes, except that a quote means nothing. */
export function readHeredocBody(reader: Reader): RawWord {
  const pieces: Piece[] = [];
  while (peek(reader) !== '') readQuotedPart(reader, pieces, '$`\\\n');
  return { pieces: joined(pieces), start: 0, end: reader.text.length };
}

function readQuotedPart(reader: Reader, pieces: Piece[], escapable: string): void {
  const character = peek(reader);
  if (character === '`') throw backticks(reader);
  if (character === '$') {
    readDollar(reader, pieces, true);
    return;
  }
  const escaped = peek(reader, 1);
  if (character === '\\' && escaped !== '' && escapable.includes(escaped)) {
    if (escaped !== '\n') pieces.push({ piece: 'text', text: escaped, quoted: true });
    reader.at += 2;
    return;
  }
  pieces.push({ piece: 'text', text: character, quoted: true });
  reader.at += 1;
}

function readDollar(reader: Reader, pieces: Piece[], quoted: boolean): void {
  if (startsWith(reader, '$((')) throw notSimulated(reader, ARITHMETIC);
  if (startsWith(reader, "$'") && !quoted) throw notSimulated(reader, ANSI_QUOTES);
  if (startsWith(reader, '$(')) readSubstitution(reader, pieces, quoted);
  else if (startsWith(reader, '${')) readBraces(reader, pieces, quoted);
  else readName(reader, pieces, quoted);
}

function readName(reader: Reader, pieces: Piece[], quoted: boolean): void {
  NAME.lastIndex = reader.at + 1;
  const name = NAME.exec(reader.text)?.[0] ?? (SPECIAL.includes(peek(reader, 1)) ? peek(reader, 1) : '');
  pieces.push(name === '' ? { piece: 'text', text: '$', quoted } : { piece: 'variable', name, quoted });
  reader.at += 1 + name.length;
}

function readBraces(reader: Reader, pieces: Piece[], quoted: boolean): void {
  const end = reader.text.indexOf('}', reader.at);
  if (end < 0) throw unfinished(reader, '}');
  const name = reader.text.slice(reader.at + 2, end);
  if (!/^([A-Za-z_][A-Za-z0-9_]*|[?])$/.test(name)) throw notSimulated(reader, PARAMETER_EXPANSION);
  pieces.push({ piece: 'variable', name, quoted });
  reader.at = end + 1;
}

function readSubstitution(reader: Reader, pieces: Piece[], quoted: boolean): void {
  reader.at += 2;
  const outer = reader.tail;
  const script = reader.script(reader, ')');
  if (peek(reader) !== ')') {
    if (!reader.lenient) throw unfinished(reader, ')');
    return;
  }
  reader.at += 1;
  reader.tail = outer;
  pieces.push({ piece: 'substitution', script, quoted });
}

/** Text pieces that stand beside each other and are alike become one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.piece === 'text' && last?.piece === 'text' && last.quoted === piece.quoted) {
      result[result.length - 1] = { ...last, text: last.text + piece.text };
    } else result.push(piece);
  }
  return result;
}

function backticks(reader: Reader): LineError {
  return notSimulated(reader, {
    ko: '백틱 명령 치환은 시뮬레이션하지 않습니다. `$(명령)` 형식으로 쓰세요.',
    en: 'Backtick substitution is not simulated. Write `$(command)`.',
  });
}

const ARITHMETIC = {
  ko: '산술 확장 `$((...))`은 시뮬레이션하지 않습니다. 계산한 값을 쓰세요.',
  en: 'Arithmetic expansion `$((...))` is not simulated. Write the value itself.',
};
const ANSI_QUOTES = {
  ko: "`$'...'` 인용은 시뮬레이션하지 않습니다. 작은따옴표를 쓰세요.",
  en: "Quoting with `$'...'` is not simulated. Use single quotes.",
};
const PARAMETER_EXPANSION = {
  ko: '중괄호 안에서는 변수 이름만 시뮬레이션합니다. 기본값이나 문자열 치환은 값을 직접 쓰세요.',
  en: 'Inside the braces only the name of a variable is simulated. For defaults and substitutions write the value itself.',
};
