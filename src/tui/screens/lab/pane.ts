/** The frames of the lab: a tab's pane, the terminal with its prompt, and where the caret stands. */

import { nameOf } from '../../../engine/name-of.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import type { Lab, LabTab, Size } from '../../model.ts';
import { changesOf } from '../../parts/changed.ts';
import { editorRows } from '../../parts/editor-rows.ts';
import { marked } from '../../parts/find.ts';
import { type Frame, framed, inside } from '../../parts/frame.ts';
import { cells, EMPTY, ends, fitted, type Line, line, printable, type Span, span, widthOf } from '../../parts/line.ts';
import { tabLine } from '../../parts/tabs.ts';
import { clampScroll, moreMark, windowAround } from '../../parts/window.ts';
import { comparisonLines } from './comparison-lines.ts';
import { matchesOf } from './find.ts';
import { type Area, type LabLayout, labLayout } from './layout.ts';
import { paneLines } from './panes.ts';
import { predictionLines } from './prediction-lines.ts';
import { taskScroll } from './scroll.ts';
import { acceptedLine } from './task-lines.ts';
import { terminalLines } from './terminal-lines.ts';
import { labTexts as T, tabTexts } from './texts.ts';

type Shown = { readonly lab: Lab; readonly lang: Lang };

/** One tab's pane in its area; the map draws what is tried. */
export function tabPane({ lab: shown, lang }: Shown, pane: LabLayout['panes'][number]): Line[] {
  const { tab, area, tabs } = pane;
  const tried = tab === 'map' ? shown.attempt.trial?.states.at(-1) : undefined;
  const lab = tried === undefined ? shown : { ...shown, attempt: tried };
  const focused = lab.focus === tab;
  const title =
    tabs.length === 0
      ? line(span(`${number(tab)} ${fill(tabTexts[tab], lang)}`, 'strong'))
      : tabLine(tabs.map((one) => ({ key: number(one), label: fill(tabTexts[one], lang), on: one === tab })));
  const room = inside(area);
  const lines = paneLines(tab, { lab, lang, width: room.width });
  const scroll =
    tab === 'task' && focused ? taskScroll(lines, lab.scroll.task, room.height) : clampScroll(lab.scroll[tab], lines.length, room.height);
  const more = moreMark(scroll, lines.length, room.height);
  const free = area.width - widthOf(title) - cells(more) - 12;
  const note: Line = [...paneNote(tab, { lab, lang }, free), ...(more === '' ? [] : [span(' '), span(more, 'accent')])];
  return framed({ title, note, ...area, focused }, lines.slice(scroll, scroll + room.height));
}

/** The terminal in its area, with where the caret stands on the screen. */
export function terminalPane(
  { lab, lang }: Shown,
  area: Area,
): { readonly lines: Line[]; readonly caret: { readonly x: number; readonly y: number } | null } {
  const room = inside(area);
  const tried = lab.attempt.trial?.lines.length ?? 0;
  const title = line(span(fill(T.terminal, lang), 'strong'), ...(tried === 0 ? [] : [span(`  ${fill(T.trying, lang, { n: tried })}`, 'changed')]));
  const frame: Frame = { title, ...area, focused: lab.focus === 'prompt' };
  const prompt = promptRows(lab, lang, room);
  const transcript = terminalLines(lab, { lang, width: room.width });
  const height = Math.max(0, room.height - prompt.lines.length);
  const last = Math.max(0, transcript.length - height);
  const from = Math.max(0, last - lab.scroll.terminal);
  const shown = withMatches(transcript.slice(from, from + height), lab, { lang, width: room.width, from });
  const body = [...shown, ...prompt.lines];
  const more = moreMark(from, transcript.length, height);
  const lines = framed({ ...frame, note: line(span(more, 'accent')) }, body);
  const caret =
    lab.focus !== 'prompt' || prompt.caret === null ? null : { x: area.x + 2 + prompt.caret.x, y: area.y + 1 + shown.length + prompt.caret.y };
  return { lines, caret };
}

/** How far the transcript can be scrolled back. */
export function transcriptLimit(lab: Lab, lang: Lang, size: Size): number {
  const area = labLayout(size, lab).terminal;
  if (area === null) return 0;
  const room = inside(area);
  return Math.max(0, terminalLines(lab, { lang, width: room.width }).length - (room.height - promptRows(lab, lang, room).lines.length));
}

/** The prediction over the panes; once it is given, beside the real path. */
export function predictionPane({ lab, lang }: Shown, area: Area): Line[] {
  const frame: Frame = { title: line(span(fill(T.predictTitle, lang), 'strong')), ...area, focused: true };
  const { prediction } = lab.attempt;
  if (lab.predicting === null && prediction.state === 'given') return framed(frame, comparisonLines(prediction, lang, inside(area).width));
  return framed(frame, predictionLines(lab, lang, inside(area)));
}

type Prompt = { readonly lines: readonly Line[]; readonly caret: { readonly x: number; readonly y: number } | null };

