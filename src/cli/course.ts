/** The course that is installed, and names of its parts as a user types them. */
import type { Course } from '../course/content.ts';
import { openCourse as openCompiled } from '../course/open-course.ts';
import type { Text } from '../engine/text.ts';
import { nearest } from '../shell/nearest.ts';
import type { Call } from './call.ts';
import { printProblems } from './problems.ts';

/** The course without the folders that are broken; what is wrong with them is printed, and they are left out. */
export async function openCourse(call: Pick<Call, 'io' | 'lang' | 'root' | 'compiled'>): Promise<Course> {
  const { course, problems } = await openCompiled(call.root, call.compiled ?? '');
  printProblems(call, problems);
  return course;
}

/** The part of that id (a folder's number may stand before it), or what to say about the name. */
export function named<T extends { readonly id: string }>(parts: readonly T[], name: string, kind: Text): T | { readonly unknown: Text } {
  const id = name.replace(/^\d+-/, '');
  const found = parts.find((part) => part.id === id || part.id === name);
  if (found !== undefined) return found;
  const ids = parts.map((part) => part.id);
  const near = nearest(id, ids);
  const how: Text =
    near === null
      ? { ko: `있는 것: ${ids.join(', ')}`, en: `There are: ${ids.join(', ')}` }
      : { ko: `${near}인지 확인하세요.`, en: `Did you mean ${near}?` };
  return { unknown: { ko: `${name} ${kind.ko} 없습니다. ${how.ko}`, en: `there is no ${kind.en} ${name}. ${how.en}` } };
}

export const SCENARIO: Text = { ko: '시나리오는', en: 'scenario' };
export const LESSON: Text = { ko: '레슨은', en: 'lesson' };
