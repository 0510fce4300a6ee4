/** What keys do in the trace stepper. */
import type { Connection } from '../../../engine/connection.ts';
import type { Step } from '../../../engine/dataplane/step.ts';
import { front, labAt, type Model, type TraceScreen } from '../../model.ts';
import { failingHop, firstSpot, partsOf, stepsOf } from '../../parts/trace-model.ts';
import { lessonOfConcept } from '../../places.ts';
import { entered, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { openLesson } from '../lesson/update.ts';
import { objectLine } from './object-line.ts';
import { traceTexts } from './texts.ts';
import { conceptOf } from './words.ts';

export type TraceMsg =
  | { readonly msg: 'trace-hop'; readonly by: number }
  | { readonly msg: 'trace-end'; readonly end: 'first' | 'last' }
  | { readonly msg: 'trace-part'; readonly by: -1 | 1 }
  | { readonly msg: 'trace-branch'; readonly by: -1 | 1 }
  | { readonly msg: 'trace-all' }
  /** Another connection beside this one, or no longer; with `next` the next one that it can be compared with. */
  | { readonly msg: 'trace-diff'; readonly next?: true }
  /** The object of the hop as its own tool prints it. */
  | { readonly msg: 'trace-object' }
  /** The page of a lesson that teaches the concept of the hop. */
  | { readonly msg: 'trace-lesson' }
  | { readonly msg: 'trace-scroll'; readonly by: number };

/** The model with the stepper in front, at the hop that explains the failure where there is one. */
export function openTrace(model: Model, scenario: string, connection: Connection): Updated {
  return entered(model, { screen: 'trace', scenario, connection, ...firstSpot(connection), branch: 0, all: false, diff: null, scroll: 0 });
}

/** The model after a key in the stepper. */
export function updateTrace(model: Model, msg: TraceMsg): Updated {
  const screen = front(model);
  if (screen.screen !== 'trace') return updated(model);
  if (msg.msg === 'trace-object') return toObject(model, screen);
  if (msg.msg === 'trace-lesson') return toLesson(model, screen);
  return updated(withFront(model, { ...screen, ...moved(screen, msg) }));
}

/** The step that is looked at. */
export function stepAt({ connection, part, branch, all, hop }: TraceScreen): Step | null {
  const one = partsOf(connection)[part];
  return one === undefined ? null : (stepsOf(one, { branch, all })[hop] ?? null);
}

function toObject(model: Model, screen: TraceScreen): Updated {
  const step = stepAt(screen);
  const line = step === null ? null : objectLine(labAt(model, screen.scenario).attempt.world, step);
  if (line === null) return noticed(model, { text: traceTexts.noObject, tone: 'info' });
  return entered(model, { screen: 'object', scenario: screen.scenario, line, scroll: 0 });
}

function toLesson(model: Model, screen: TraceScreen): Updated {
  const step = stepAt(screen);
  const concept = step === null ? null : conceptOf(step);
  const taught = concept === null ? null : lessonOfConcept(model.course, concept);
  if (taught === null) return noticed(model, { text: traceTexts.noLesson, tone: 'info' });
  return openLesson(model, taught.lesson.id, taught.page);
}

type Move = Exclude<TraceMsg, { msg: 'trace-object' | 'trace-lesson' }>;

function moved(screen: TraceScreen, msg: Move): Partial<TraceScreen> {
  const parts = partsOf(screen.connection);
  const part = parts[screen.part];
  const count = part === undefined ? 0 : stepsOf(part, screen).length;
  switch (msg.msg) {
    case 'trace-hop':
      if (screen.diff !== null) return { scroll: Math.max(0, screen.scroll + msg.by) };
      return { hop: Math.max(0, Math.min(count - 1, screen.hop + msg.by)), scroll: 0 };
    case 'trace-end':
      return { hop: msg.end === 'first' ? 0 : Math.max(0, count - 1), scroll: 0 };
    case 'trace-part': {
      if (parts.length === 0) return {};
      const to = (screen.part + msg.by + parts.length) % parts.length;
      const branch = Math.min(screen.branch, Math.max(0, (parts[to]?.branches.length ?? 1) - 1));
      const hop = parts[to] === undefined ? null : failingHop(parts[to], { branch, all: screen.all });
      return { part: to, hop: hop ?? 0, scroll: 0, branch };
    }
    case 'trace-branch': {
      const all = part?.branches.length ?? 0;
      if (part === undefined || all < 2) return {};
      const to = (screen.branch + msg.by + all) % all;
      const steps = stepsOf(part, { branch: to, all: screen.all });
      const failing = failingHop(part, { branch: to, all: screen.all });
      return { branch: to, hop: failing ?? Math.min(screen.hop, Math.max(0, steps.length - 1)), scroll: 0 };
    }
    case 'trace-all': {
      // The hop that is looked at stays the same one where both lists have it.
      const here = part === undefined ? undefined : stepsOf(part, screen)[screen.hop];
      const next = part === undefined || here === undefined ? -1 : stepsOf(part, { ...screen, all: !screen.all }).indexOf(here);
      return { all: !screen.all, hop: Math.max(0, next), scroll: 0 };
    }
    case 'trace-diff':
      return { diff: msg.next === true ? (screen.diff ?? 0) + 1 : screen.diff === null ? 0 : null, scroll: 0 };
    case 'trace-scroll':
      return { scroll: Math.max(0, screen.scroll + msg.by) };
  }
}