function promptRows(lab: Lab, lang: Lang, room: { readonly width: number; readonly height: number }): Prompt {
  if (lab.find !== null) return findRow(lab, lang, room.width);
  if (lab.search !== null) return searchRows(lab, lang, room.width);
  const { rows, caret, whole } = editorRows(lab.editor, room.width, 2);
  const most = Math.max(1, Math.floor(room.height * 0.7));
  const from = rows.length <= most ? 0 : Math.max(0, Math.min(rows.length - most, caret.y - most + 1));
  const prompt = lab.attempt.trial === null ? span('$ ', 'accent') : span('? ', 'changed');
  const typed = rows.slice(from, from + most).map((row, at): Line => [whole && at + from === 0 ? prompt : span('> ', 'accent'), span(row)]);
  const menu = menuRows(lab, lang, { width: room.width, height: Math.max(0, Math.min(6, room.height - typed.length - 1)) });
  return { lines: [...typed, ...menu], caret: { x: caret.x, y: caret.y - from } };
}

/** The words that are looked for, and which of how many matches is marked. */
function findRow(lab: Lab, lang: Lang, width: number): Prompt {
  const { words, typing, at } = lab.find ?? { words: '', typing: false, at: null };
  const all = matchesOf(lab, { lang, width }).length;
  const label = `${fill(T.find, lang)}: `;
  const count = words === '' ? EMPTY : all === 0 ? line(span(fill(T.searchNone, lang), 'bad')) : line(span(`${(at ?? 0) + 1}/${all}`, 'accent'));
  const room = Math.max(0, width - cells(label) - widthOf(count) - 3);
  const typed = tail(words, room);
  return {
    lines: [ends([span(label, 'accent'), span(typed)], [span('  '), ...count], width)],
    caret: typing ? { x: cells(label) + cells(typed), y: 0 } : null,
  };
}

/** The end of a text that fits: where it is being typed. */
function tail(text: string, width: number): string {
  let rest = text;
  while (cells(rest) > width) rest = [...rest].slice(1).join('');
  return rest;
}

/** The rows with the matches on them marked: the one in hand turned over, the others underlined. */
function withMatches(
  rows: readonly Line[],
  lab: Lab,
  { lang, width, from }: { readonly lang: Lang; readonly width: number; readonly from: number },
): Line[] {
  if (lab.find === null || lab.find.words === '') return [...rows];
  const { at } = lab.find;
  const pieces = matchesOf(lab, { lang, width }).flatMap((match, index) =>
    match.map((piece) => ({ ...piece, tone: index === at ? ('selected' as const) : ('found' as const) })),
  );
  return rows.map((row, index) =>
    marked(
      row,
      pieces.filter((piece) => piece.row === from + index),
    ),
  );
}

function searchRows(lab: Lab, lang: Lang, width: number): Prompt {
  const { words, at } = lab.search ?? { words: '', at: null };
  const label = `${fill(T.search, lang)}: `;
  const hit =
    at === null
      ? span(words === '' ? '' : fill(T.searchNone, lang), 'dim')
      : span(printable((lab.history.lines[at] ?? '').split('\n')[0] ?? ''), 'code');
  return { lines: [line(span(label, 'accent'), span(words)), fitted([span('  '), hit], width)], caret: { x: cells(label) + cells(words), y: 0 } };
}

/** The candidates with what each is, the marked one in the middle of as many as there is room for. */
export function menuRows({ menu }: Pick<Lab, 'menu'>, lang: Lang, room: { readonly width: number; readonly height: number }): Line[] {
  if (menu === null || room.height <= 0) return [];
  const from = Math.max(0, windowAround(menu.items.length, room.height, menu.at));
  const shown = menu.items.slice(from, from + room.height);
  const wide = Math.min(Math.floor(room.width / 2), Math.max(...shown.map((item) => cells(item.text))));
  return shown.map((item, at): Line => {
    const here = from + at === menu.at;
    const about: Span[] = item.about === null ? [] : [span(`  ${fill(item.about, lang)}`, 'dim')];
    const more =
      at === room.height - 1 && from + room.height < menu.items.length ? [span(`  ↓${menu.items.length - from - room.height}`, 'dim')] : [];
    return [span(here ? '▸ ' : '  ', 'accent'), ...fitted([span(item.text, here ? 'selected' : 'plain')], wide), ...about, ...more];
  });
}

function paneNote(tab: LabTab, { lab, lang }: Shown, free: number): Line {
  if (tab === 'task') return acceptedLine(lab.attempt, lang);
  if (tab !== 'map') return EMPTY;
  const entry = lab.attempt.transcript.at(-1);
  const changes = entry === undefined ? [] : (changesOf(entry) ?? []);
  const names = [
    ...new Set(
      changes.filter((change) => change.ref.plane !== 'hosts' && change.ref.kind !== 'Event').map((change) => nameOf(lab.attempt.world, change.ref)),
    ),
  ];
  if (names.length === 0) return EMPTY;
  const text = fill(T.changed, lang, { what: names.join(', ') });
  return free < 12 ? EMPTY : fitted([span(text, 'changed')], Math.min(free, cells(text)));
}

function number(tab: LabTab): string {
  return String(['task', 'map', 'trace', 'log'].indexOf(tab) + 1);
}
