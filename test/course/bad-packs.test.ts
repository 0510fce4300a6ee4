import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/course/files.ts';
import { type FileProblem, showProblem } from '../../src/course/problem.ts';
import { courseFiles, type Files } from './fixture.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

type Bytes = string | Uint8Array;

function packOf(files: { readonly [path: string]: Bytes }): string {
  const root = mkdtempSync(join(tmpdir(), 'pack-'));
  roots.push(root);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
}

/** What is wrong with a pack, its places relative to the pack. Worlds stand only where the defect is one of a world. */
function problemsOf(root: string, standing = false): readonly FileProblem[] {
  return loadCourse(root, [], { standing }).problems.map((problem) => ({ ...problem, path: problem.path.replace(`${root}/`, '') }));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const LESSON = 'lessons/01-ports';
const [META, KO, EN, QUIZ, WORLD, RECORD] = ['lesson.yaml', 'ko.md', 'en.md', 'quiz.yaml', 'world.yaml', 'translation.yaml'].map(
  (name) => `${LESSON}/${name}`,
) as [string, string, string, string, string, string];
const SCENARIO = 'scenarios/wrong-selector/scenario.yaml';
const [CONCEPTS, CODES, TERMS] = ['lessons/concepts.yaml', 'lessons/misconceptions.yaml', 'lessons/glossary.yaml'];

const good = courseFiles();

/** The file with one passage changed; the first place where it stands. */
function edit(path: string, from: string, to: string): { readonly [path: string]: string } {
  const text = good[path] ?? '';
  if (!text.includes(from)) throw new Error(`Expected ${path} to hold ${from}`);
  return { [path]: text.replace(from, () => to) };
}

const bomb = (levels: number): string => {
  const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level <= levels; level += 1)
    rows.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
  return `${rows.join('\n')}\n`;
};
const wide = `a: &a [${'x, '.repeat(30_000)}x]\nb: [${Array.from({ length: 15 }, () => '*a').join(', ')}]\n`;

