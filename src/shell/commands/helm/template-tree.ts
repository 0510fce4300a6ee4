/** A Go template, parsed. https://pkg.go.dev/text/template */

export type Place = { readonly line: number; readonly column: number };
export type Expression =
  | { readonly kind: 'value'; readonly value: unknown }
  /** `.a.b`, `$.a`, `$x.a`, `(…).a`; `of` is null for the dot. */
  | { readonly kind: 'field'; readonly of: Expression | null; readonly path: readonly string[]; readonly text: string; readonly at: Place }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly text: string; readonly at: Place };
export type Pipe = { readonly sets: readonly string[]; readonly declares: boolean; readonly value: Expression };
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipe: Pipe }
  | { readonly kind: 'if' | 'with' | 'range'; readonly pipe: Pipe; readonly body: readonly Node[]; readonly otherwise: readonly Node[] };
export type Defined = { readonly file: string; readonly nodes: readonly Node[] };

/** A template that cannot be read: the message as Go gives it. */
export class TemplateError extends Error {}

type Token = { readonly text: string; readonly start: number };
type Part = { readonly text: string } | { readonly tokens: readonly Token[]; readonly start: number };

/** The templates of a file: its own under its name, and those that it defines. */
export function parseTemplate(file: string, source: string, functions: ReadonlySet<string>): ReadonlyMap<string, Defined> {
  const parts = partsOf(source);
  const defined = new Map<string, Defined>();
  const placeOf = (at: number): Place => {
    const before = source.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1) as string).length };
  };
  const fail = (at: number, what: string): never => {
    throw new TemplateError(`parse error at (${file}:${placeOf(at).line}): ${what}`);
  };
  let next = 0;
  const list = (inside: string | null): { readonly nodes: Node[]; readonly ended: Extract<Part, { tokens: unknown }> | null } => {
    const nodes: Node[] = [];
    while (next < parts.length) {
      const part = parts[next++] as Part;
      if ('text' in part) {
        if (part.text !== '') nodes.push({ kind: 'text', text: part.text });
        continue;
      }
      const word = part.tokens[0]?.text ?? '';
      if (word === 'end' || word === 'else') {
        if (inside === null) fail(part.start, `unexpected {{${word}}}`);
        return { nodes, ended: part };
      }
      if (word === 'if' || word === 'with' || word === 'range') nodes.push(branch(word, part.tokens.slice(1), part.start));
      else if (word === 'define') {
        const name = String(JSON.parse(part.tokens[1]?.text ?? '""'));
        defined.set(name, { file, nodes: list('define').nodes });
      } else if (!word.startsWith('/*')) nodes.push({ kind: 'print', pipe: pipeOf(part.tokens, part.start) });
    }
    if (inside !== null) fail(source.length, 'unexpected EOF');
    return { nodes, ended: null };
  };
  const branch = (kind: 'if' | 'with' | 'range', tokens: readonly Token[], start: number): Node => {
    const pipe = pipeOf(tokens, start);
    const { nodes: body, ended } = list(kind);
    if (ended === null || ended.tokens[0]?.text === 'end') return { kind, pipe, body, otherwise: [] };
    const again = ended.tokens[1]?.text;
    if (again === 'if' || again === 'with') return { kind, pipe, body, otherwise: [branch(again, ended.tokens.slice(2), ended.start)] };
    return { kind, pipe, body, otherwise: list(kind).nodes };
  };
  const pipeOf = (tokens: readonly Token[], start: number): Pipe => {
    const at = tokens.findIndex(({ text }) => text === ':=' || text === '=');
    const sets = at < 0 ? [] : tokens.slice(0, at).flatMap(({ text }) => (text.startsWith('$') ? [text] : []));
    const rest = at < 0 ? tokens : tokens.slice(at + 1);
    if (rest.length === 0) fail(start, 'missing value for command');
    return { sets, declares: tokens[at]?.text === ':=', value: expressionOf(rest) };
  };
  const expressionOf = (tokens: readonly Token[]): Expression => {
    const stages: Token[][] = [[]];
    let depth = 0;
    for (const token of tokens) {
      if (token.text === '(') depth++;
      if (token.text.startsWith(')')) depth--;
      if (token.text === '|' && depth === 0) stages.push([]);
      else (stages.at(-1) as Token[]).push(token);
    }
    return stages.reduce<Expression | null>((piped, stage) => commandOf(stage, piped), null) as Expression;
  };
  const commandOf = (tokens: readonly Token[], piped: Expression | null): Expression => {
    const [first] = tokens;
    if (first === undefined) return fail(source.length, 'missing value for command');
    const operands: Expression[] = [];
    const rest = /^[A-Za-z_]\w*$/.test(first.text) && !CONSTANTS.has(first.text) ? tokens.slice(1) : tokens;
    for (let index = 0; index < rest.length; index++) {
      const token = rest[index] as Token;
      if (token.text !== '(') {
        operands.push(operandOf(token));
        continue;
      }
      let [depth, to] = [1, index];
      while (depth > 0 && ++to < rest.length) depth += rest[to]?.text === '(' ? 1 : rest[to]?.text.startsWith(')') ? -1 : 0;
      if (depth > 0) fail(token.start, 'unclosed left paren');
      const inner = expressionOf(rest.slice(index + 1, to));
      const path = (rest[to]?.text ?? ')').slice(1).split('.').filter(Boolean);
      operands.push(path.length === 0 ? inner : { kind: 'field', of: inner, path, text: `.${path.join('.')}`, at: placeOf(token.start) });
      index = to;
    }
    if (rest === tokens) return operands[0] as Expression;
    if (!functions.has(first.text)) fail(first.start, `function "${first.text}" not defined`);
    const text = tokens
      .map((token) => token.text)
      .join(' ')
      .replace(/\( /g, '(')
      .replace(/ \)/g, ')');
    return { kind: 'call', name: first.text, args: piped === null ? operands : [...operands, piped], text, at: placeOf(first.start) };
  };
  const operandOf = ({ text, start }: Token): Expression => {
    if (text.startsWith('"')) return { kind: 'value', value: JSON.parse(text) };
    if (text.startsWith('`')) return { kind: 'value', value: text.slice(1, -1) };
    if (/^-?\d/.test(text)) return { kind: 'value', value: Number(text) };
    if (CONSTANTS.has(text)) return { kind: 'value', value: CONSTANTS.get(text) };
    const [head = '', ...path] = text.split('.');
    const of: Expression | null = head.startsWith('$') ? { kind: 'variable', name: head } : null;
    if (of === null && head !== '') return commandOf([{ text, start }], null);
    const names = path.filter(Boolean);
    // A chain stands where its second field starts (text/template/parse, operand).
    const at = placeOf(names.length > 1 && of === null ? start + 1 + (names[0] as string).length : start);
    return names.length === 0 && of !== null ? of : { kind: 'field', of, path: names, text, at };
  };
  const { nodes } = list(null);
  return defined.set(file, { file, nodes });
}

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['nil', null],
]);

