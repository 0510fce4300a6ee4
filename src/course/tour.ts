/** The scenario that a newcomer meets first. */
import type { Course, Scenario } from './content.ts';

const TOUR = 'first-packet';

/** The tour of the course, or null when it has none. */
export function tourOf({ scenarios }: Pick<Course, 'scenarios'>): Scenario | null {
  return scenarios.find(({ id }) => id === TOUR) ?? null;
}
