/** A course as one JSON text: what a build ships, so that starting needs neither YAML nor Markdown. */
import type { Course } from './content.ts';

export type Compiled = {
  readonly format: 5;
  readonly course: Course;
  /** Each file that the course was read from, with its time and size: when one differs, the course is read anew. */
  readonly stamps: { readonly [path: string]: string };
};

/** The JSON text of a course and of what it was read from. */
export function writeCompiled(course: Course, stamps: Compiled['stamps']): string {
  return JSON.stringify({ format: 5, course, stamps } satisfies Compiled);
}

/** The course of a compiled text, or null when the text is another format's or the files have changed since. */
export function readCompiled(json: string, stamps: Compiled['stamps'] | null = null): Course | null {
  try {
    const compiled = JSON.parse(json) as Partial<Compiled>;
    if (compiled.format !== 5 || compiled.course === undefined) return null;
    return stamps === null || sameStamps(compiled.stamps ?? {}, stamps) ? compiled.course : null;
  } catch {
    return null;
  }
}

function sameStamps(one: Compiled['stamps'], other: Compiled['stamps']): boolean {
  const names = Object.keys(other);
  return names.length === Object.keys(one).length && names.every((name) => one[name] === other[name]);
}
