/** The help of the screen behind it, made from the key records. */
import { fill, type Lang } from '../../../engine/text.ts';
import type { KeyMap } from '../../key-map.ts';
import { type Context, contextOf } from '../../key-record.ts';
import { keysOf } from '../../keys.ts';
import type { Model } from '../../model.ts';
import { framed, inside } from '../../parts/frame.ts';
import { keyName } from '../../parts/key-bar.ts';
import { cells, type Line, line, span } from '../../parts/line.ts';
import { clampScroll, moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { appTexts } from '../../texts.ts';

/** The help in its frame. */
export function helpPane(model: Model, width: number, height: number): Line[] {
  const title = line(span(fill(appTexts.helpTitle, model.lang), 'strong'));
  const room = inside({ width, height });
  const lines = helpLines(behind(model), model.lang, room.width, model.keys);
  const scroll = clampScroll(model.help?.scroll ?? 0, lines.length, room.height);
  const note = line(span(moreMark(scroll, lines.length, room.height), 'accent'));
  return framed({ title, note, width, height, focused: false }, lines.slice(scroll, scroll + room.height));
}

/** How far the help can be scrolled. */
export function helpLimit(model: Model): number {
  const room = inside({ width: model.size.columns, height: model.size.rows - 2 });
  return Math.max(0, helpLines(behind(model), model.lang, room.width, model.keys).length - room.height);
}

/** One row for each key: its names, then what it does. */
export function helpLines(context: Context, lang: Lang, width: number, map?: KeyMap): Line[] {
  const records = keysOf(context, map).filter((record) => record.keys.length > 0);
  const names = records.map((record) => record.keys.map((key) => keyName(key)).join(' '));
  const wide = Math.min(28, Math.max(...names.map(cells)));
  return records.flatMap((record, at) => {
    const name = names[at] as string;
    return wrap([span(name + ' '.repeat(Math.max(0, wide - cells(name)) + 2), 'accent'), span(fill(record.help, lang))], width, { hang: wide + 2 });
  });
}

/** The context of the screen that the help is about. */
function behind(model: Model): Context {
  return contextOf({ ...model, help: null });
}
