/** The course that ships, as the build compiled it: reading it from its files computes every key anew, which takes long. */
import { openCourse } from '../../src/course/open-course.ts';

const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

const opened = await openCourse(ROOT, `${ROOT}/dist/course.json`);

/** The course. */
export const { course } = opened;

/** The scenario of that id; throws when the course has lost it. */
export function scenarioNamed(id: string) {
  const found = course.scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`The course has lost scenario ${id}`);
  return found;
}
