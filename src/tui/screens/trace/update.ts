/** What keys do in the trace stepper. */
import type { Connection } from '../../../engine/connection.ts';
import { front, type Model, type TraceScreen } from '../../model.ts';
import { firstPart, partsOf, stepsOf, stopOf } from '../../parts/trace-model.ts';
import { entered, type Updated, updated, withFront } from '../../updated.ts';

export type TraceMsg =
  | { readonly msg: 'trace-hop'; readonly by: number }
  | { readonly msg: 'trace-end'; readonly end: 'first' | 'last' }
  | { readonly msg: 'trace-part'; readonly by: -1 | 1 }
  | { readonly msg: 'trace-branch'; readonly by: -1 | 1 }
  | { readonly msg: 'trace-all' }
  | { readonly msg: 'trace-scroll'; readonly by: number };

/** The model with the stepper in front, at the part that failed; a step is looked at from the first hop on. */
export function openTrace(model: Model, scenario: string, connection: Connection): Updated {
  return entered(model, { screen: 'trace', scenario, connection, part: firstPart(connection), branch: 0, all: false, hop: 0, scroll: 0 });
}

/** The model after a key in the stepper. */
export function updateTrace(model: Model, msg: TraceMsg): Updated {
  const screen = front(model);
  return screen.screen === 'trace' ? updated(withFront(model, { ...screen, ...moved(screen, msg) })) : updated(model);
}

function moved(screen: TraceScreen, msg: TraceMsg): Partial<TraceScreen> {
  const parts = partsOf(screen.connection);
  const part = parts[screen.part];
  const count = part === undefined ? 0 : stepsOf(part, screen).length;
  switch (msg.msg) {
    case 'trace-hop':
      return { hop: Math.max(0, Math.min(count - 1, screen.hop + msg.by)), scroll: 0 };
    case 'trace-end':
      return { hop: msg.end === 'first' ? 0 : Math.max(0, count - 1), scroll: 0 };
    case 'trace-part': {
      if (parts.length === 0) return {};
      const to = (screen.part + msg.by + parts.length) % parts.length;
      return { part: to, hop: 0, scroll: 0, branch: Math.min(screen.branch, Math.max(0, (parts[to]?.branches.length ?? 1) - 1)) };
    }
    case 'trace-branch': {
      const all = part?.branches.length ?? 0;
      if (part === undefined || all < 2) return {};
      const to = (screen.branch + msg.by + all) % all;
      const steps = stepsOf(part, { branch: to, all: screen.all });
      const last = steps.length - 1;
      return { branch: to, hop: stopOf(steps) === null ? Math.min(screen.hop, Math.max(0, last)) : last, scroll: 0 };
    }
    case 'trace-all': {
      // The hop that is looked at stays the same one where both lists have it.
      const here = part === undefined ? undefined : stepsOf(part, screen)[screen.hop];
      const next = part === undefined || here === undefined ? -1 : stepsOf(part, { ...screen, all: !screen.all }).indexOf(here);
      return { all: !screen.all, hop: Math.max(0, next), scroll: 0 };
    }
    case 'trace-scroll':
      return { scroll: Math.max(0, screen.scroll + msg.by) };
  }
}
