/** What the search finds, kept by course and words: drawing a frame asks for it several times. */
import type { Course } from '../course/content.ts';
import { type Found, search, searchIndex } from '../course/search.ts';
import type { Lang } from '../engine/text.ts';

const INDICES = new WeakMap<Course, readonly Found[]>();
let last: { readonly course: Course; readonly key: string; readonly found: readonly Found[] } | null = null;

/** The finds, best first. */
export function foundIn(course: Course, query: string, lang: Lang): readonly Found[] {
  const key = `${lang} ${query}`;
  if (last !== null && last.course === course && last.key === key) return last.found;
  const index = INDICES.get(course) ?? searchIndex(course);
  INDICES.set(course, index);
  last = { course, key, found: search(index, query, lang) };
  return last.found;
}
