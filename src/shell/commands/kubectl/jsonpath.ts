/** JSONPath templates. https://kubernetes.io/docs/reference/kubectl/jsonpath/ */

type Step =
  | { readonly step: 'field'; readonly name: string }
  | { readonly step: 'index'; readonly from: number | null; readonly to: number | null; readonly by: number; readonly slice: boolean }
  | { readonly step: 'wildcard' }
  | { readonly step: 'recursive' }
  | { readonly step: 'union'; readonly names: readonly string[] }
  | { readonly step: 'filter'; readonly path: readonly Step[]; readonly operator: string | null; readonly value: unknown };

type Node =
  | { readonly node: 'text'; readonly text: string }
  | { readonly node: 'path'; readonly steps: readonly Step[] }
  | { readonly node: 'range'; readonly steps: readonly Step[]; readonly body: readonly Node[] };

export type Template = { readonly ok: true; readonly nodes: readonly Node[] } | { readonly ok: false; readonly message: string };

class Malformed extends Error {}

/** Reads `{.items[*].metadata.name}`; a template without braces is one path. */
export function parseJsonPath(text: string): Template {
  const template = /[{}]/.test(text) ? text : `{${text.startsWith('.') || text.startsWith('[') ? '' : '.'}${text}}`;
  try {
    return { ok: true, nodes: readNodes(pieces(template)) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, message: `error parsing jsonpath ${text}, ${error.message}` };
    throw error;
  }
}

/** What the template prints of the value. A field that is missing prints nothing. */
export function printJsonPath(nodes: readonly Node[], root: unknown, here: unknown = root): string {
  return nodes
    .map((node) => {
      if (node.node === 'text') return node.text;
      const found = walk(node.steps, here, root);
      if (node.node === 'path') return found.map(show).join(' ');
      return found.map((item) => printJsonPath(node.body, root, item)).join('');
    })
    .join('');
}

/** The values that a path finds; what custom columns and `--sort-by` use. */
export function findJsonPath(text: string, root: unknown): unknown[] {
  const template = parseJsonPath(text);
  if (!template.ok) return [];
  return template.nodes.flatMap((node) => (node.node === 'path' ? walk(node.steps, root, root) : []));
}

type Piece = { readonly text: string } | { readonly code: string };

function pieces(template: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    if (open < 0) {
      found.push({ text: template.slice(at) });
      break;
    }
    if (open > at) found.push({ text: template.slice(at, open) });
    const close = closing(template, open);
    if (close < 0) throw new Malformed('unclosed action');
    found.push({ code: template.slice(open + 1, close).trim() });
    at = close + 1;
  }
  return found;
}

function closing(template: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < template.length; at++) {
    const char = template[at] as string;
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '}') return at;
  }
  return -1;
}

