/** The course for a learner: the compiled one while its files are as they were, else read anew. */
import { readFileSync } from 'node:fs';
import { readCompiled } from './compile.ts';
import type { Course } from './content.ts';
import type { FileProblem } from './problem.ts';
import { stampsOf } from './stamps.ts';

/** The course of `root`. `compiled` is where the build put its JSON text; YAML and Markdown are read only without it. */
export async function openCourse(root: string, compiled: string): Promise<{ readonly course: Course; readonly problems: readonly FileProblem[] }> {
  const json = textOf(compiled);
  const course = json === null ? null : readCompiled(json, stampsOf(root));
  if (course !== null) return { course, problems: [] };
  const { loadCourse } = await import('./files.ts');
  return loadCourse(root);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
