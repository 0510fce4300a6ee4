/** What each tab of the lab shows, kept as long as what it is drawn from stays the same: typing a key draws none of them anew. */
import type { Lang } from '../../../engine/text.ts';
import type { Lab, LabTab } from '../../model.ts';
import type { Line } from '../../parts/line.ts';
import { logLines } from './log-lines.ts';
import { mapLines } from './map-lines.ts';
import { taskLines } from './task-lines.ts';
import { traceTabLines } from './trace-tab-lines.ts';

export type PaneOf = { readonly lab: Pick<Lab, 'attempt' | 'focus' | 'line'>; readonly lang: Lang; readonly width: number };

const KNOWN = new WeakMap<Lab['attempt'], Map<string, readonly Line[]>>();

/** The lines of a tab, all of them: the pane shows as many as fit. */
export function paneLines(tab: LabTab, of: PaneOf): readonly Line[] {
  const marked = tab === 'task' && of.lab.focus === 'task' ? of.lab.line : null;
  const key = `${tab} ${of.lang} ${of.width} ${marked}`;
  const kept = KNOWN.get(of.lab.attempt) ?? new Map<string, readonly Line[]>();
  KNOWN.set(of.lab.attempt, kept);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const lines = draw(tab, of, marked);
  kept.set(key, lines);
  return lines;
}

function draw(tab: LabTab, { lab, lang, width }: PaneOf, marked: number | null): Line[] {
  switch (tab) {
    case 'task':
      return taskLines(lab.attempt, { lang, width, marked });
    case 'map':
      return mapLines(lab.attempt, { lang, width });
    case 'trace':
      return traceTabLines(lab.attempt, { lang, width });
    case 'log':
      return logLines(lab.attempt, { lang, width });
  }
}
