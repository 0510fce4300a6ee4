/** The settings file, `settings.yaml` in the folder of the learner's data: their own keys. Read as any file that a person writes. */
import { existsSync, readFileSync } from 'node:fs';
import { complaint, type FileProblem, problemAt, type Source } from '../course/problem.ts';
import { either, integer, type JsonSchema, list, object, type Report, type Shape, string, unknownKey } from '../course/shape.ts';
import { parseYaml, type YamlNode } from '../course/yaml.ts';
import type { Text } from '../engine/text.ts';
import { conflicts, type KeyMap, keyNamed, NEEDED, OWN_KEYS } from './key-map.ts';
import { isTyping, type KeyRecord } from './key-record.ts';
import { KEYS } from './keys.ts';
import { keyName } from './parts/key-bar.ts';

export const SETTINGS_FILE = 'settings.yaml';

export type Settings = { readonly keys: KeyMap; readonly problems: readonly FileProblem[] };

/** The settings of the file; none, and no problem, where there is no such file. */
export function settingsAt(path: string, shownAs = path): Settings {
  if (!existsSync(path)) return { keys: OWN_KEYS, problems: [] };
  try {
    return readSettings({ path: shownAs, text: readFileSync(path, 'utf8') });
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { keys: OWN_KEYS, problems: [problemAt({ path: shownAs, text: '' }, 0, complaint(UNREADABLE_WHAT, UNREADABLE_HOW, { code }))] };
  }
}

/** The settings of a text. With any problem in it the program's own keys stay: half a key map is nobody's. */
export function readSettings(source: Source): Settings {
  const { root, problems } = parseYaml(source);
  if (root === null) return { keys: OWN_KEYS, problems };
  const found: FileProblem[] = [...problems];
  const read = SHAPE.read(root, (offset, what) => found.push(problemAt(source, offset, what)));
  const keys = read?.keys ?? OWN_KEYS;
  if (found.length === 0) found.push(...clashes(source, root, keys));
  return { keys: found.length === 0 ? keys : OWN_KEYS, problems: found };
}

/** The JSON Schema of the file, for editors. */
export function settingsSchema(): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'settings', ...SHAPE.schema };
}

const one = string();
const keysShape: Shape<KeyMap> = {
  schema: {
    type: 'object',
    propertyNames: { pattern: '^[a-z]+(-[a-z]+)*$' },
    additionalProperties: { ...either(one, list(one)).schema, description: 'The keys of an action; `ekslab keys` lists the actions.' },
  },
  read(node, report) {
    if (node.node !== 'mapping') return object({}).read(node, report) as undefined;
    const read: Record<string, readonly string[]> = {};
    for (const [id, entry] of node.entries) {
      const record = KEYS.find((each) => each.id === id);
      if (record === undefined)
        unknownKey(
          id,
          KEYS.map((each) => each.id),
          (what) => report(entry.keyStart, what),
        );
      else read[id] = keysRead(record, entry.value, report);
    }
    return read;
  },
};
const SHAPE = object({ format: integer(1, 1) }, { keys: keysShape });

function keysRead(record: KeyRecord, node: YamlNode, report: Report): readonly string[] {
  const nodes = node.node === 'sequence' ? node.items : [node];
  if (nodes.length === 0 && NEEDED.includes(record.id)) report(node.start, complaint(NEEDED_WHAT, NEEDED_HOW, { action: record.id }));
  return nodes.flatMap((each) => {
    const text = one.read(typeof each.value === 'number' ? { ...each, value: String(each.value) } : each, report);
    if (text === undefined) return [];
    const named = keyNamed(text);
    if (named === null) report(each.start, complaint(NO_KEY_WHAT, NO_KEY_HOW, { key: text }));
    else if ('same' in named) report(each.start, complaint(SAME_WHAT, SAME_HOW, { key: text, same: keyName(named.same) }));
    else if (isText(named.key) && record.contexts.some(isTyping))
      report(each.start, complaint(TEXT_WHAT, TEXT_HOW, { key: text, action: record.id }));
    else return [named.key];
    return [];
  });
}

function isText(key: string): boolean {
  return [...key].length === 1;
}

function clashes(source: Source, root: YamlNode, keys: KeyMap): FileProblem[] {
  const section = root.node === 'mapping' ? root.entries.get('keys')?.value : undefined;
  const entries = section?.node === 'mapping' ? section.entries : new Map();
  return conflicts(KEYS, keys).flatMap(({ key, context, actions: [first, second] }) => {
    const [written, other] = entries.has(second.id) ? [second, first] : [first, second];
    const at = entries.get(written.id)?.keyStart;
    return at === undefined
      ? []
      : [problemAt(source, at, complaint(CLASH_WHAT, CLASH_HOW, { key: keyName(key), action: written.id, other: other.id, context }))];
  });
}

const UNREADABLE_WHAT: Text = { ko: '읽을 수 없습니다({code}).', en: 'cannot be read ({code}).' };
const UNREADABLE_HOW: Text = { ko: '파일 권한을 확인하세요.', en: 'Check its permissions.' };
const NO_KEY_WHAT: Text = { ko: '{key} 키는 터미널이 보내지 않습니다.', en: 'no terminal sends a key {key}.' };
const NO_KEY_HOW: Text = {
  ko: '`x`, `ctrl-t`, `alt-b`, `shift-tab`, `page-up`, `space`처럼 쓰세요.',
  en: 'Write it like `x`, `ctrl-t`, `alt-b`, `shift-tab`, `page-up` or `space`.',
};
const SAME_WHAT: Text = { ko: '터미널은 {key} 키와 {same} 키를 구별하지 않습니다.', en: 'a terminal sends the same for {key} as for {same}.' };
const SAME_HOW: Text = { ko: '다른 키를 고르세요.', en: 'Choose another key.' };
const TEXT_WHAT: Text = {
  ko: '{action} 동작은 글을 입력하는 곳에서 쓰이므로 {key} 글자를 키로 쓸 수 없습니다.',
  en: 'action {action} works where text is typed, and {key} is text there.',
};
const TEXT_HOW: Text = { ko: '`ctrl-`이나 `alt-`를 붙이세요.', en: 'Choose one with `ctrl-` or `alt-`.' };
const NEEDED_WHAT: Text = { ko: '{action} 동작에는 키가 있어야 합니다.', en: 'action {action} has to have a key.' };
const NEEDED_HOW: Text = { ko: '키를 하나 이상 쓰세요.', en: 'Give it at least one.' };
const CLASH_WHAT: Text = {
  ko: '{action} 동작의 {key} 키는 {context}에서 {other} 동작의 키입니다.',
  en: 'key {key} of action {action} means {other} in {context}.',
};
const CLASH_HOW: Text = { ko: '둘 가운데 하나에 다른 키를 주세요.', en: 'Give one of the two another key.' };