/** Text and actions; `{{-` and `-}}` take the blanks beside them. */
function partsOf(source: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let trims = false;
  for (const match of source.matchAll(
    /\{\{(- )?\s*((?:"(?:\\.|[^"\\])*"|`[^`]*`|\/\*[\s\S]*?\*\/|[\s\S])*?)\s*( -)?\}\}|\{\{(-)\/\*([\s\S]*?)\*\/(-)?\}\}/g,
  )) {
    const before = source.slice(from, match.index);
    const text = trims ? before.replace(/^\s+/, '') : before;
    const trimsBefore = match[1] !== undefined || match[4] !== undefined;
    parts.push({ text: trimsBefore ? text.replace(/\s+$/, '') : text });
    const start = match.index + match[0].indexOf(match[2] ?? '');
    parts.push({ tokens: match[2] === undefined ? [{ text: '/*', start }] : tokensOf(match[2], start), start });
    trims = match[3] !== undefined || match[6] !== undefined;
    from = match.index + match[0].length;
  }
  const rest = source.slice(from);
  parts.push({ text: trims ? rest.replace(/^\s+/, '') : rest });
  return parts;
}

function tokensOf(action: string, start: number): Token[] {
  if (action.startsWith('/*')) return [{ text: '/*', start }];
  const pattern = /"(?:\\.|[^"\\])*"|`[^`]*`|:=|[(|]|\)(?:\.[\w.]+)?|,|[^\s()|,]+/g;
  return [...action.matchAll(pattern)].map((match) => ({ text: match[0], start: start + match.index }));
}
