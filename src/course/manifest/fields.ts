/** Which fields can stand where the caret is in a manifest: from the kind's schema, by the indentation of the rows above. */
import { type Schema, typeName } from '../../engine/cluster/schema.ts';
import { KIND_NAMES, kindOfManifest, schemaAt, versionOfKind } from './kinds.ts';

export type FieldChoice = {
  readonly name: string;
  /** The type as `kubectl explain` prints it. */
  readonly type: string;
  /** What is put in: the name with its colon, and where the value goes on below, the row for it. */
  readonly insert: string;
};

export type FieldChoices = { readonly start: number; readonly items: readonly FieldChoice[] };

type Row = { readonly column: number; readonly key: string | null; readonly dash: number | null };

/** The candidates for the word that ends at the caret. */
export function fieldsAt(text: string, caret: number): FieldChoices {
  const row = rowStart(text, caret);
  const typed = text.slice(row, caret);
  const value = /^( *)(kind|apiVersion): *([\w./]*)$/.exec(typed);
  if (value !== null) return valueChoices(text, { caret, key: value[2] as string, word: value[3] as string });
  const [, lead, word] = /^((?: *)(?:- +)*)([\w./-]*)$/.exec(typed) ?? [];
  if (lead === undefined || word === undefined) return { start: caret, items: [] };
  const above = documentRows(text.slice(0, row));
  const below = documentEnd(text, caret);
  const own: Row = { column: lead.length, key: null, dash: lead.includes('-') ? lead.indexOf('-') : null };
  const path = pathTo(above, own);
  const document = [...above, ...documentRows(below)];
  const kind = kindOfManifest(stated(text, row, 'kind'), stated(text, row, 'apiVersion'));
  const schema = kind === null ? null : schemaAt(kind.schema, path);
  const present = new Set(own.dash === null ? siblings(document, above.length, own.column) : []);
  const names = schema === null ? (path.length === 0 ? ROOT : {}) : schema.is === 'object' ? schema.fields : {};
  const items = Object.entries(names)
    .filter(([name]) => name.startsWith(word) && !present.has(name))
    .map(([name, of]) => ({ name, type: typeName(of), insert: insertOf(name, of, lead.length) }))
    .sort((one, other) => rank(one.name) - rank(other.name) || (one.name < other.name ? -1 : 1));
  return { start: caret - word.length, items };
}

const ROOT: { readonly [name: string]: Schema } = {
  apiVersion: { is: 'leaf', type: 'string' },
  kind: { is: 'leaf', type: 'string' },
  metadata: { is: 'object', type: 'ObjectMeta', fields: {} },
};

/** What a person writes first stands first; what only controllers write stands last. */
function rank(name: string): number {
  const at = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'spec', 'data'].indexOf(name);
  return at === -1 ? (name === 'status' ? 99 : 50) : at;
}

function insertOf(name: string, schema: Schema, column: number): string {
  const inner = `\n${' '.repeat(column + 2)}`;
  if (schema.is === 'list') return `${name}:${inner}- `;
  return schema.is === 'object' || schema.is === 'map' ? `${name}:${inner}` : `${name}: `;
}

function valueChoices(text: string, { caret, key, word }: { readonly caret: number; readonly key: string; readonly word: string }): FieldChoices {
  const row = rowStart(text, caret);
  const version = versionOfKind(stated(text, row, 'kind') ?? '');
  const versions = [...new Set(KIND_NAMES.map((name) => versionOfKind(name) as string))].sort();
  const names = key === 'kind' ? KIND_NAMES : version === null ? versions : [version];
  const items = names.filter((name) => name.startsWith(word)).map((name) => ({ name, type: key, insert: name }));
  return { start: caret - word.length, items };
}

/** The rows of the last document of a text that hold a key or begin an item. */
function documentRows(text: string): Row[] {
  const rows: Row[] = [];
  for (const line of text.split('\n')) {
    if (/^---(\s|$)/.test(line)) rows.length = 0;
    const [, lead = '', key = null] = /^( *(?:- +)*)(?:["']?([\w./-]+)["']?:(?:\s|$))?/.exec(line) ?? [];
    if (/^\s*(?:#|$)/.test(line) || (key === null && !lead.includes('-'))) continue;
    rows.push({ column: lead.length, key, dash: lead.includes('-') ? lead.indexOf('-') : null });
  }
  return rows;
}

/** What follows the caret's row, up to the end of its document. */
function documentEnd(text: string, caret: number): string {
  const end = text.indexOf('\n', caret);
  return end === -1 ? '' : (text.slice(end + 1).split(/^---/m)[0] as string);
}

/** The keys that lead to a row: each time the nearest row above that stands further out. */
function pathTo(above: readonly Row[], own: Row): string[] {
  const path: string[] = [];
  let column = own.dash ?? own.column;
  // A list may stand in the column of its own key.
  let sameColumn = own.dash !== null;
  for (const row of [...above].reverse()) {
    if (row.key === null && row.dash === null) continue;
    const outer = row.column < column || (sameColumn && row.column === column && row.dash === null);
    if (!outer) {
      // The key beside this one may begin its item: further out goes on from the dash.
      if (row.column === column && row.dash !== null && row.dash < column) {
        column = row.dash;
        sameColumn = true;
      }
      continue;
    }
    if (row.key !== null) path.unshift(row.key);
    column = row.dash ?? row.column;
    sameColumn = row.dash !== null;
  }
  return path;
}

/** The keys that stand beside a row already. */
function siblings(rows: readonly Row[], at: number, column: number): string[] {
  const keys: string[] = [];
  for (let index = at - 1; index >= 0; index--) {
    const row = rows[index] as Row;
    if (row.column < column) break;
    if (row.column === column && row.key !== null) keys.push(row.key);
    if (row.column === column && row.dash !== null) break;
  }
  for (let index = at; index < rows.length; index++) {
    const row = rows[index] as Row;
    if (row.column < column || (row.dash !== null && row.dash < column)) break;
    if (row.column === column && row.key !== null) keys.push(row.key);
  }
  return keys;
}

/** The value of a key at the outermost level of the document that a row belongs to. */
function stated(text: string, row: number, key: string): string | null {
  const from = text.lastIndexOf('\n---', row - 1) + 1;
  const next = text.indexOf('\n---', row);
  const document = text.slice(from, next === -1 ? text.length : next);
  return new RegExp(`^${key}: *["']?([\\w./-]+)`, 'm').exec(document)?.[1] ?? null;
}

function rowStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
