/** What the timeline lists: the start, each line of the present branch, then checkpoints and other branches. */
import type { Attempt, Entry, Mark } from '../../../course/attempt-state.ts';
import type { World } from '../../../engine/world.ts';
import { engine } from '../../engine.ts';

export type TimelineRow =
  | { readonly row: 'start'; readonly world: World }
  | { readonly row: 'line'; readonly number: number; readonly entry: Entry; readonly world: World }
  | { readonly row: 'mark'; readonly mark: Mark; readonly world: World };

export function timelineRows(attempt: Attempt): readonly TimelineRow[] {
  const lines = engine()
    .lineOf(attempt)
    .map((entry, index): TimelineRow => ({ row: 'line', number: index + 1, entry, world: entry.output.world }));
  const marks = attempt.marks.map((mark): TimelineRow => ({ row: 'mark', mark, world: mark.transcript.at(-1)?.output.world ?? attempt.start }));
  return [{ row: 'start', world: attempt.start }, ...lines, ...marks];
}

/** What `goto` calls the row. */
export function gotoWord(row: TimelineRow): string {
  return row.row === 'start' ? '0' : row.row === 'line' ? String(row.number) : row.mark.name;
}
