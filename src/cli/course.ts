/** The course that is installed, and names of its parts as a user types them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Course, Scenario } from '../course/content.ts';
import { openCourse as openCompiled } from '../course/open-course.ts';
import { withOwn } from '../course/own.ts';
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

export type Opened = { readonly course: Course; readonly scenario: Scenario };

/**
 * The scenario that a word names, in its course: a published one by its id, or the folder at a path. Of a bare name the
 * published one comes first. Null where the folder is broken; what is wrong with it has been printed.
 */
export async function openScenario(call: Call, course: Course, word: string): Promise<Opened | { readonly unknown: Text } | null> {
  const isPath = /[/\\]/.test(word) || (!course.scenarios.some(({ id }) => id === word) && existsSync(join(word, 'scenario.yaml')));
  if (!isPath) {
    const scenario = named(course.scenarios, word, SCENARIO);
    return 'unknown' in scenario ? scenario : { course, scenario };
  }
  if (!existsSync(word)) return { unknown: { ko: `${word} 경로가 없습니다. 경로를 확인하세요.`, en: `there is no ${word}. Check the path.` } };
  const { loadScenario } = await import('../course/files.ts');
  const { scenario, problems } = loadScenario(word);
  if (scenario === null) return printProblems(call, problems);
  const { course: whole, id } = withOwn(course, scenario, resolve(word));
  return { course: whole, scenario: named(whole.scenarios, id, SCENARIO) as Scenario };
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
