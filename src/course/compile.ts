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

/** The course of a compiled text, and the files that have come, gone or changed since; null when the text is another format's. */
export function readCompiled(json: string, stamps: Compiled['stamps']): { readonly course: Course; readonly changed: readonly string[] } | null {
  try {
    const { format, course, stamps: before = {} } = JSON.parse(json) as Partial<Compiled>;
    if (format !== 5 || course === undefined) return null;
    const names = new Set([...Object.keys(before), ...Object.keys(stamps)]);
    return { course, changed: [...names].filter((name) => before[name] !== stamps[name]) };
  } catch {
    return null;
  }
}
