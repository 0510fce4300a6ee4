/** The course that ships, held to its own promises. */
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../support/built-program.ts';
import { course } from '../support/shipped-course.ts';

/** Minutes on a busy machine: every gate over every folder, cause and language. */
const PATIENCE_MS = 900_000;

describe('the content that ships', () => {
  it(
    'keeps every promise of every gate, in both languages',
    () => {
      const { status, stdout, stderr } = builtProgram(['prove', '--lang', 'en']);
      expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('folders: '))).toEqual([]);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/folders: \d+, promises held: \d+, broken: 0\n$/);
    },
    PATIENCE_MS,
  );

  it('has a scenario of each kind of its first module: predict a trace, build, break and fix', () => {
    const kinds = course.scenarios.filter(({ module }) => module === 'services').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['trace', 'build', 'break-fix']));
  });

  it('asks the two knowledge checks and the three-part activity of the course', () => {
    const questions = course.modules.find(({ id }) => id === 'knowledge-checks')?.quiz.map(({ id }) => id);
    expect(questions).toEqual(expect.arrayContaining(['kc1', 'kc2', 'three-routes']));
  });
});
