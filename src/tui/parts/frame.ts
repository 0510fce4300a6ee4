/** A pane's border with its title in it, drawn in exactly the cells that it is given. */
import { EMPTY, ends, fitted, type Line, line, type Span, span, widthOf } from './line.ts';

export type Frame = {
  readonly title: Line;
  /** What stands at the right end of the top border. */
  readonly note?: Line;
  readonly width: number;
  readonly height: number;
  /** The pane that keys go to has a heavier border and a mark, so that it is seen without colour too. */
  readonly focused: boolean;
};

/** How many rows and cells are left inside a frame. */
export function inside({ width, height }: { readonly width: number; readonly height: number }): { width: number; height: number } {
  return { width: Math.max(0, width - 4), height: Math.max(0, height - 2) };
}

/** The frame around the lines: always `height` lines of `width` cells. Lines that do not fit are left out. */
export function framed(frame: Frame, lines: readonly Line[]): Line[] {
  const room = inside(frame);
  const side = span(frame.focused ? '┃' : '│', tone(frame));
  const body: Line[] = [];
  for (let row = 0; row < room.height; row++) body.push([side, span(' '), ...fitted(lines[row] ?? EMPTY, room.width), span(' '), side]);
  return [top(frame), ...body, bottom(frame)];
}

/** The top border alone, for a pane whose inside is drawn by a component. */
export function top(frame: Frame): Line {
  const [corner, dash, end] = frame.focused ? ['┏', '━', '┓'] : ['╭', '─', '╮'];
  const title: Line = [span(' ', 'border'), ...frame.title, span(' ', 'border')];
  const note: Line = frame.note && widthOf(frame.note) > 0 ? [span(' ', 'border'), ...frame.note, span(` ${dash}`, tone(frame))] : EMPTY;
  const room = frame.width - 2;
  const rule = (cells: number): Span => span(dash.repeat(Math.max(0, cells)), tone(frame));
  const free = room - widthOf(title) - widthOf(note);
  const middle: Line =
    free >= 0 ? [...title, rule(free), ...note] : widthOf(title) <= room ? [...title, rule(room - widthOf(title))] : fitted(title, room);
  return [span(corner, tone(frame)), ...middle, span(end, tone(frame))];
}

/** The bottom border alone. */
export function bottom(frame: Frame): Line {
  const [corner, dash, end] = frame.focused ? ['┗', '━', '┛'] : ['╰', '─', '╯'];
  return line(span(`${corner}${dash.repeat(Math.max(0, frame.width - 2))}${end}`, tone(frame)));
}

/** Lines of two panes side by side. */
export function beside(left: readonly Line[], right: readonly Line[]): Line[] {
  return left.map((one, row) => [...one, ...(right[row] ?? EMPTY)]);
}

/** The line of state on top of every screen. */
export function statusLine(left: Line, right: Line, width: number): Line {
  return ends([span(' '), ...left], [span(' '), ...right, span(' ')], width);
}

function tone(frame: Frame): 'focus' | 'border' {
  return frame.focused ? 'focus' : 'border';
}
