/** A journal that is kept in memory only: for whoever looks at content without learning it. */

import type { JournalEvent } from './event.ts';
import { after, NO_PROGRESS, type Progress } from './fold.ts';
import type { Journal } from './journal.ts';

/** An empty journal that is gone with the program; `now` in milliseconds since 1970. */
export function journalInMemory(stream: string, now: () => number): Journal {
  let progress: Progress = NO_PROGRESS;
  const events: JournalEvent[] = [];
  return {
    dir: '',
    stream,
    events: () => events,
    progress: () => progress,
    append: (attempt, body) => {
      const event: JournalEvent = { stream, seq: events.length + 1, a: attempt, at: new Date(now()).toISOString(), ...body };
      events.push(event);
      progress = after(progress, event);
      return event;
    },
    claim: () => true,
    notices: [],
    close: () => {},
  };
}
