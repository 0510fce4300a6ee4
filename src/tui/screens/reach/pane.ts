/** The reachability matrix: cells on the left, what decides the marked one on the right, or below where the window is narrow. */
import type { Attempt } from '../../../course/attempt-state.ts';
import type { Cell } from '../../../engine/reach/table.ts';
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import { MARKS, nameOfEnd, VIEW_NAMES } from '../../../shell/reach/words.ts';
import { engine } from '../../engine.ts';
import { beside, type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, cut, EMPTY, fitted, type Line, line, type Span, span, type Tone } from '../../parts/line.ts';
import { clampScroll, moreMark, windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { menuRows } from '../lab/pane.ts';
import type { ReachScreen } from './state.ts';
import { hasChanged, pairsAt, type Shown, shownOf } from './tables.ts';
import { reachTexts as T } from './texts.ts';

export type ReachProps = {
  readonly screen: ReachScreen;
  readonly attempt: Attempt;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

/** A cell takes a bracket, its mark, a bracket and the sign of a change. */
const CELL = 4;
const TONES: { readonly [S in Cell['says']]: Tone } = {
  open: 'good',
  closed: 'warn',
  policy: 'bad',
  path: 'bad',
  name: 'bad',
  sometimes: 'warn',
  mixed: 'warn',
  none: 'dim',
  allowed: 'good',
  denied: 'bad',
  unisolated: 'plain',
};

/** Always `height` lines of `width` cells; the caret where something is being typed. */
export function reachPane(props: ReachProps): { readonly lines: readonly Line[]; readonly caret: { readonly x: number; readonly y: number } | null } {
  const { screen, attempt, width, height, lang } = props;
  const shown = shownOf(screen, attempt);
  const typing = screen.typing === null ? null : typedLine(screen.typing, { lang, width });
  const menu = screen.typing === null ? [] : menuRows(screen.typing, lang, { width: width - 1, height: Math.min(6, Math.floor(height / 3)) });
  const room = typing === null ? height : height - 1 - menu.length;
  const lines = width < 100 ? stacked(props, shown, room) : sideBySide(props, shown, room);
  return typing === null ? { lines, caret: null } : { lines: [...lines, ...menu, typing.line], caret: { x: typing.x, y: height - 1 } };
}

function sideBySide(props: ReachProps, shown: Shown, height: number): Line[] {
  const left = Math.floor(props.width * 0.54);
  return beside(gridPane(props, shown, { width: left, height }), whyPane(props, shown, { width: props.width - left, height }));
}

function stacked(props: ReachProps, shown: Shown, height: number): Line[] {
  const upper = Math.max(9, Math.min(height - 7, shown.rows.length + 6, Math.ceil(height * 0.6)));
  const { width } = props;
  return [...gridPane(props, shown, { width, height: upper }), ...whyPane(props, shown, { width, height: height - upper })];
}

type Area = { readonly width: number; readonly height: number };

function gridPane(props: ReachProps, shown: Shown, area: Area): Line[] {
  const { screen, lang } = props;
  const frame: Frame = { title: titleOf(screen, lang), focused: screen.typing === null, ...area };
  const room = inside(area);
  if (shown.now.pods.length === 0) return framed(frame, wrap(inline(fill(T.empty, lang)), room.width));
  if (shown.rows.length === 0 || shown.columns.length === 0) return framed(frame, wrap(inline(fill(T.noMatch, lang)), room.width));
  const name = Math.min(Math.max(...shown.rows.map((row) => cells(rowName(row, lang)))), Math.max(10, Math.floor(room.width * 0.42)));
  const most = Math.max(1, Math.floor((room.width - name - 5) / CELL));
  const first = windowAround(shown.columns.length, most, screen.column);
  const columns = shown.columns.slice(first, first + most);
  const legend = columns.map((column, at) => ({
    text: `${first + at + 1} ${fill(nameOfEnd(column), lang)}:${column.port}`,
    here: first + at === screen.column,
  }));
  const names = namesOf(legend, { lang, room });
  const seen = new Set<Cell['says']>();
  const space = Math.max(1, room.height - 1 - names.length - 2);
  const top = windowAround(shown.rows.length, space, screen.row);
  const body = shown.rows.slice(top, top + space).map((row, at) => {
    const here = top + at === screen.row;
    const marks = columns.flatMap((column, index): Span[] => {
      const { says } = shown.now.cell(row, column);
      seen.add(says);
      const [open, close] = here && first + index === screen.column ? ['[', ']'] : [' ', ' '];
      const changed = hasChanged(shown, row, column);
      return [span(open, 'accent'), span(MARKS[says].mark, TONES[says]), span(close, 'accent'), changed ? span('∆', 'changed') : span(' ')];
    });
    const head: Line = [
      span(here ? '▶' : ' ', 'accent'),
      span(`${String(top + at + 1).padStart(2)} `, 'dim'),
      ...fitted([span(rowName(row, lang), here ? 'strong' : 'plain')], name),
      span(' '),
    ];
    return [...head, ...marks];
  });
  const numbers: Line = [
    span(' '.repeat(name + 5)),
    ...columns.map((_, at) => span(`${String(first + at + 1).padStart(2)}  `, first + at === screen.column ? 'strong' : 'dim')),
  ];
  const marks = wrap(
    [
      ...[...seen].flatMap((says) => [
        span(MARKS[says].mark, TONES[says]),
        span(`\u00a0${fill(MARKS[says].word, lang).replaceAll(' ', '\u00a0')}`, 'dim'),
        span('  '),
      ]),
      span('∆', 'changed'),
      span(`\u00a0${fill(T.changed, lang)}`, 'dim'),
    ],
    room.width,
  );
  const more = [
    moreMark(top, shown.rows.length, space),
    first > 0 ? `←${first}` : '',
    shown.columns.length > first + most ? `→${shown.columns.length - first - most}` : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
  return framed({ ...frame, note: line(span(more, 'accent')) }, [numbers, ...body, ...names, ...marks]);
}

type Legend = readonly { readonly text: string; readonly here: boolean }[];

/** What the numbers of the columns mean: of all that are shown, or where the pane is low of the marked one. */
function namesOf(legend: Legend, { lang, room }: { readonly lang: Lang; readonly room: Area }): Line[] {
  const listed = (shown: Legend) =>
    wrap(
      [
        span(`${fill(T.to, lang)}  `, 'dim'),
        ...shown.flatMap(({ text, here }) => [span(text.replaceAll(' ', '\u00a0'), here ? 'strong' : 'plain'), span('  ')]),
      ],
      room.width,
      { hang: 2 },
    );
  const all = listed(legend);
  return all.length <= Math.max(1, room.height - 12) ? all : listed(legend.filter(({ here }) => here));
}

function rowName(row: Shown['rows'][number], lang: Lang): string {
  const name = fill(nameOfEnd(row), lang);
  return row.pods.length > 1 ? `${name} (${row.pods.length})` : name;
}

function titleOf(screen: ReachScreen, lang: Lang): Line {
  const say = (text: Text, params: Params = {}) => fill(text, lang, params);
  const parts = [
    say(VIEW_NAMES[screen.view]),
    screen.protocol,
    screen.port === null ? say(T.ownPorts) : say(T.port, { port: screen.port }),
    ...(screen.policyOnly ? [say(T.policyOnly)] : []),
    ...(screen.filter === '' ? [] : [say(T.filter, { filter: screen.filter })]),
  ];
  const trying = screen.tried === null ? [] : [span(` ${say(T.trying)}`, 'changed')];
  return [span(say(T.matrix), 'strong'), span(`  ${parts.join(', ')}`, 'dim'), ...trying];
}

function whyPane(props: ReachProps, shown: Shown, area: Area): Line[] {
  const { screen, lang } = props;
  const [row, column] = [shown.rows[screen.row], shown.columns[screen.column]];
  const name = row === undefined || column === undefined ? '' : `${fill(nameOfEnd(row), lang)} → ${fill(nameOfEnd(column), lang)}:${column.port}`;
  const frame: Frame = { title: [span(cut(name === '' ? fill(T.why, lang) : name, area.width - 6), 'strong')], focused: false, ...area };
  const room = inside(area);
  const lines = [
    ...triedLines(props, shown, room.width),
    ...(row === undefined || column === undefined ? [] : cellLines(props, { shown, row, column }, room.width)),
  ];
  const scroll = clampScroll(screen.scroll, lines.length, room.height);
  return framed({ ...frame, note: line(span(moreMark(scroll, lines.length, room.height), 'accent')) }, lines.slice(scroll, scroll + room.height));
}

type Marked = { readonly shown: Shown; readonly row: Shown['rows'][number]; readonly column: Shown['columns'][number] };

/** What the cell says, then what decides it: egress, path, ingress, listener, of one pair for each verdict. */
function cellLines({ lang }: ReachProps, { shown, row, column }: Marked, width: number): Line[] {
  const { says, counts } = shown.now.cell(row, column);
  const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const head: Line = [span(`${MARKS[says].mark} ${fill(MARKS[says].word, lang)}`, TONES[says]), span(number > 1 ? `  (${number})` : '', 'dim')];
  if (says === 'none') return [head];
  const told = pairsAt(shown.now, row, column).flatMap((pair) => [
    EMPTY,
    ...engine()
      .pairText(pair, lang)
      .split('\n')
      .flatMap((text) => paragraph(text, width)),
  ]);
  return [head, ...told];
}

/** The changes that the tried line makes, and how to go on. */
function triedLines({ screen, lang }: ReachProps, { now, before }: Shown, width: number): Line[] {
  if (screen.tried === null || before === null) return [];
  const changes = engine().tableDiff(before, now);
  const lines = screen.tried.lines.flatMap((typed) => wrap([span('? ', 'changed'), span(typed.split('\n')[0] ?? '', 'code')], width, { hang: 2 }));
  return [
    ...wrap([span(fill(T.tried, lang), 'dim')], width),
    ...lines,
    ...wrap(inline(fill(T.keepOrDrop, lang), 'accent'), width),
    ...engine()
      .diffText({ before, after: now }, changes, lang)
      .split('\n')
      .flatMap((text) => paragraph(text, width)),
    EMPTY,
  ];
}

/** A line of text with its indentation kept; marks of verdicts keep their tone. */
function paragraph(text: string, width: number): Line[] {
  if (text.trim() === '') return [EMPTY];
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  return wrap([span(' '.repeat(indent)), ...inline(text.slice(indent))], width, { hang: Math.min(indent + 2, 8) });
}

type Typing = NonNullable<ReachScreen['typing']>;

/** The row in which something is typed, and the caret's column; of several lines the one with the caret. */
function typedLine(
  { what, editor }: Typing,
  { lang, width }: { readonly lang: Lang; readonly width: number },
): { readonly line: Line; readonly x: number } {
  const label = ` ${fill(what === 'filter' ? T.typeFilter : what === 'port' ? T.typePort : T.typeEdit, lang)}: `;
  const before = editor.text.slice(0, editor.caret).split('\n');
  const head = before.at(-1) as string;
  const [tail = ''] = editor.text.slice(editor.caret).split('\n');
  const rows = editor.text.split('\n').length;
  const place = rows > 1 ? `${before.length}/${rows} ` : '';
  const room = Math.max(8, width - cells(label) - cells(place) - 2);
  let kept = head;
  while (cells(kept) > room) kept = kept.slice(1);
  return {
    line: fitted([span(label, 'accent'), span(place, 'dim'), span(kept), span(cut(tail, Math.max(0, room - cells(kept))))], width),
    x: cells(label) + cells(place) + cells(kept),
  };
}
