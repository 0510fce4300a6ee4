/** Reads the course once, when the program is built, so that starting needs neither YAML nor a world for every answer key. */
import { rmSync, writeFileSync } from 'node:fs';
import { compileCourse as compiled } from '../course/files.ts';

/** Writes the course of the folder to the file. A course with problems is not written: whoever starts it has to be told. */
export function compileCourse({ root, to }: { readonly root: string; readonly to: string }): void {
  const { json, problems } = compiled(root);
  if (problems.length > 0) rmSync(to, { force: true });
  else writeFileSync(to, json);
}
