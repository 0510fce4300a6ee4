/**
 * The shorthand syntax of the AWS CLI: `Name=vpc-id,Values=vpc-1,vpc-2`, `IpRanges=[{CidrIp=10.0.0.0/8}]`.
 * The grammar is that of https://github.com/aws/aws-cli/blob/v2/awscli/shorthand.py.
 */

export type Loose = string | readonly Loose[] | { readonly [key: string]: Loose };

type Cursor = { readonly text: string; at: number };
type Structure = { [key: string]: Loose };

/** The structure that the text spells out, values being texts until a shape is known; or the complaint of the CLI. */
export function readShorthand(text: string): { readonly value: { readonly [key: string]: Loose } } | { readonly complaint: string } {
  const cursor: Cursor = { text, at: 0 };
  try {
    return { value: parameter(cursor) };
  } catch (thrown) {
    if (thrown instanceof Misspelt) return { complaint: thrown.message };
    throw thrown;
  }
}

/** Thrown and caught within this file: the recursive descent ends wherever it is. */
class Misspelt extends Error {}

/** The place in the input, with a caret below it. */
function shown({ text, at }: Cursor): string {
  return `${text}\n${' '.repeat(at)}^`;
}

function parameter(cursor: Cursor): Structure {
  const found: Structure = {};
  for (;;) {
    const key = keyAt(cursor);
    if (key in found) {
      const hint = 'This is often because there is a preceding "," instead of a space.';
      throw new Misspelt(`Second instance of key "${key}" encountered for input:\n${shown(cursor)}\n${hint}`);
    }
    found[key] = values(cursor);
    if (cursor.at >= cursor.text.length) return found;
    expect(cursor, ',');
  }
}

function keyAt(cursor: Cursor): string {
  const key = matched(cursor, /[A-Za-z0-9._\-/#:]*/y);
  expect(cursor, '=');
  return key;
}

function values(cursor: Cursor): Loose {
  if (current(cursor) === '[') return explicitList(cursor);
  return current(cursor) === '{' ? hash(cursor) : commaSeparated(cursor);
}

/** One value, or several up to the next `key=`. */
function commaSeparated(cursor: Cursor): Loose {
  const list = [firstValue(cursor)];
  skipSpace(cursor);
  while (current(cursor) === ',') {
    const before = cursor.at;
    cursor.at += 1;
    skipSpace(cursor);
    const next = value(cursor, SECOND);
    skipSpace(cursor);
    if (current(cursor) === '=') {
      cursor.at = before;
      break;
    }
    list.push(next);
  }
  return list.length === 1 ? (list[0] as string) : list;
}

function explicitList(cursor: Cursor): Loose[] {
  expect(cursor, '[');
  const list: Loose[] = [];
  while (current(cursor) !== ']') {
    list.push(explicitValue(cursor));
    skipSpace(cursor);
    if (current(cursor) !== ']') expect(cursor, ',');
  }
  expect(cursor, ']');
  return list;
}

function hash(cursor: Cursor): Structure {
  expect(cursor, '{');
  const found: Structure = {};
  while (current(cursor) !== '}') {
    const key = keyAt(cursor);
    found[key] = explicitValue(cursor);
    skipSpace(cursor);
    if (current(cursor) !== '}') expect(cursor, ',');
  }
  expect(cursor, '}');
  return found;
}

function explicitValue(cursor: Cursor): Loose {
  if (current(cursor) === '[') return explicitList(cursor);
  return current(cursor) === '{' ? hash(cursor) : firstValue(cursor);
}

/** A value may hold `=` and ends at a bracket; the later ones of a list may not, since that is where the next key begins. */
const FIRST = /(?:\\,|[^\s"',=[{])(?:\\,|[^"',\]}])*/y;
const SECOND = /(?:\\,|[^\s"',=[{])(?:\\,|[^"',=])*/y;

function firstValue(cursor: Cursor): string {
  return value(cursor, FIRST);
}

function value(cursor: Cursor, pattern: RegExp): string {
  const quote = current(cursor);
  if (quote === "'" || quote === '"') return quoted(cursor, quote);
  return matched(cursor, pattern).replaceAll('\\,', ',');
}

function quoted(cursor: Cursor, quote: string): string {
  const body = matched(cursor, quote === "'" ? /'(?:\\\\|\\'|[^'])*'/y : /"(?:\\\\|\\"|[^"])*"/y);
  if (body === '') complain(cursor, quote === "'" ? '<singled quoted>' : '<double quoted>', '<none>');
  return body.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\');
}

function matched(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const text = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += text.length;
  return text;
}

function expect(cursor: Cursor, character: string): void {
  skipSpace(cursor);
  if (current(cursor) !== character) complain(cursor, character, current(cursor) ?? 'EOF');
  cursor.at += 1;
  skipSpace(cursor);
}

function complain(cursor: Cursor, expected: string, received: string): never {
  throw new Misspelt(`Expected: '${expected}', received: '${received}' for input:\n${shown(cursor)}`);
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(current(cursor) ?? '')) cursor.at += 1;
}

function current(cursor: Cursor): string | undefined {
  return cursor.text[cursor.at];
}
