/** The learner's own screen over content that is being written: the real one, with nothing of it kept. */

import { enter, openAttempt } from '../../course/attempt.ts';
import type { Course, Scenario } from '../../course/content.ts';
import type { Lang } from '../../engine/text.ts';
import { journalInMemory } from '../../progress/memory-journal.ts';
import { front, type Model, type Shown, type Size } from '../model.ts';
import { placeOf } from '../places.ts';
import { servicesOf } from '../rim.ts';
import type { Opened, Services } from '../services.ts';
import { goingTo, startModel } from '../start.ts';
import { type Outside, type Store, storeOf } from '../store.ts';
import { placeOfChange } from './place.ts';
import type { Previewed } from './state.ts';

export type Around = {
  readonly lang: Lang;
  readonly size: Size;
  readonly look: Model['look'];
  readonly now: () => number;
  readonly edit: Services['edit'];
} & Omit<Outside, 'services'>;

/** What `prove` draws with, so that both speak of the same puzzle. */
const SEED = 'prove';

/** The learner's screen at what was changed; in a lab the lines that were typed so far are typed again. Null where there is nothing to show. */
export function previewOf(course: Course, before: Previewed | null, { lang, size, look, now, edit, ...outside }: Around): Store | null {
  const place = placeOfChange(course, before?.course ?? null, before === null ? null : placeNow(before.store.model()));
  if (place === null) return null;
  const journal = journalInMemory(SEED, now);
  const services: Services = { ...servicesOf(journal, '', edit), open: (scenario) => opened(scenario, typedIn(before, scenario)) };
  const store = storeOf(startModel({ course, learned: journal.progress(), folder: '', seed: SEED, lang, size, look }), { ...outside, services });
  for (const msg of goingTo(place, course, false)) store.dispatch(msg);
  return store;
}

function placeNow(model: Model): string | null {
  const screen = front(model);
  return placeOf(screen, model.course, screen.screen === 'quiz' ? (model.quizzes[screen.lesson]?.at ?? 0) : 0);
}

function typedIn(before: Previewed | null, { id }: Scenario): readonly string[] {
  return before?.store.model().labs[id]?.attempt.inputs ?? [];
}

function opened(scenario: Scenario, lines: readonly string[]): Opened {
  let attempt = openAttempt(scenario, { seed: SEED });
  const shown: Shown[] = [];
  for (const line of lines) {
    const done = enter(attempt, line);
    attempt = done.attempt;
    shown.push({ line, output: done.output });
  }
  return { attempt, name: scenario.id, shown, notice: null };
}
