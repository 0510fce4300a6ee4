/** Which place of the content an author is at: what was changed last. */
import type { Course, Lesson } from '../../course/content.ts';
import { readPlace } from '../places.ts';

/** The place of what is not as it was in the content before; else where the author is, as long as that is there; else the beginning. */
export function placeOfChange({ modules, scenarios, ...course }: Course, before: Course | null, at: string | null): string | null {
  const [scenario] = scenarios;
  if (scenario !== undefined) return `lab/${scenario.id}`;
  const lesson = modules.find(({ pages, quiz }) => pages.length > 0 || quiz.length > 0);
  if (lesson === undefined) return null;
  const old = before?.modules.find(({ id }) => id === lesson.id);
  const changed = old === undefined ? null : changedPart(lesson, old);
  if (changed !== null) return changed;
  if (at !== null && at !== 'home' && readPlace(at, { modules, scenarios, ...course }) !== null) return at;
  return lesson.pages.length > 0 ? `lesson/${lesson.id}/${lesson.pages[0]?.id ?? ''}` : `quiz/${lesson.id}`;
}

function changedPart({ id, pages, quiz }: Lesson, old: Lesson): string | null {
  const page = firstChanged(pages, old.pages);
  if (page !== undefined) return `lesson/${id}/${page.id}`;
  const question = firstChanged(quiz, old.quiz);
  return question === undefined ? null : `quiz/${id}/${question.id}`;
}

/** By id, so that what only moved is not taken for changed. */
function firstChanged<P extends { readonly id: string }>(parts: readonly P[], old: readonly P[]): P | undefined {
  return parts.find((part) => JSON.stringify(part) !== JSON.stringify(old.find(({ id }) => id === part.id)));
}
