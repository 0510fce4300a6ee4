/** The course for a learner: the compiled one, with what has changed of its files since read anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCompiled } from './compile.ts';
import type { Course } from './content.ts';
import type { FileProblem } from './problem.ts';
import { stampsOf } from './stamps.ts';

type Opened = { readonly course: Course; readonly problems: readonly FileProblem[] };

/** The course of `root`. `compiled` is where the build put its JSON text; YAML and Markdown are read only where they have changed. */
export async function openCourse(root: string, compiled: string): Promise<Opened> {
  const json = textOf(compiled);
  const built = json === null ? null : readCompiled(json, stampsOf(root));
  if (built !== null && built.changed.length === 0) return { course: built.course, problems: [] };
  const { loadCourse } = await import('./files.ts');
  if (built === null || built.changed.some(isShared)) return loadCourse(root);
  const folders = [...new Set(built.changed.map((path) => path.split('/').slice(0, 2).join('/')))];
  const { course, problems } = loadCourse(
    root,
    folders.map((folder) => join(root, folder)),
  );
  return { course: replaced(built.course, course, folders), problems };
}

/** A world may be what those of other folders begin with: who they are is not looked for. */
function isShared(path: string): boolean {
  return path.endsWith('/world.yaml');
}

/** The course with what these folders hold now in the place of what they held. */
function replaced(before: Course, now: Course, folders: readonly string[]): Course {
  const kept = (top: string, id: (name: string) => string): ((part: { readonly id: string }) => boolean) => {
    const ids = new Set(folders.filter((folder) => folder.startsWith(`${top}/`)).map((folder) => id(folder.slice(top.length + 1))));
    return (part) => !ids.has(part.id);
  };
  const lessons = before.modules.filter(kept('lessons', (name) => name.replace(/^\d+-/, '')));
  const scenarios = before.scenarios.filter(kept('scenarios', (name) => name));
  return {
    ...now,
    modules: [...lessons, ...now.modules].toSorted((one, other) => one.number - other.number || (one.id < other.id ? -1 : 1)),
    scenarios: [...scenarios, ...now.scenarios].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