const BAD: readonly (readonly [name: string, files: { readonly [path: string]: Bytes }, where: string, says: RegExp])[] = [
  // Files
  ['a file larger than a mebibyte', { [QUIZ]: `format: 1\n# ${'x'.repeat(1_048_577)}\n` }, `${QUIZ}:1:1`, /larger than 1 MiB/],
  ['a page larger than a mebibyte', { [KO]: `# 제목\n${'x'.repeat(1_048_577)}\n` }, `${KO}:1:1`, /larger than 1 MiB/],
  ['a key with a tab in it', { [CONCEPTS]: '가\tformat: 1\nconcepts: []\n' }, `${CONCEPTS}:1:1`, /가 format/],
  ['an empty file', { [META]: '' }, `${META}:1:1`, /empty/],
  ['a file of blanks', { [SCENARIO]: ' \n\n' }, `${SCENARIO}:1:1`, /empty/],
  [
    'bytes that are no UTF-8',
    { [META]: new Uint8Array([...new TextEncoder().encode('format: 1\nminutes: '), 0xc3, 0x28]) },
    `${META}:2:10`,
    /no UTF-8/,
  ],
  ['a page whose bytes are no UTF-8', { [EN]: new Uint8Array([...new TextEncoder().encode('# Title\n\n'), 0xff]) }, `${EN}:3:1`, /no UTF-8/],
  ['UTF-16 without its mark', { [META]: new Uint8Array(Buffer.from('format: 1\n', 'utf16le')) }, `${META}:1:2`, /control character U\+0000/],
  ['a folder whose name is no id', { 'scenarios/Wrong_Name/scenario.yaml': good[SCENARIO] ?? '' }, 'scenarios/Wrong_Name:1:1', /no id/],
  ['a folder named like the prototype', { 'scenarios/__proto__/scenario.yaml': good[SCENARIO] ?? '' }, 'scenarios/__proto__:1:1', /no id/],
  ['a folder whose name obeys no terminal', { 'scenarios/\u001b[31mred/scenario.yaml': 'format: 1\n' }, 'scenarios/\ufffd[31mred:1:1', /no id/],
  ['a lesson without its page', { 'lessons/02-more/lesson.yaml': good[META] ?? '' }, 'lessons/02-more/en.md:1:1', /missing/],
  ['two folders with one id', { 'scenarios/2-wrong-selector/scenario.yaml': good[SCENARIO] ?? '' }, `${SCENARIO}:1:1`, /exists already/],
  // YAML
  ['a tab as indentation', edit(META, 'minutes: 5', 'minutes:\n\t- 5'), `${META}:3:1`, /not YAML/],
  ['a bracket that nothing closes', edit(META, '[ports]', '[ports'), `${META}:4:1`, /not YAML/],
  ['a quote that nothing closes', edit(SCENARIO, 'en: "The service refuses connections. Repair it."}', 'en: "The service}'), SCENARIO, /not YAML/],
  ['a key that stands twice', edit(META, 'minutes: 5', 'minutes: 5\nminutes: 6'), `${META}:3:1`, /stands here twice/],
  ['a tag', edit(META, 'minutes: 5', 'minutes: !!int "5"'), `${META}:2:10`, /tag/],
  ['a tag of JavaScript', edit(META, 'minutes: 5', 'minutes: !!js/function "function(){}"'), `${META}:2:10`, /tag/],
  ['two documents', edit(META, 'minutes: 5', 'minutes: 5\n---\nformat: 1'), `${META}:1:1`, /exactly one YAML document/],
  ['an alias to nothing', edit(META, '[ports]', '*nobody'), `${META}:3:12`, /not YAML/],
  ['aliases of aliases', { [QUIZ]: bomb(9) }, QUIZ, /alias/],
  ['few aliases that repeat much', { [QUIZ]: wide }, `${QUIZ}:2:`, /repeat too many values/],
  ['lists within lists without end', { [QUIZ]: `${'['.repeat(5_000)}${']'.repeat(5_000)}` }, `${QUIZ}:1:`, /nesting exceeded/],
  ['mappings within mappings without end', { [QUIZ]: `${'{a: '.repeat(400)}1${'}'.repeat(400)}` }, `${QUIZ}:1:`, /nesting exceeded/],
  // What a terminal would obey
  ['a raw escape', edit(SCENARIO, 'en: The wrong selector', 'en: The \u001b[31mwrong selector'), `${SCENARIO}:4:30`, /U\+001B/],
  ['an escape that YAML spells', edit(SCENARIO, 'en: The wrong selector', 'en: "The \\e[2J selector"'), `${SCENARIO}:4:26`, /U\+001B/],
  ['an escape that YAML spells in hexadecimal', edit(SCENARIO, 'en: The wrong selector', 'en: "The \\x1b]0;x\\a"'), `${SCENARIO}:4:26`, /U\+001B/],
  ['a control of the second set', edit(SCENARIO, 'en: The wrong selector', 'en: "The \\u009b2J"'), `${SCENARIO}:4:26`, /U\+009B/],
  ['a backspace in a key', edit(SCENARIO, 'minutes: 5', '"minutes\\b": 5'), `${SCENARIO}:5:1`, /U\+0008/],
  ['text that runs backwards', edit(SCENARIO, 'en: The wrong selector', 'en: The \u202ewrong selector'), `${SCENARIO}:4:30`, /U\+202E/],
  ['text that YAML makes run backwards', edit(SCENARIO, 'en: The wrong selector', 'en: "The \\u202e selector"'), `${SCENARIO}:4:26`, /U\+202E/],
  ['an isolate that nothing ends', edit(QUIZ, 'What answers from', 'What \u2067answers from'), `${QUIZ}:5:`, /U\+2067/],
  ['a mark of direction', edit(QUIZ, 'What answers from', 'What \u200fanswers from'), `${QUIZ}:5:`, /U\+200F/],
  ['a NUL on a page', edit(EN, 'A node port', 'A\u0000 node port'), `${EN}:5:2`, /U\+0000/],
  ['an escape on a page', edit(KO, '노드 포트는', '노드\u001b[1m 포트는'), `${KO}:5:3`, /U\+001B/],
  ['a line that returns to its start', edit(EN, 'A node port', 'A node\rport'), `${EN}:5:7`, /U\+000D/],
  ['an escape in a concept', edit(CONCEPTS as string, 'en: Ports', 'en: "\\e[31mPorts"'), `${CONCEPTS}:3:`, /U\+001B/],
  ['an escape in a line to type', edit(SCENARIO, 'solution:\n', 'solution:\n  - "kubectl get pods \\e[A"\n'), `${SCENARIO}:24:5`, /U\+001B/],
  // Shapes
  ['an unknown key', edit(META, 'minutes: 5', 'minuets: 5'), `${META}:2:1`, /no key minuets. Did you mean minutes\?/],
  ['a missing key', edit(META, 'minutes: 5\n', ''), `${META}:1:1`, /key minutes is missing/],
  ['a format of the future', edit(META, 'format: 1', 'format: 2'), `${META}:1:9`, /out of range/],
  ['a format that is text', edit(META, 'format: 1', 'format: one'), `${META}:1:9`, /does not fit here/],
  ['minutes without end', edit(META, 'minutes: 5', 'minutes: 1e9'), `${META}:2:10`, /out of range|does not fit/],
  ['concepts that are no list', edit(META, '[ports]', 'ports'), `${META}:3:11`, /does not fit here/],
  ['an id in capitals', edit(QUIZ, 'id: from-outside', 'id: FromOutside'), `${QUIZ}:3:9`, /right form/],
  ['an id like a path', edit(QUIZ, 'id: from-outside', 'id: ../../etc/passwd'), `${QUIZ}:3:9`, /right form/],
  ['an id like the prototype', edit(QUIZ, 'id: from-outside', 'id: __proto__'), `${QUIZ}:3:9`, /right form/],
  ['a language that is none of ours', edit(SCENARIO, 'en: The wrong selector', 'fr: Le mauvais'), `${SCENARIO}:4:`, /no key fr/],
  ['a language that is missing', edit(SCENARIO, ', en: The wrong selector', ''), `${SCENARIO}:4:8`, /key en is missing/],
  ['a language too many', edit(SCENARIO, 'en: The wrong selector', 'en: The wrong selector, ja: x'), `${SCENARIO}:4:`, /no key ja/],
  ['a text that is blank', edit(SCENARIO, 'en: The wrong selector', 'en: "  "'), `${SCENARIO}:4:26`, /text is empty/],
  ['a text that is a number', edit(SCENARIO, 'en: The wrong selector', 'en: 5'), `${SCENARIO}:4:26`, /does not fit here/],
  ['a kind that does not exist', edit(SCENARIO, 'kind: break-fix', 'kind: brake-fix'), `${SCENARIO}:3:7`, /Did you mean break-fix\?/],
  [
    'a check that does not exist',
    edit(SCENARIO, 'check: {endpoints:', 'check: {endpoint:'),
    `${SCENARIO}:16:`,
    /no key endpoint. Did you mean endpoints\?/,
  ],
  [
    'a check of two checks',
    edit(SCENARIO, '{blocked: {from: internet, to: "node/node0:22"}}', '{blocked: {from: internet, to: "node/node0:22"}, exists: {kind: Pod}}'),
    `${SCENARIO}:22:`,
    /one name/,
  ],
  ['a key named constructor', edit(META, 'minutes: 5', 'minutes: 5\nconstructor: {}'), `${META}:3:1`, /no key constructor/],
  ['a key named __proto__', edit(META, 'minutes: 5', 'minutes: 5\n__proto__: {polluted: yes}'), `${META}:3:1`, /no key __proto__/],
  ['a page named __proto__', edit(META, '{node-port: [ports]}', '{__proto__: [ports]}'), `${META}:4:9`, /__proto__ cannot be a name/],
  ['a variable named __proto__', edit(SCENARIO, 'accept:', 'vars: {__proto__: [1]}\naccept:'), `${SCENARIO}:13:`, /__proto__/],
  [
    'a hint for nobody',
    edit(SCENARIO, 'solution:', 'hints: {constructor: [{ko: 보세요., en: Look.}]}\nsolution:'),
    `${SCENARIO}:23:9`,
    /no acceptance line constructor/,
  ],
  ['an acceptance id that stands twice', edit(SCENARIO, 'id: ssh-closed', 'id: answers'), `${SCENARIO}:20:5`, /stands here twice/],
  ['a question id that stands twice', edit(QUIZ, 'id: hops', 'id: from-outside'), `${QUIZ}:17:5`, /stands here twice/],
  [
    'a misconception that stands twice',
    { [CODES as string]: `${good[CODES as string]}${(good[CODES as string] ?? '').split('\n').slice(2).join('\n')}` },
    `${CODES}:8:5`,
    /stands here twice/,
  ],
  [
    'a term without a meaning',
    { [TERMS as string]: 'format: 1\nterms:\n  - {id: port, name: {ko: 포트, en: port}}\n' },
    `${TERMS}:3:5`,
    /key definition is missing/,
  ],
  ['a hash that is none', edit(RECORD, 'ko: "', 'ko: "x'), `${RECORD}:4:`, /right form/],
  ['a page that the lesson lacks', edit(META, 'node-port: [ports]', 'nodeport: [ports]'), `${META}:4:`, /no page nodeport/],
  ['a scenario of no lesson', edit(SCENARIO, 'module: ports', 'module: prots'), `${SCENARIO}:2:`, /no lesson prots/],
  [
    'a key that is typed from a page without TLS',
    edit(QUIZ, 'ask: {endpoints: {service: default/frontend}}', 'typed: {key: ["3"], url: "javascript:alert(1)", why: {ko: 가, en: a}}'),
    `${QUIZ}:31:`,
    /right form/,
  ],
  // Bases
  [
    'a base outside the pack',
    edit(SCENARIO, `base: ../../${LESSON}/world.yaml`, 'base: ../../../../../../etc/passwd'),
    `${SCENARIO}:9:3`,
    /outside the content folder/,
  ],
  [
    'a base by its absolute path',
    edit(SCENARIO, `base: ../../${LESSON}/world.yaml`, 'base: /etc/passwd'),
    `${SCENARIO}:9:3`,
    /outside the content folder/,
  ],
  ['a base that is not there', edit(SCENARIO, 'world.yaml', 'wrold.yaml'), `${SCENARIO}:9:3`, /cannot be read \(ENOENT\)/],
  ['a base that is a folder', edit(SCENARIO, `${LESSON}/world.yaml`, LESSON), `${SCENARIO}:9:3`, /cannot be read/],
  ['a base of its own', { [WORLD]: 'base: world.yaml\n' }, `${WORLD}:1:1`, /has a base itself/],
  ['bases in a circle', { [WORLD]: 'base: ../../other.yaml\n', 'other.yaml': `base: ${WORLD}\n` }, 'other.yaml:1:1', /has a base itself/],
  ['a base with an escape', { ...edit(SCENARIO, `${LESSON}/world.yaml`, 'base.yaml'), 'base.yaml': 'seed: "\\e[31m"\n' }, 'base.yaml:1:7', /U\+001B/],
  ['a base that is a pipe of aliases', { ...edit(SCENARIO, `${LESSON}/world.yaml`, 'base.yaml'), 'base.yaml': bomb(9) }, 'base.yaml:', /alias/],
];

