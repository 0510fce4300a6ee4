/** What `-o` prints: YAML, JSON, names, JSONPath, custom columns. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { findJsonPath, parseJsonPath, printJsonPath } from './jsonpath.ts';
import type { Stored } from './objects.ts';
import { printedName } from './resources.ts';
import { align, TABLE } from './tabwriter.ts';
import { toYaml } from './yaml.ts';

export type Item = { readonly kind: AnyKind; readonly object: Stored };
export type Printed = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const KNOWN =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml';

/** The formats that print objects rather than a table; null for those that print a table. */
export function isObjectFormat(format: string | undefined): format is string {
  return format !== undefined && format !== '' && format !== 'wide';
}

/** `single`: one object that was asked for by name stands alone, everything else in a List. `headers`: those of custom columns. */
export type Printing = { readonly single: boolean; readonly headers?: boolean };

/** The objects in the format. */
export function printItems(items: readonly Item[], format: string, { single, headers = true }: Printing): Printed {
  const [name = '', ...rest] = format.split('=');
  const template = rest.join('=');
  const [only] = items;
  const value = single && only !== undefined ? only.object : listOf(items);
  switch (name) {
    case 'yaml':
      return { ok: true, text: toYaml(value) };
    case 'json':
      return { ok: true, text: `${JSON.stringify(sorted(value), null, 4)}\n` };
    case 'name':
      return { ok: true, text: items.map(({ kind, object }) => `${printedName(kind, object.metadata.name)}\n`).join('') };
    case 'jsonpath':
      return printTemplate(template, value);
    case 'jsonpath-as-json': {
      const read = parseJsonPath(template);
      return read.ok ? { ok: true, text: `${JSON.stringify(findJsonPath(template, value).map(sorted), null, 4)}\n` } : read;
    }
    case 'custom-columns':
      return printColumns(template, items, headers);
    default:
      return { ok: false, message: `unable to match a printer suitable for the output format "${name}", allowed formats are: ${KNOWN}` };
  }
}

function printTemplate(template: string, value: unknown): Printed {
  if (template === '') return { ok: false, message: 'template format specified but no template given' };
  const read = parseJsonPath(template);
  return read.ok ? { ok: true, text: printJsonPath(read.nodes, value) } : read;
}

function printColumns(spec: string, items: readonly Item[], headers: boolean): Printed {
  if (spec === '') return { ok: false, message: 'custom-columns format specified but no custom columns given' };
  const columns = spec.split(/,(?![^[]*\])/).map((part) => {
    const colon = part.indexOf(':');
    return { header: part.slice(0, colon), path: part.slice(colon + 1), given: colon > 0 };
  });
  const wrong = columns.find(({ given }) => !given);
  if (wrong !== undefined) return { ok: false, message: `unexpected custom-columns spec: ${spec}, expected <header>:<json-path-expr>` };
  const cell = (path: string, object: Stored) => {
    const found = findJsonPath(path, object);
    return found.length === 0 ? '<none>' : found.map((value) => (typeof value === 'string' ? value : showGo(value))).join(',');
  };
  const rows = [
    ...(headers ? [columns.map(({ header }) => header)] : []),
    ...items.map(({ object }) => columns.map(({ path }) => cell(path, object))),
  ];
  return { ok: true, text: align(`${rows.map((row) => row.join('\t')).join('\n')}\n`, TABLE) };
}

/** Go's %v of what is not a text: `map[app:web]`, `[a b]`. */
function showGo(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(showGo).join(' ')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `map[${members.map(([key, member]) => `${key}:${showGo(member)}`).join(' ')}]`;
}

function listOf(items: readonly Item[]): object {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: items.map(({ object }) => object) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}
