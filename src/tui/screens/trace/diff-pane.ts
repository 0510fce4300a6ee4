/** Two connections side by side, scrolled together: first where they part, then hop by hop. */
import { fill, type Params, type Text } from '../../../engine/text.ts';
import { type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cut, EMPTY, type Line, line, printable, span } from '../../parts/line.ts';
import { clampScroll, moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { type DiffRow, diffRows } from './diff-lines.ts';
import type { Other } from './others.ts';
import type { TraceProps } from './pane.ts';
import { traceTexts as T } from './texts.ts';
import { reasonOf } from './words.ts';

/** This connection on the left, the other on the right. */
export function diffPanes(props: TraceProps, other: Other) {
  const { screen, world, lang, width, height, others } = props;
  const say = (text: Text, params: Params = {}) => fill(text, lang, params);
  const half = Math.floor(width / 2);
  const count = others.length > 1 ? `  ${others.indexOf(other) + 1}/${others.length}` : '';
  const frames: readonly [Frame, Frame] = [
    { title: line(span(say(T.now), 'strong')), width: half, height, focused: false },
    { title: line(span(cut(fill(other.label, lang), width - half - 14), 'strong'), span(count, 'dim')), width: width - half, height, focused: false },
  ];
  const room = inside(frames[0]);
  const rows = diffRows(screen.connection, other.connection, { world, before: other.world, lang, width: room.width });
  const differing = rows.filter((row) => row.differs).length;
  const first = rows.find((row) => row.differs && row.steps !== undefined);
  const head: readonly [readonly Line[], readonly Line[]] = [
    [...wrap(inline(differing === 0 ? say(T.same) : say(T.differs, { n: differing })), room.width), ...reasonLines(first, 0, props, room.width)],
    reasonLines(first, 1, props, inside(frames[1]).width),
  ];
  const tall = Math.max(head[0].length, head[1].length) + 1;
  const space = Math.max(1, room.height - tall);
  const scroll = clampScroll(screen.scroll, rows.length, space);
  const shown = rows.slice(scroll, scroll + space);
  const marked = (row: DiffRow, of: Line): Line => [span(row === first ? '▶ ' : row.differs ? '∆ ' : '  ', 'changed'), ...of];
  const note = line(span(moreMark(scroll, rows.length, space), 'accent'));
  const body = (side: 0 | 1) => [
    ...head[side],
    ...Array.from({ length: tall - head[side].length }, () => EMPTY),
    ...shown.map((row) => marked(row, side === 0 ? row.now : row.before)),
  ];
  return { left: framed({ ...frames[0], note }, body(0)), right: framed(frames[1], body(1)), stacked: false };
}

/** What either of them says where they first part. */
function reasonLines(first: DiffRow | undefined, side: 0 | 1, { lang }: TraceProps, width: number): Line[] {
  if (first?.steps === undefined) return [];
  const step = first.steps[side];
  const reason = step === null ? fill(T.notPassed, lang) : reasonOf(step, lang);
  return wrap([span('▶ ', 'changed'), ...inline(printable(reason), step === null ? 'dim' : 'plain')], width, { hang: 2 }).slice(0, 4);
}
