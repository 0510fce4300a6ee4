/** The frame of the search: the words typed, what fits them, and what is said of the marked find. */
import type { Course } from '../../../course/content.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { engine } from '../../engine.ts';
import type { SearchScreen } from '../../model.ts';
import { editorRows } from '../../parts/editor-rows.ts';
import { framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, fitted, type Line, line, printable, span, toned } from '../../parts/line.ts';
import { windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { foundTexts, searchTexts as T } from './texts.ts';

export type SearchProps = {
  readonly screen: SearchScreen;
  readonly course: Course;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

export type SearchPane = { readonly lines: Line[]; readonly caret: { readonly x: number; readonly y: number } };

export function searchPane({ screen, course, lang, width, height }: SearchProps): SearchPane {
  const room = inside({ width, height });
  const found = engine().foundIn(course, screen.editor.text, lang);
  const { rows, caret } = editorRows(screen.editor, room.width, 2);
  const typed = line(span('/ ', 'accent'), span(rows[caret.y] ?? ''));
  const about = detail(screen, found, lang, room.width).slice(0, Math.floor(room.height * 0.45));
  const listed = Math.max(0, room.height - 2 - about.length - 1);
  const from = Math.max(0, windowAround(found.length, listed, screen.at));
  const list = found.slice(from, from + listed).map((one, index) => {
    const kind = fill(foundTexts[one.kind], lang);
    const row = fitted([span(`${kind}${' '.repeat(Math.max(1, 9 - cells(kind)))}`, 'dim'), ...inline(printable(fill(one.title, lang)))], room.width);
    return from + index === screen.at ? toned(row, 'selected') : row;
  });
  const body = [typed, EMPTY, ...list, ...Array.from({ length: Math.max(0, listed - list.length) }, () => EMPTY), EMPTY, ...about];
  const note = screen.editor.text.trim() === '' ? EMPTY : line(span(fill(T.count, lang, { count: found.length }), 'dim'));
  return {
    lines: framed({ title: line(span(fill(T.title, lang), 'strong')), note, width, height, focused: true }, body),
    caret: { x: 2 + caret.x, y: 1 },
  };
}

function detail(screen: SearchScreen, found: ReturnType<ReturnType<typeof engine>['foundIn']>, lang: Lang, width: number): Line[] {
  const one = found[screen.at];
  if (one === undefined) return wrap(inline(fill(screen.editor.text.trim() === '' ? T.ask : T.none, lang), 'dim'), width);
  const rows = fill(one.body, lang).split('\n');
  return [...wrap([span(printable(fill(one.title, lang)), 'strong')], width), ...rows.flatMap((row) => wrap(inline(printable(row)), width))];
}
