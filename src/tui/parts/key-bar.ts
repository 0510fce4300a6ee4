/** The line of legal keys, made from the key records; a notice stands in its place until the next key. */
import { fill, type Lang } from '../../engine/text.ts';
import type { KeyRecord } from '../key-record.ts';
import { cells, ends, fitted, type Line, type Span, span } from './line.ts';

const NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  ' ': 'Space',
  'page-up': 'PgUp',
  'page-down': 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Delete',
  'shift-tab': 'Shift-Tab',
};

/** A key as it is written on the screen: `Enter`, `^T`, `t`. */
export function keyName(key: string): string {
  const named = NAMES[key];
  if (named !== undefined) return named;
  if (/^ctrl-.$/.test(key)) return `^${key.slice(5).toUpperCase()}`;
  const [modifier, rest = ''] = /^(ctrl|shift|alt)-(.+)$/.exec(key)?.slice(1) ?? [];
  return modifier === undefined ? key : `${(modifier[0] as string).toUpperCase()}${modifier.slice(1)}-${NAMES[rest] ?? rest}`;
}

/** The keys of a context in so many cells: those that do not fit are left to the help; the last one stands at the right. */
export function keyBar(records: readonly KeyRecord[], lang: Lang, width: number): Line {
  const shown = records.filter((record) => record.footer);
  const last = shown.findLast((record) => LEAVING.includes(record.id));
  const right: Span[] = last === undefined ? [] : [...itemOf(last, lang), span(' ')];
  const help = shown.find((record) => record.id === 'help');
  const tail: Span[] = help === undefined ? [] : itemOf(help, lang);
  let room = width - 2 - widthOf(right) - widthOf(tail) - 2;
  const left: Span[] = [];
  for (const record of shown) {
    if (record === last || record === help) continue;
    const item = [...itemOf(record, lang), span('  ')];
    if (widthOf(item) > room) continue;
    left.push(...item);
    room -= widthOf(item);
  }
  return ends([span(' '), ...left, ...tail], right, width);
}

/** A sentence in the place of the keys. */
export function noticeBar(text: string, tone: 'info' | 'wrong', width: number): Line {
  return fitted(
    [span(' '), span(tone === 'wrong' ? '✗ ' : '· ', tone === 'wrong' ? 'bad' : 'accent'), span(text, tone === 'wrong' ? 'bad' : 'accent')],
    width,
  );
}

const LEAVING: readonly string[] = [
  'back',
  'reach-drop',
  'reach-cancel',
  'quit',
  'prompt-leave',
  'find-close',
  'output-close',
  'sheet-leave',
  'sheet-menu-close',
  'menu-close',
  'search-close',
  'predict-close',
  'compared-close',
  'help-close',
  'back-typing',
];

function itemOf(record: KeyRecord, lang: Lang): Span[] {
  const key = record.shows ?? (record.keys[0] === undefined ? undefined : keyName(record.keys[0]));
  const label = fill(record.label, lang);
  return key === undefined ? [span(label, 'dim')] : [span(`${key} `, 'accent'), span(label)];
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, part) => sum + cells(part.text), 0);
}
