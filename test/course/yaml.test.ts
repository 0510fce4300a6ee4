import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showProblem } from '../../src/course/problem.ts';
import { nodeAt, parseYaml, type YamlNode } from '../../src/course/yaml.ts';

function parsed(text: string): YamlNode {
  const { root, problems } = parseYaml({ path: 'a.yaml', text });
  expect(problems).toEqual([]);
  if (root === null) throw new Error('Expected the text to be YAML');
  return root;
}

function complaints(text: string): string[] {
  return parseYaml({ path: 'a.yaml', text }).problems.map((problem) => showProblem(problem, 'en'));
}

describe('a YAML text', () => {
  it('has the values of the YAML 1.2 core schema', () => {
    const root = parsed("a: 1\nb: yes\nc: 0o17\nd: 1.5\ne:\nf: '1'\ng: true\nh: 2026-01-05\ni: |\n  two\n  rows\n");
    expect(root.value).toEqual({ a: 1, b: 'yes', c: 15, d: 1.5, e: null, f: '1', g: true, h: '2026-01-05', i: 'two\nrows\n' });
  });

  it('knows where each key and value stands', () => {
    const text = 'steps:\n  - name: 파드\n    ports: [80, 443]\n';
    const { start } = nodeAt(parsed(text), ['steps', 0, 'ports', 1]);
    expect(text.slice(start, start + 3)).toBe('443');
    expect(text.slice(nodeAt(parsed(text), ['steps', 0, 'ports']).start).startsWith('ports')).toBe(true);
  });

  it('gives the deepest place that exists when a path goes on beyond it', () => {
    const text = 'a:\n  b: 1\n';
    expect(nodeAt(parsed(text), ['a', 'b', 'c', 0]).start).toBe(text.indexOf('b: 1'));
  });

  it('counts columns as a reader counts characters', () => {
    expect(complaints('이름: 한글\n이름: 두번\n')).toEqual(['a.yaml:2:1: key 이름 stands here twice. Keep one of them.']);
    expect(complaints('{값: 1, 값: 2}\n')).toEqual(['a.yaml:1:8: key 값 stands here twice. Keep one of them.']);
  });

  it('names every repeated key, not only the first', () => {
    expect(complaints('a: 1\na: 2\nb: {c: 1, c: 2}\n')).toHaveLength(2);
  });

  it('says where the syntax breaks', () => {
    expect(complaints('a: [1, 2\nb: 3\n')[0]).toMatch(/^a\.yaml:2:1: this is not YAML/);
  });

  it.each([
    ['', 'the file is empty'],
    ['# only a comment\n', 'not YAML|exactly one|empty'],
    ['a: 1\n---\nb: 2\n', 'exactly one YAML document'],
    ['a: !!str 1\n', 'YAML tag'],
    ['a: *nobody\n', 'not YAML'],
  ])('refuses %j', (text, reason) => {
    expect(complaints(text)[0]).toMatch(new RegExp(reason));
  });

  it('refuses control characters and characters that reorder text, with their places', () => {
    expect(complaints('a: b\u001b[2J\nc: \u202eabc\n')).toEqual([
      'a.yaml:1:5: control character U+001B is in the text. Delete it.',
      'a.yaml:2:4: control character U+202E is in the text. Delete it.',
    ]);
  });

  it('refuses more than a mebibyte', () => {
    expect(complaints(`a: ${'x'.repeat(1_048_576)}\n`)[0]).toContain('larger than 1 MiB');
  });

  it('refuses aliases that would grow without end', () => {
    const bomb = ['a: &a [x, x]', ...Array.from({ length: 25 }, (_, index) => `b${index}: [*a]`)].join('\n');
    expect(complaints(bomb)[0]).toMatch(/not YAML/);
  });

  it('follows an alias to what it names', () => {
    expect(parsed('a: &x {p: 1}\nb: *x\n').value).toEqual({ a: { p: 1 }, b: { p: 1 } });
  });

  it('keeps a key named __proto__ as a key', () => {
    const value = parsed('__proto__: {polluted: true}\n').value as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', ']', '{', '}', '"', "'", '&', '*', '#', '|', '>', '?', '!', ',', '가') }),
        (text) => {
          expect(() => parseYaml({ path: 'a.yaml', text })).not.toThrow();
        },
      ),
      { numRuns: 400 },
    );
  });

  it('reads back whatever JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(parsed(JSON.stringify({ value })).value)).toBe(JSON.stringify({ value }));
      }),
    );
  });
});
