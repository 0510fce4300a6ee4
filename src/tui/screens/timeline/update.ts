/** What keys do in the timeline. */
import { engine } from '../../engine.ts';
import { front, labAt, type Model } from '../../model.ts';
import { entered, left, type Updated, updated, withFront } from '../../updated.ts';
import { gotoWord, timelineRows } from './rows.ts';

export type TimelineMsg =
  | { readonly msg: 'timeline-open' }
  | { readonly msg: 'timeline-move'; readonly by: number }
  | { readonly msg: 'timeline-step'; readonly by: -1 | 1 }
  | { readonly msg: 'timeline-goto' }
  | { readonly msg: 'timeline-checkpoint' };

/** The model after a key. Going somewhere types the word for it, so that a journal and a script know it too. */
export function updateTimeline(model: Model, msg: TimelineMsg): Updated {
  const screen = front(model);
  if (msg.msg === 'timeline-open') {
    if (screen.screen !== 'lab') return updated(model);
    const { attempt } = labAt(model, screen.scenario);
    const last = attempt.transcript.findLastIndex(({ output }) => output.kind === 'write' || output.kind === 'wait');
    return entered(model, { screen: 'timeline', scenario: screen.scenario, at: last < 0 ? attempt.transcript.length : last + 1, step: 0 });
  }
  if (screen.screen !== 'timeline') return updated(model);
  const { attempt } = labAt(model, screen.scenario);
  const rows = timelineRows(attempt);
  const row = rows[screen.at];
  switch (msg.msg) {
    case 'timeline-move':
      return updated(withFront(model, { ...screen, at: Math.max(0, Math.min(rows.length - 1, screen.at + msg.by)), step: 0 }));
    case 'timeline-step': {
      const count = row?.row === 'line' ? (engine().stepsOf(row.entry)?.length ?? 0) : 0;
      return updated(withFront(model, { ...screen, step: Math.max(0, Math.min(count - 1, screen.step + msg.by)) }));
    }
    case 'timeline-checkpoint':
      return updated(model, { effect: 'enter', scenario: screen.scenario, line: 'checkpoint' });
    case 'timeline-goto': {
      if (row === undefined) return updated(model);
      const closed = left(model);
      return { model: closed.model, effects: [...closed.effects, { effect: 'enter', scenario: screen.scenario, line: `goto ${gotoWord(row)}` }] };
    }
  }
}
