/** A scenario of one's own folder: it stands in the course beside the published ones, and never under the id of one of them. */
import { sha1 } from '../engine/sha1.ts';
import type { Text } from '../engine/text.ts';
import type { Course, Lesson, Scenario } from './content.ts';

/** The module that holds it; no lesson of its pack. */
export const OWN = 'own';

export type WithOwn = { readonly course: Course; readonly id: string };

/**
 * The course with the scenario of the folder at `path` in a module of its own. One that is a published scenario, file by
 * file, is that one; any other has an id that names its folder too, so that progress never mixes.
 */
export function withOwn(course: Course, scenario: Scenario, path: string): WithOwn {
  const published = course.scenarios.find(({ id, revision }) => id === scenario.id && revision === scenario.revision);
  if (published !== undefined) return { course, id: published.id };
  const id = `${OWN}-${scenario.id}-${sha1(path).slice(0, 8)}`;
  const module: Lesson = { id: OWN, number: 0, revision: '', title: TITLE, minutes: 0, concepts: [], world: null, pages: [], quiz: [] };
  const scenarios = [...course.scenarios, { ...scenario, id, module: OWN }];
  return { course: { ...course, modules: [...course.modules, module], scenarios }, id };
}

const TITLE: Text = { ko: '내 시나리오', en: 'Your own scenario' };
