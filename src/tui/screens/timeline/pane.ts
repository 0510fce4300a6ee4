/** The frames of the timeline: the lines on one side, on the other what stood then and what the marked line caused. */
import type { Attempt } from '../../../course/attempt-state.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { engine } from '../../engine.ts';
import type { TimelineScreen } from '../../model.ts';
import { framed, inside } from '../../parts/frame.ts';
import { EMPTY, fitted, type Line, line, printable, type Span, span, toned } from '../../parts/line.ts';
import { moreMark, windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { type TimelineRow, timelineRows } from './rows.ts';
import { timelineTexts as T } from './texts.ts';

export type TimelineProps = {
  readonly screen: TimelineScreen;
  readonly attempt: Attempt;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

export function timelinePanes(props: TimelineProps): { readonly left: Line[]; readonly right: Line[]; readonly stacked: boolean } {
  const { width, height } = props;
  const stacked = width < 100;
  const one = stacked ? { width, height: Math.ceil(height * 0.4) } : { width: Math.floor(width * 0.42), height };
  const other = stacked ? { width, height: height - one.height } : { width: width - one.width, height };
  return { left: listPane(props, one), right: detailPane(props, other), stacked };
}

type Area = { readonly width: number; readonly height: number };

function listPane({ screen, attempt, lang }: TimelineProps, area: Area): Line[] {
  const room = inside(area);
  const rows = timelineRows(attempt);
  const from = windowAround(rows.length, room.height, screen.at);
  const lines = rows.slice(Math.max(0, from), Math.max(0, from) + room.height).map((row, index) => {
    const shown = fitted(rowLine(row, attempt, lang), room.width);
    return index + Math.max(0, from) === screen.at ? toned(shown, 'selected') : shown;
  });
  const note = line(span(moreMark(Math.max(0, from), rows.length, room.height), 'accent'));
  return framed({ title: line(span(fill(T.title, lang), 'strong')), note, ...area, focused: true }, lines);
}

function rowLine(row: TimelineRow, attempt: Attempt, lang: Lang): Line {
  const here = attempt.transcript.length;
  if (row.row === 'start') return [span(here === 0 ? '▶ ' : '  ', 'accent'), span('  0   ', 'dim'), span(fill(T.start, lang))];
  if (row.row === 'mark') {
    const kind = fill(row.mark.kind === 'branch' ? T.branch : T.checkpoint, lang);
    return [span('◆ ', 'accent'), span(row.mark.name, 'strong'), span(`  ${kind}`, 'dim')];
  }
  const changed = row.entry.output.kind === 'write' || row.entry.output.kind === 'wait';
  const tone = row.number > here ? 'dim' : 'code';
  return [
    span(row.number === here ? '▶ ' : row.number > here ? '· ' : '  ', 'accent'),
    span(`${String(row.number).padStart(3)} `, 'dim'),
    span(changed ? '∆ ' : '  ', 'changed'),
    span(printable(row.entry.line.split('\n')[0] ?? ''), tone),
  ];
}

function detailPane(props: TimelineProps, area: Area): Line[] {
  const room = inside(area);
  const row = timelineRows(props.attempt)[props.screen.at];
  if (row === undefined) return framed({ title: EMPTY, ...area, focused: false }, []);
  const state = stateLine(row, props);
  if (row.row !== 'line') {
    const words = row.row === 'start' && props.attempt.inputs.length === 0 ? wrap([span(fill(T.empty, props.lang))], room.width) : [];
    return framed({ title: state, ...area, focused: false }, words);
  }
  const steps = engine().stepsOf(row.entry);
  if (steps === null) return framed({ title: state, ...area, focused: false }, wrap([span(fill(T.gone, props.lang), 'dim')], room.width));
  const typed = wrap([span('$ ', 'dim'), span(printable(row.entry.line.split('\n')[0] ?? ''), 'code')], room.width, { hang: 2 }).slice(0, 2);
  const head = [...typed, line(span(steps.length === 0 ? fill(T.nothing, props.lang) : fill(T.caused, props.lang, { count: steps.length }), 'dim'))];
  const listed = steps.map((step, index) => ({
    lines: stepLines(step, { number: index + 1, open: index === props.screen.step, width: room.width, lang: props.lang }),
  }));
  const before = listed.slice(0, Math.max(0, props.screen.step)).reduce((sum, { lines }) => sum + lines.length, 0);
  const body = listed.flatMap(({ lines }) => lines);
  const height = Math.max(0, room.height - head.length);
  const from = Math.max(0, windowAround(body.length, height, before));
  const note = line(span(moreMark(from, body.length, height), 'accent'));
  return framed({ title: state, note, ...area, focused: false }, [...head, ...body.slice(from, from + height)]);
}

type Step = NonNullable<ReturnType<ReturnType<typeof engine>['stepsOf']>>[number];

type StepOptions = { readonly number: number; readonly open: boolean; readonly width: number; readonly lang: Lang };

function stepLines(step: Step, { number, open, width, lang }: StepOptions): Line[] {
  const { change, fields } = step;
  const mark: Span = change.before === null ? span('+ ', 'good') : change.after === null ? span('- ', 'bad') : span('∆ ', 'changed');
  const name = `${change.ref.kind} ${change.ref.key}`;
  const head: Line = [
    span(open ? '▸' : ' ', 'accent'),
    span(`${String(number).padStart(3)} `, 'dim'),
    mark,
    span(engine().makerOf(change), open ? 'strong' : 'plain'),
    span(` ${change.verb} `, 'dim'),
    span(name),
  ];
  if (!open) return [fitted(head, width)];
  const why = change.because === null ? [] : wrap([span('      '), span(printable(change.because[lang]), 'lab')], width, { hang: 6 });
  const changed = fields.slice(0, 8).flatMap(({ path, before, after }) =>
    wrap(
      [span('      '), span(`${path}: `, 'dim'), span(printable(before ?? '-'), 'bad'), span(' → '), span(printable(after ?? '-'), 'good')],
      width,
      {
        hang: 8,
      },
    ),
  );
  return [...wrap(head, width, { hang: 6 }), ...why, ...changed];
}

function stateLine(row: TimelineRow, { attempt, lang }: TimelineProps): Line {
  const { passed, all, usd } = engine().momentOf(attempt, row.world);
  return line(span(fill(T.state, lang, { passed, all, usd }), 'strong'));
}
