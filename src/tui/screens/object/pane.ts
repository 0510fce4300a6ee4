/** The frame of an object: the line that prints it, and what it prints. */
import type { Attempt } from '../../../course/attempt-state.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { engine } from '../../engine.ts';
import { labAt, type Model, type ObjectScreen } from '../../model.ts';
import { framed, inside } from '../../parts/frame.ts';
import { EMPTY, type Line, line, printable, span } from '../../parts/line.ts';
import { clampScroll, moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { objectTexts as T } from './texts.ts';

export type ObjectProps = {
  readonly screen: ObjectScreen;
  readonly attempt: Attempt;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

export function objectPane({ screen, attempt, lang, width, height }: ObjectProps): Line[] {
  const room = inside({ width, height });
  const head = wrap([span('$ ', 'dim'), span(printable(screen.line), 'code')], room.width, { hang: 2 });
  const body = rowsOf(attempt, screen.line, room.width);
  const space = Math.max(1, room.height - head.length - 1);
  const from = clampScroll(screen.scroll, body.length, space);
  const note = line(span(moreMark(from, body.length, space), 'accent'));
  const title = line(span(fill(T.title, lang), 'strong'));
  return framed({ title, note, width, height, focused: true }, [...head, EMPTY, ...body.slice(from, from + space)]);
}

/** How far the object can be scrolled. */
export function objectLimit(model: Model, screen: ObjectScreen): number {
  const { width } = inside({ width: model.size.columns, height: model.size.rows - 2 });
  return Math.max(0, rowsOf(labAt(model, screen.scenario).attempt, screen.line, width).length - 1);
}

const KNOWN = new WeakMap<Attempt, Map<string, Line[]>>();

/** What the line prints, in rows; kept, since every frame asks. */
function rowsOf(attempt: Attempt, typed: string, width: number): Line[] {
  const known = KNOWN.get(attempt) ?? new Map<string, Line[]>();
  KNOWN.set(attempt, known);
  const key = `${width} ${typed}`;
  const printed = () => engine().printedBy(attempt, typed).split('\n');
  const rows = known.get(key) ?? printed().flatMap((row) => wrap([span(printable(row))], width, { hang: 2 }));
  known.set(key, rows);
  return rows;
}