describe('a bad pack', () => {
  it('is known in more than sixty kinds', () => {
    expect(BAD.length).toBeGreaterThanOrEqual(60);
  });

  it.each(BAD)('is refused at its place: %s', (_name, files, where, says) => {
    const problems = problemsOf(packOf({ ...good, ...files }));
    const told = problems.map((problem) => showProblem(problem, 'en'));
    expect(
      told.filter((line) => line.startsWith(where) && says.test(line)),
      told.join('\n'),
    ).not.toEqual([]);
    for (const problem of problems) expect(`${showProblem(problem, 'ko')}${showProblem(problem, 'en')}`).not.toMatch(OBEYED);
    expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['file', 'folder'] as const)('leads nowhere by a link to a %s outside', (kind) => {
    const outside = packOf({ 'secret/scenario.yaml': good[SCENARIO] ?? '', 'secret.yaml': 'seed: secret\n' });
    const root = packOf({ ...good, ...edit(SCENARIO, `${LESSON}/world.yaml`, 'link.yaml') });
    if (kind === 'file') symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'));
    else symlinkSync(join(outside, 'secret'), join(root, 'scenarios/linked'));
    const told = problemsOf(root).map((problem) => showProblem(problem, 'en'));
    expect(told.join('\n')).toMatch(kind === 'file' ? /the base lies outside/ : /link\.yaml cannot be read/);
    expect(loadCourse(root, [], { standing: false }).course.scenarios.map(({ id }) => id)).not.toContain('linked');
  });

  it('is told line by line, whatever is broken: nothing is thrown, nothing is without a place', () => {
    const paths = Object.keys(good);
    const junk = fc.constantFrom(
      '\u001b',
      '\u202e',
      '\u0000',
      '*a',
      '&a ',
      '!!js ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '- ',
      ': ',
      '\t',
      '#',
      '`',
      '__proto__: 1',
      '$(x)',
      '{x}',
      '\ufffd',
      '가',
    );
    const change = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(40),
      put: fc.array(junk, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const files: { [path: string]: string } = { ...(good as Files) };
        for (const { path, at, cut, put } of changes) {
          const text = files[path] ?? '';
          const from = Math.floor(at * text.length);
          files[path] = text.slice(0, from) + put.join('') + text.slice(from + cut);
        }
        const root = packOf(files);
        for (const problem of problemsOf(root)) {
          expect(problem.line).toBeGreaterThan(0);
          expect(problem.col).toBeGreaterThan(0);
          expect(`${showProblem(problem, 'ko')}${showProblem(problem, 'en')}`).not.toMatch(OBEYED);
        }
        rmSync(root, { recursive: true, force: true });
      }),
      { numRuns: 150 },
    );
  });
});
