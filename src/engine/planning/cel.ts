/**
 * The part of CEL that arithmetic needs: numbers, booleans, names, operators, `?:`, and the conversions int() and double().
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export type CelOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** `at` is the offset in the text. */
export type CelNode = { readonly at: number } & (
  | { readonly node: 'literal'; readonly value: bigint | number | boolean }
  | { readonly node: 'name'; readonly name: string }
  | { readonly node: 'unary'; readonly operator: '!' | '-'; readonly of: CelNode }
  | { readonly node: 'binary'; readonly operator: CelOperator; readonly left: CelNode; readonly right: CelNode }
  | { readonly node: 'ternary'; readonly test: CelNode; readonly then: CelNode; readonly otherwise: CelNode }
  | { readonly node: 'call'; readonly name: 'int' | 'double'; readonly of: CelNode }
);

/** What cannot be read, and where. */
export class CelSyntaxError extends Error {
  readonly what: string;
  readonly at: number;
  constructor(what: string, at: number) {
    super(`Unexpected ${what} at ${at}`);
    this.what = what;
    this.at = at;
  }
}

/** From the loosest to the tightest; operators of one row go from left to right. */
const PRECEDENCE: readonly (readonly CelOperator[])[] = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];
const TOKEN = /\s*(?:(0[xX][0-9a-fA-F]+|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+)|([A-Za-z_]\w*)|(\|\||&&|[=!<>]=|[-+*/%<>!?:()]))/y;
/** A text nested deeper than this is no expression that anyone wrote; cel-go's own limit is 250. */
const MOST_NESTED = 250;

type Token = { readonly text: string; readonly kind: 'number' | 'word' | 'mark' | 'end'; readonly at: number };
type Reader = { readonly tokens: readonly Token[]; at: number; depth: number };

/** The tree of an expression. Throws CelSyntaxError. */
export function parseCel(text: string): CelNode {
  const reader: Reader = { tokens: tokensOf(text), at: 0, depth: 0 };
  const tree = ternary(reader);
  const rest = peek(reader);
  if (rest.kind !== 'end') throw new CelSyntaxError(rest.text, rest.at);
  return tree;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      const at = from + (/^\s*/.exec(text.slice(from)) as RegExpExecArray)[0].length;
      throw new CelSyntaxError(text[at] as string, at);
    }
    const [, number, word, mark] = match;
    const found = number ?? word ?? (mark as string);
    tokens.push({ text: found, kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'mark', at: TOKEN.lastIndex - found.length });
  }
  return [...tokens, { text: '', kind: 'end', at: text.length }];
}

function ternary(reader: Reader): CelNode {
  if (++reader.depth > MOST_NESTED) throw new CelSyntaxError(peek(reader).text, peek(reader).at);
  const read = choice(reader);
  reader.depth--;
  return read;
}

function choice(reader: Reader): CelNode {
  const test = binary(reader, 0);
  if (!takes(reader, '?')) return test;
  const then = binary(reader, 0);
  demand(reader, ':');
  return { node: 'ternary', test, then, otherwise: ternary(reader), at: test.at };
}

function binary(reader: Reader, level: number): CelNode {
  const operators = PRECEDENCE[level];
  if (operators === undefined) return unary(reader);
  let left = binary(reader, level + 1);
  for (;;) {
    const { text, kind, at } = peek(reader);
    const operator = kind === 'mark' ? operators.find((one) => one === text) : undefined;
    if (operator === undefined) return left;
    reader.at++;
    left = { node: 'binary', operator, left, right: binary(reader, level + 1), at };
  }
}

function unary(reader: Reader): CelNode {
  const { text, kind, at } = peek(reader);
  if (kind !== 'mark' || (text !== '!' && text !== '-')) return primary(reader);
  if (++reader.depth > MOST_NESTED) throw new CelSyntaxError(text, at);
  reader.at++;
  const of = unary(reader);
  reader.depth--;
  return { node: 'unary', operator: text, of, at };
}

function primary(reader: Reader): CelNode {
  const token = peek(reader);
  reader.at++;
  if (token.kind === 'number') return { node: 'literal', value: numberOf(token), at: token.at };
  if (token.kind === 'word') return word(reader, token);
  if (token.text !== '(') throw new CelSyntaxError(token.text, token.at);
  const inner = ternary(reader);
  demand(reader, ')');
  return inner;
}

function word(reader: Reader, { text, at }: Token): CelNode {
  if (text === 'true' || text === 'false') return { node: 'literal', value: text === 'true', at };
  if (peek(reader).text !== '(') return { node: 'name', name: text, at };
  if (text !== 'int' && text !== 'double') throw new CelSyntaxError(`${text}()`, at);
  reader.at++;
  const of = ternary(reader);
  demand(reader, ')');
  return { node: 'call', name: text, of, at };
}

function numberOf({ text, at }: Token): bigint | number {
  if (/^0[xX]/.test(text) || /^\d+$/.test(text)) {
    const value = BigInt(text);
    if (value > 2n ** 63n - 1n) throw new CelSyntaxError(text, at);
    return value;
  }
  return Number(text);
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? (reader.tokens.at(-1) as Token);
}

function takes(reader: Reader, mark: string): boolean {
  if (peek(reader).text !== mark) return false;
  reader.at++;
  return true;
}

function demand(reader: Reader, mark: string): void {
  const found = peek(reader);
  if (!takes(reader, mark)) throw new CelSyntaxError(found.text, found.at);
}
