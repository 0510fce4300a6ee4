/** The learner's own keys: which action has which, over what the key records say. */
import type { Context, KeyRecord } from './key-record.ts';

/** Keys by the name of their action; what is not named keeps its own. */
export type KeyMap = { readonly [action: string]: readonly string[] };

export const OWN_KEYS: KeyMap = {};

/** The record with the keys that the map gives it. */
export function mapped(record: KeyRecord, map: KeyMap): KeyRecord {
  const keys = Object.hasOwn(map, record.id) ? map[record.id] : undefined;
  if (keys === undefined) return record;
  // What the key line shows in place of the first key is about the keys that it had.
  const { shows: _, ...rest } = record;
  return { ...rest, keys };
}

/** Actions without which there would be no way out. */
export const NEEDED: readonly string[] = [
  'interrupt',
  'back',
  'back-typing',
  'help-close',
  'prompt-leave',
  'sheet-leave',
  'find-close',
  'output-close',
];

const NAMED = ['up', 'down', 'left', 'right', 'page-up', 'page-down', 'home', 'end', 'enter', 'esc', 'tab', 'backspace', 'delete'];
const SPELLED: Readonly<Record<string, string>> = { space: ' ', escape: 'esc', return: 'enter', pgup: 'page-up', pgdn: 'page-down', del: 'delete' };
/** With Ctrl these letters are what a terminal sends for other keys. */
const SAME: Readonly<Record<string, string>> = { 'ctrl-i': 'tab', 'ctrl-m': 'enter', 'ctrl-j': 'enter', 'ctrl-[': 'esc' };

export type KeyName = { readonly key: string } | { readonly same: string } | null;

/** The key that a person means: `Ctrl-T`, `^T`, `Shift-Tab`, `Space`, `x`; null where it is none that a terminal sends. */
export function keyNamed(text: string): KeyName {
  const typed = text.normalize('NFC');
  if ([...typed].length === 1 && typed > ' ') return { key: typed };
  const [, modifier = '', rest = ''] = /^(?:(ctrl-|control-|c-|\^|alt-|meta-|m-|shift-)(?=.))?(.+)$/i.exec(typed) ?? [];
  const name = SPELLED[rest.toLowerCase()] ?? (NAMED.includes(rest.toLowerCase()) ? rest.toLowerCase() : rest);
  const known = NAMED.includes(name) || name === ' ';
  const letter = /^[a-z]$/i.test(name);
  switch (modifier.toLowerCase()) {
    case '':
      return known ? { key: name } : null;
    case 'alt-':
    case 'meta-':
    case 'm-':
      return known || letter ? { key: `alt-${name}` } : null;
    case 'shift-':
      return known && name !== 'enter' && name !== ' ' && name !== 'esc' ? { key: `shift-${name}` } : null;
    default: {
      const key = `ctrl-${letter ? name.toLowerCase() : name}`;
      const same = SAME[key];
      if (same !== undefined) return { same };
      return letter || ['up', 'down', 'left', 'right', 'home', 'end'].includes(name) ? { key } : null;
    }
  }
}

/** Two actions that would have the same key where both can be meant. */
export type Conflict = { readonly key: string; readonly context: Context; readonly actions: readonly [KeyRecord, KeyRecord] };

/** What two of the records share under the map, one for each pair. */
export function conflicts(records: readonly KeyRecord[], map: KeyMap): Conflict[] {
  const all = records.map((record) => mapped(record, map));
  const found: Conflict[] = [];
  for (const [at, one] of all.entries()) {
    for (const other of all.slice(at + 1)) {
      const context = one.contexts.find((each) => other.contexts.includes(each));
      const key = context === undefined ? undefined : one.keys.find((each) => other.keys.includes(each));
      if (context !== undefined && key !== undefined) found.push({ key, context, actions: [one, other] });
    }
  }
  return found;
}
