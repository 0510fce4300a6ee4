import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCourse, loadCourse } from '../../src/course/files.ts';
import { openCourse } from '../../src/course/open-course.ts';
import { showProblem } from '../../src/course/problem.ts';
import { courseFiles, load } from './fixture.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'course-'));
  for (const [path, text] of Object.entries(courseFiles())) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a course in folders', () => {
  it('is read with its ids, its order and what belongs to what', () => {
    const { course, problems } = loadCourse(root);
    expect(problems).toEqual([]);
    expect(course.modules.map(({ id, number, title, concepts }) => ({ id, number, title: title.en, concepts }))).toEqual([
      { id: 'ports', number: 1, title: 'Ports and pods', concepts: ['ports'] },
    ]);
    expect(course.scenarios.map(({ id, module, kind }) => ({ id, module, kind }))).toEqual([
      { id: 'wrong-selector', module: 'ports', kind: 'break-fix' },
    ]);
  });

  it('has keys that the engine computed', () => {
    expect(loadCourse(root).course.modules[0]?.quiz.map(({ id, key }) => ({ id, key }))).toEqual([
      { id: 'from-outside', key: ['node-port'] },
      { id: 'hops', key: ['group', 'kernel'] },
      { id: 'endpoints', key: ['3'] },
    ]);
  });

  it('is read in part where only a part is asked for', () => {
    const { course } = loadCourse(root, [join(root, 'scenarios', 'wrong-selector')]);
    expect([course.modules.length, course.scenarios.length]).toEqual([0, 1]);
  });

  it('is empty where there is nothing', () => {
    expect(loadCourse(join(root, 'nowhere'))).toMatchObject({ course: { modules: [], scenarios: [] }, problems: [] });
  });

  it('says everything that is wrong with any file at once, in order', () => {
    const broken = mkdtempSync(join(tmpdir(), 'broken-'));
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(broken, path)), { recursive: true });
      writeFileSync(join(broken, path), text);
    };
    put('lessons/01-a/lesson.yaml', 'format: 1\nminuts: 5\nminutes: 5\nconcepts: [x]\n');
    put('lessons/01-a/ko.md', '# 제목\n\n## 하나 {#one}\n\n글\n');
    put('lessons/02-a/en.md', '# T\n\n## One\n');
    put('scenarios/s/scenario.yaml', 'format: 2\nkind: brake-fix\n');
    const told = loadCourse(broken).problems.map((problem) => showProblem(problem, 'en').replace(`${broken}/`, ''));
    rmSync(broken, { recursive: true, force: true });
    expect(told).toEqual(
      expect.arrayContaining([
        'lessons/01-a/en.md:1:1: the file en.md is missing. Create it.',
        'lessons/01-a/lesson.yaml:2:1: there is no key minuts. Did you mean minutes?',
        'lessons/02-a/en.md:3:1: the heading does not have the right form. Write it like `## Heading {#one-name}`.',
        'lessons/02-a/lesson.yaml:1:1: the file lesson.yaml is missing. Create it.',
        expect.stringMatching(/^lessons\/02-a\/lesson.yaml:1:1: lesson\/a exists already/),
        'scenarios/s/scenario.yaml:1:1: key solution is missing. Add solution: here.',
        'scenarios/s/scenario.yaml:1:9: 2 is out of range. Write 1-1.',
        'scenarios/s/scenario.yaml:2:7: there is no value `brake-fix` here. Did you mean break-fix?',
      ]),
    );
  });
});

describe('a damaged course', () => {
  const files = courseFiles();
  const authored = Object.keys(files).filter((path) => !path.endsWith('world.yaml'));

  it('is always read to its end, and always has something to say or a course to give', () => {
    const damage = fc.record({
      path: fc.constantFrom(...authored),
      row: fc.nat({ max: 60 }),
      how: fc.constantFrom('delete', 'twice', 'indent', 'cut', 'list', 'null'),
    });
    fc.assert(
      fc.property(damage, ({ path, row, how }) => {
        const rows = (files[path] ?? '').split('\n');
        const at = row % rows.length;
        const text = rows[at] ?? '';
        const damaged = {
          delete: [],
          twice: [text, text],
          indent: [`  ${text}`],
          cut: [text.slice(0, text.length / 2)],
          list: [`- ${text}`],
          null: [text.replace(/:.*/, ':')],
        }[how];
        const loaded = load({ ...files, [path]: [...rows.slice(0, at), ...damaged, ...rows.slice(at + 1)].join('\n') });
        expect(loaded.problems.length > 0 || loaded.course.modules.length > 0).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a compiled course', () => {
  it('is the course itself, while its files are as they were', async () => {
    const compiled = join(root, 'content.json');
    writeFileSync(compiled, compileCourse(root).json);
    expect((await openCourse(root, compiled)).course).toEqual(JSON.parse(JSON.stringify(loadCourse(root).course)));
  });

  it('is left for the files when one of them has changed', async () => {
    const compiled = join(root, 'content.json');
    const { json } = compileCourse(root);
    writeFileSync(compiled, json.replaceAll('Ports and pods', 'Something older'));
    expect((await openCourse(root, compiled)).course.modules[0]?.title.en).toBe('Something older');
    utimesSync(join(root, 'lessons/01-ports/en.md'), new Date(), new Date(Date.now() + 60_000));
    expect((await openCourse(root, compiled)).course.modules[0]?.title.en).toBe('Ports and pods');
  });

  it('is read anew where a folder has changed, and there alone', async () => {
    const compiled = join(root, 'content.json');
    const older = (path: string) => utimesSync(join(root, path), new Date(), new Date(Date.now() - 3_600_000));
    const build = () =>
      writeFileSync(compiled, compileCourse(root).json.replaceAll('Ports and pods', 'Older').replaceAll('The wrong selector', 'Older'));
    const titles = async () => {
      const { modules, scenarios } = (await openCourse(root, compiled)).course;
      return [...modules, ...scenarios].map(({ title }) => title.en);
    };
    build();
    older('scenarios/wrong-selector/scenario.yaml');
    expect(await titles()).toEqual(['Older', 'The wrong selector']);
    build();
    older('lessons/concepts.yaml');
    expect(await titles()).toEqual(['Older', 'Older']);
    build();
    older('lessons/01-ports/world.yaml');
    expect(await titles()).toEqual(['Ports and pods', 'The wrong selector']);
  });

  it('loses a folder that is gone', async () => {
    const compiled = join(root, 'content.json');
    writeFileSync(compiled, compileCourse(root).json);
    renameSync(join(root, 'scenarios'), join(root, 'aside'));
    const { course } = await openCourse(root, compiled);
    renameSync(join(root, 'aside'), join(root, 'scenarios'));
    expect(course.scenarios).toEqual([]);
    expect(course.modules).toHaveLength(1);
  });

  it.each(['', '{', '{"format": 2}', 'null'])('is left for the files when it reads %j', async (text) => {
    const compiled = join(root, 'damaged.json');
    writeFileSync(compiled, text);
    expect((await openCourse(root, compiled)).course.modules).toHaveLength(1);
  });

  it('is left for the files when it is not there', async () => {
    expect((await openCourse(root, join(root, 'none.json'))).course.modules).toHaveLength(1);
  });
});