function readNodes(all: Piece[]): Node[] {
  const stack: { nodes: Node[]; steps: readonly Step[] | null }[] = [{ nodes: [], steps: null }];
  const top = () => stack.at(-1) as { nodes: Node[]; steps: readonly Step[] | null };
  for (const piece of all) {
    if ('text' in piece) top().nodes.push({ node: 'text', text: piece.text });
    else if (piece.code === 'end') {
      const closed = stack.pop();
      if (closed?.steps == null) throw new Malformed('not in range, nothing to end');
      top().nodes.push({ node: 'range', steps: closed.steps, body: closed.nodes });
    } else if (piece.code.startsWith('range')) stack.push({ nodes: [], steps: readSteps(piece.code.slice('range'.length).trim()) });
    else if (/^["']/.test(piece.code)) top().nodes.push({ node: 'text', text: unquote(piece.code) });
    else top().nodes.push({ node: 'path', steps: readSteps(piece.code) });
  }
  if (stack.length > 1) throw new Malformed('unclosed range');
  return top().nodes;
}

function unquote(code: string): string {
  return code.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"').replaceAll("\\'", "'").replaceAll('\\\\', '\\');
}

function readSteps(code: string): Step[] {
  const steps: Step[] = [];
  let rest = code.replace(/^[$@]/, '');
  while (rest !== '') {
    const field = /^\.((?:\\.|[^.[\]\\\s])+)/.exec(rest);
    if (rest.startsWith('..')) {
      steps.push({ step: 'recursive' });
      rest = rest.slice(rest[2] === '[' ? 2 : 1);
    } else if (field !== null) {
      const name = (field[1] as string).replace(/\\(.)/g, '$1');
      steps.push(name === '*' ? { step: 'wildcard' } : { step: 'field', name });
      rest = rest.slice(field[0].length);
    } else if (rest.startsWith('[')) {
      const close = bracket(rest);
      steps.push(readBracket(rest.slice(1, close)));
      rest = rest.slice(close + 1);
    } else if (rest === '.') rest = '';
    else
      throw new Malformed(
        `unrecognized character in action: U+${(rest.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')} '${rest[0]}'`,
      );
  }
  return steps;
}

function bracket(rest: string): number {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < rest.length; at++) {
    const char = rest[at] as string;
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth += 1;
    else if (char === ']' && --depth === 0) return at;
  }
  throw new Malformed('unterminated array');
}

function readBracket(inside: string): Step {
  const code = inside.trim();
  const filter = /^\?\((.*)\)$/s.exec(code);
  if (filter !== null) return readFilter((filter[1] as string).trim());
  if (code === '*') return { step: 'wildcard' };
  if (/^['"]/.test(code)) return { step: 'union', names: code.split(/\s*,\s*/).map((name) => name.slice(1, -1)) };
  const slice = /^(-?\d*)(:?)(-?\d*)(?::(\d+))?$/.exec(code);
  if (slice === null) throw new Malformed(`invalid array index ${code}`);
  const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
  return { step: 'index', from: number(slice[1]), to: number(slice[3]), by: number(slice[4]) ?? 1, slice: slice[2] === ':' };
}

function readFilter(code: string): Step {
  const match = /^(@[^=!<>]*?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/.exec(code);
  if (match === null) return { step: 'filter', path: readSteps(code), operator: null, value: null };
  const text = (match[3] as string).trim();
  const value = /^["']/.test(text) ? unquote(text) : text === 'true' ? true : text === 'false' ? false : Number(text);
  return { step: 'filter', path: readSteps(match[1] as string), operator: match[2] as string, value };
}

function walk(steps: readonly Step[], here: unknown, root: unknown): unknown[] {
  let found: unknown[] = [here];
  for (const step of steps) found = found.flatMap((value) => take(step, value, root));
  return found;
}

function take(step: Step, value: unknown, root: unknown): unknown[] {
  const members = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as { readonly [name: string]: unknown }) : null;
  switch (step.step) {
    case 'field':
      return member(members, step.name);
    case 'union':
      return step.names.flatMap((name) => member(members, name));
    case 'wildcard':
      return Array.isArray(value) ? value : members === null ? [] : Object.values(members);
    case 'recursive':
      return descendants(value);
    case 'index':
      return Array.isArray(value) ? sliced(value, step) : [];
    case 'filter':
      return Array.isArray(value) ? value.filter((item) => walk(step.path, item, root).some((found) => compares(step, found))) : [];
  }
}

function member(members: { readonly [name: string]: unknown } | null, name: string): unknown[] {
  const found = members?.[name];
  return found === undefined ? [] : [found];
}

function sliced(list: readonly unknown[], { from, to, by, slice }: Step & { readonly step: 'index' }): unknown[] {
  if (!slice) return [list.at(from ?? 0)].filter((item) => item !== undefined);
  return list.slice(from ?? 0, to ?? list.length).filter((_item, index) => index % by === 0);
}

function descendants(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(descendants)];
}

function compares({ operator, value }: Step & { readonly step: 'filter' }, found: unknown): boolean {
  switch (operator) {
    case null:
      return true;
    case '==':
      return found === value;
    case '!=':
      return found !== value;
    case '<':
      return Number(found) < Number(value);
    case '<=':
      return Number(found) <= Number(value);
    case '>':
      return Number(found) > Number(value);
    default:
      return Number(found) >= Number(value);
  }
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}
