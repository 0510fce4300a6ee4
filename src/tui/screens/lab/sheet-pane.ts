/** The sheet as it is drawn: numbered rows, the rows with a problem marked, and below them what is wrong or that nothing is. */
import type { FileProblem } from '../../../course/problem.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import type { Sheet } from '../../model.ts';
import { framed, inside } from '../../parts/frame.ts';
import { cells, cut, EMPTY, fitted, type Line, line, printable, span } from '../../parts/line.ts';
import { rowAt } from '../../parts/sheet.ts';
import { windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import type { Area } from './layout.ts';
import { sheetTexts as T } from './sheet-texts.ts';

type Shown = { readonly sheet: Sheet; readonly lang: Lang };
type Caret = { readonly x: number; readonly y: number };

/** The pane in its area, and where on the screen the caret stands. */
export function sheetPane({ sheet, lang }: Shown, area: Area): { readonly lines: Line[]; readonly caret: Caret } {
  const room = inside(area);
  const title = line(span(sheet.command === null ? fill(T.lines, lang) : printable(sheet.command), 'strong'));
  const { editor } = sheet;
  const rows = editor.text.split('\n');
  const here = rowAt(editor.text, editor.caret);
  const note = line(span(`${here.index + 1}:${[...here.text.slice(0, editor.caret - here.start)].length + 1}`, 'accent'));
  const state = stateLines(sheet, lang, room.width);
  const menu = menuLines(sheet, room.width, Math.max(0, Math.min(6, room.height - state.length - 3)));
  const height = Math.max(1, room.height - state.length - menu.length);
  const from = rows.length <= height ? 0 : windowAround(rows.length, height, here.index);
  const gutter = String(rows.length).length + 3;
  const before = cells(here.text.slice(0, editor.caret - here.start));
  // A row that is too long is moved under the window so that the caret is seen.
  const wide = Math.max(4, room.width - gutter);
  const left = before < wide ? 0 : before - wide + Math.min(8, wide >> 1);
  const bad = new Map((sheet.check?.problems ?? []).map((problem) => [problem.line - 1, problem]));
  const drawn = rows.slice(from, from + height).map((row, at) => numbered(row, { number: from + at + 1, gutter, bad: bad.has(from + at), left }));
  const body = [...drawn, ...Array.from({ length: height - drawn.length }, () => EMPTY)];
  const lines = framed({ title, note, ...area, focused: true }, [...body, ...menu, ...state]);
  return { lines, caret: { x: area.x + 2 + gutter + before - left, y: area.y + 1 + here.index - from } };
}

type Numbered = { readonly number: number; readonly gutter: number; readonly bad: boolean; readonly left: number };

function numbered(row: string, { number, gutter, bad, left }: Numbered): Line {
  const shown = left === 0 ? row : row.slice(cut(row, left).length);
  const mark = bad ? span('✗ ', 'bad') : span('  ');
  return [span(`${String(number).padStart(gutter - 3)} `, 'dim'), mark, ...coloured(printable(shown), left === 0)];
}

/** Keys and comments stand out a little; what a row means is never told by that. */
function coloured(row: string, whole: boolean): Line {
  if (/^\s*#/.test(row)) return line(span(row, 'dim'));
  const [key] = (whole ? /^\s*(?:- +)*[^\s:#'"][^:#]*:(?=\s|$)/.exec(row) : null) ?? [];
  return key === undefined ? line(span(row)) : line(span(key, 'code'), span(row.slice(key.length)));
}

/** One row of state, or the first problem in up to three rows, the way to the others told by their number. */
function stateLines({ check, command, editor }: Sheet, lang: Lang, width: number): Line[] {
  if (command === null) return [];
  if (check === null) return [line(span(`· ${fill(T.large, lang)}`, 'dim'))];
  if (editor.text.trim() === '') return wrap([span('· ', 'dim'), span(fill(T.empty, lang), 'dim')], width, { hang: 2 });
  const [first, ...more] = check.problems;
  if (first === undefined)
    return [fitted([span('✓ ', 'good'), span([...new Set(check.kinds)].join(', ')), span(`  ${fill(T.fine, lang)}`, 'dim')], width)];
  return problemLines(first, { more: more.length, lang, width });
}

function problemLines(problem: FileProblem, { more, lang, width }: { readonly more: number; readonly lang: Lang; readonly width: number }): Line[] {
  const rest = more === 0 ? [] : [span(` (${fill(T.more, lang, { n: more })})`, 'dim')];
  const text = `${problem.what[lang]} ${problem.how[lang]}`.replace(/`/g, '');
  return wrap([span('✗ ', 'bad'), span(`${problem.line}:${problem.col} `, 'strong'), span(text), ...rest], width, { hang: 2 }).slice(0, 3);
}

function menuLines({ menu }: Sheet, width: number, height: number): Line[] {
  if (menu === null || height <= 0) return [];
  const from = Math.max(0, windowAround(menu.items.length, height, menu.at));
  const shown = menu.items.slice(from, from + height);
  const wide = Math.min(width >> 1, Math.max(...shown.map(({ name }) => cells(name))));
  return shown.map(({ name, type }, at): Line => {
    const here = from + at === menu.at;
    const more = at === height - 1 && from + height < menu.items.length ? [span(`  ↓${menu.items.length - from - height}`, 'dim')] : [];
    return [span(here ? '▸ ' : '  ', 'accent'), ...fitted([span(name, here ? 'selected' : 'plain')], wide), span(`  ${type}`, 'dim'), ...more];
  });
}
