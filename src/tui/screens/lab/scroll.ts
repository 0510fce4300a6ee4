/** Moving in a pane: the task moves from line to line, the others row by row. */
import type { Lab, Model } from '../../model.ts';
import { inside } from '../../parts/frame.ts';
import { labLayout } from './layout.ts';
import { paneLines } from './panes.ts';

/** The lab with the pane that has the focus moved, never beyond its content. */
export function scrolledTo(model: Model, lab: Lab, by: number): Partial<Lab> {
  const { focus } = lab;
  if (focus === 'prompt') return {};
  if (focus === 'task' && Math.abs(by) === 1) {
    return { line: Math.max(0, Math.min(lab.attempt.accept.length - 1, lab.line + by)) };
  }
  const area = labLayout(model.size, lab).panes.find((pane) => pane.tab === focus)?.area;
  if (area === undefined) return {};
  const room = inside(area);
  const count = paneLines(focus, { lab, lang: model.lang, width: room.width }).length;
  const limit = Math.max(0, count - room.height);
  return { scroll: { ...lab.scroll, [focus]: Math.max(0, Math.min(limit, lab.scroll[focus] + by)) } };
}
