/** What is wrong with a manifest while it is being written: where it is no YAML, and which fields its kind does not have. */
import type { Schema } from '../../engine/cluster/schema.ts';
import type { Text } from '../../engine/text.ts';
import { nearest } from '../../shell/nearest.ts';
import { complaint, type FileProblem, problemAt, type Source } from '../problem.ts';
import { parseYamlStream, type YamlNode } from '../yaml.ts';
import { KIND_NAMES, kindOfManifest } from './kinds.ts';

export type ManifestCheck = {
  /** The kinds of the documents, in their order. */
  readonly kinds: readonly string[];
  /** In the order of the text. `path` of each is ''. */
  readonly problems: readonly FileProblem[];
  /** Whether it cannot be read at all: then no other problem is known. */
  readonly unreadable: boolean;
};

/** Checks a manifest of one or several documents; nothing is wrong with an empty one. */
export function checkManifest(text: string): ManifestCheck {
  if (/^(?:\s*(?:#.*|---)?\n?)*$/.test(text)) return { kinds: [], problems: [], unreadable: false };
  const source: Source = { path: '', text };
  const { roots, problems } = parseYamlStream(source);
  if (roots.length === 0) return { kinds: [], problems, unreadable: true };
  const found = roots.flatMap((root) => problemsOf(source, root));
  const sorted = [...problems, ...found].sort((one, other) => one.line - other.line || one.col - other.col);
  return { kinds: roots.map(kindNameOf).filter((kind) => kind !== ''), problems: sorted, unreadable: false };
}

function kindNameOf(root: YamlNode): string {
  const kind = root.node === 'mapping' ? root.entries.get('kind')?.value.value : undefined;
  return typeof kind === 'string' ? kind : '';
}

function problemsOf(source: Source, root: YamlNode): FileProblem[] {
  if (root.node !== 'mapping') return [problemAt(source, root.start, complaint(NO_OBJECT_WHAT, NO_OBJECT_HOW))];
  const kind = root.entries.get('kind');
  const apiVersion = root.entries.get('apiVersion');
  // What stands first is written first: a manifest that has only begun lacks nothing yet.
  if (kind === undefined || kind.value.value === null) return [];
  if (kind.value.value === 'List') return listed(source, root);
  const found = kindOfManifest(kind.value.value, apiVersion?.value.value);
  if (found === null) {
    const near = nearest(String(kind.value.value), KIND_NAMES);
    const how =
      near === null ? complaint(NO_KIND_WHAT, NO_KIND_HOW, { kind: String(kind.value.value) }) : meant(NO_KIND_WHAT, kind.value.value, near);
    return [problemAt(source, kind.value.start, how)];
  }
  return unknownFields(source, root, found.schema);
}

function listed(source: Source, root: YamlNode & { readonly node: 'mapping' }): FileProblem[] {
  const items = root.entries.get('items')?.value;
  return items?.node === 'sequence' ? items.items.flatMap((item) => problemsOf(source, item)) : [];
}

function unknownFields(source: Source, node: YamlNode, schema: Schema): FileProblem[] {
  if (schema.is === 'leaf') return [];
  if (schema.is === 'list') return node.node === 'sequence' ? node.items.flatMap((item) => unknownFields(source, item, schema.of)) : [];
  if (node.node !== 'mapping') return [];
  return [...node.entries].flatMap(([name, { keyStart, value }]) => {
    if (schema.is === 'map') return unknownFields(source, value, schema.of);
    const field = schema.fields[name];
    if (field !== undefined) return unknownFields(source, value, field);
    const near = nearest(name, Object.keys(schema.fields));
    return [
      problemAt(
        source,
        keyStart,
        near === null ? complaint(NO_FIELD_WHAT, NO_FIELD_HOW, { name, within: schema.type }) : meant(NO_FIELD_WHAT, name, near, schema.type),
      ),
    ];
  });
}

function meant(what: Text, name: unknown, near: string, within = '') {
  return complaint(what, MEANT, { name: String(name), kind: String(name), within, near });
}

const NO_FIELD_WHAT: Text = { ko: '{within}에 {name} 필드는 없습니다.', en: '{within} has no field {name}.' };
const NO_FIELD_HOW: Text = { ko: '`kubectl explain`으로 필드를 확인하세요.', en: 'Look it up with `kubectl explain`.' };
const NO_KIND_WHAT: Text = { ko: '{kind} 종류는 이 클러스터에 없습니다.', en: 'this cluster has no kind {kind}.' };
const NO_KIND_HOW: Text = { ko: '`kubectl api-resources`로 확인하세요.', en: 'See `kubectl api-resources`.' };
const NO_OBJECT_WHAT: Text = { ko: '오브젝트가 아닙니다.', en: 'this is not an object.' };
const NO_OBJECT_HOW: Text = { ko: '`apiVersion:`과 `kind:`로 시작하세요.', en: 'Begin with `apiVersion:` and `kind:`.' };
const MEANT: Text = { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' };
