/** Moving in a pane: the task moves from line to line, the others row by row. */
import type { Lab, Model } from '../../model.ts';
import { inside } from '../../parts/frame.ts';
import type { Line } from '../../parts/line.ts';
import { clampScroll } from '../../parts/window.ts';
import { labLayout } from './layout.ts';
import { paneLines } from './panes.ts';

/** The lab with the pane that has the focus moved, never beyond its content. */
export function scrolledTo(model: Model, lab: Lab, by: number): Partial<Lab> {
  const { focus } = lab;
  const area = labLayout(model.size, lab).panes.find((pane) => pane.tab === focus)?.area;
  if (focus === 'prompt' || area === undefined) return {};
  const room = inside(area);
  if (focus === 'task' && Math.abs(by) === 1) {
    const line = Math.max(0, Math.min(lab.attempt.accept.length - 1, lab.line + by));
    const lines = paneLines('task', { lab: { ...lab, line }, lang: model.lang, width: room.width });
    return { line, scroll: { ...lab.scroll, task: taskScroll(lines, lab.scroll.task, room.height) } };
  }
  const count = paneLines(focus, { lab, lang: model.lang, width: room.width }).length;
  return { scroll: { ...lab.scroll, [focus]: clampScroll(lab.scroll[focus] + by, count, room.height) } };
}

/** Where the task has to be scrolled to so that the marked acceptance line is seen, moved no more than it must. */
export function taskScroll(lines: readonly Line[], scroll: number, height: number): number {
  const from = clampScroll(scroll, lines.length, height);
  const at = lines.findIndex((one) => one[0]?.text === '▸');
  const seen = at === -1 || (at >= from && at + 2 < from + height);
  return seen ? from : clampScroll(at - Math.floor(height / 2), lines.length, height);
}
