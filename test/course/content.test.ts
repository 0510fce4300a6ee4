/** The course that ships, held to its own promises. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/course/files.ts';
import { showProblem } from '../../src/course/problem.ts';
import { prove } from '../../src/course/prove/index.ts';

const loaded = loadCourse(resolve(import.meta.dirname, '../..'));

describe('the content that ships', () => {
  it('has no file that is wrong', () => {
    expect(loaded.problems.map((problem) => showProblem(problem, 'en'))).toEqual([]);
  });

  it('keeps every promise of every gate, in both languages', () => {
    const broken = prove(loaded).filter(({ ok }) => !ok);
    expect(broken.map(({ gate, content, where, detail }) => `${gate} ${where ?? content}: ${detail.en}`)).toEqual([]);
  });

  it('has a scenario of each kind of its first module: predict a trace, build, break and fix', () => {
    const kinds = loaded.course.scenarios.filter(({ module }) => module === 'services').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['trace', 'build', 'break-fix']));
  });

  it('asks the two knowledge checks and the three-part activity of the course', () => {
    const questions = loaded.course.modules.find(({ id }) => id === 'knowledge-checks')?.quiz.map(({ id }) => id);
    expect(questions).toEqual(expect.arrayContaining(['kc1', 'kc2', 'three-routes']));
  });
});
