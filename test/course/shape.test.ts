import { describe, expect, it } from 'vitest';
import { problemAt, showProblem } from '../../src/course/problem.ts';
import { integer, list, object, oneOf, record, type Shape, string, text } from '../../src/course/shape.ts';
import { parseYaml } from '../../src/course/yaml.ts';

function read<T>(shape: Shape<T>, yaml: string, lang: 'ko' | 'en' = 'en') {
  const source = { path: 'a.yaml', text: yaml };
  const { root } = parseYaml(source);
  if (root === null) throw new Error('Expected YAML');
  const problems: string[] = [];
  const value = shape.read(root, (offset, what) => problems.push(showProblem(problemAt(source, offset, what), lang)));
  return { value, problems };
}

const port = object({ port: integer(1, 65_535) }, { name: string(), protocol: oneOf('TCP', 'UDP') });

describe('a shape', () => {
  it('reads what fits', () => {
    expect(read(list(port), '- {port: 80, name: http}\n- {port: 443}\n')).toEqual({
      value: [{ port: 80, name: 'http' }, { port: 443 }],
      problems: [],
    });
  });

  it('says which key was meant', () => {
    expect(read(port, 'prot: 80\n').problems).toEqual([
      'a.yaml:1:1: there is no key prot. Did you mean port?',
      'a.yaml:1:1: key port is missing. Add port: here.',
    ]);
  });

  it('lists the keys when none is near', () => {
    expect(read(port, 'port: 1\nsomething: 2\n').problems).toEqual(['a.yaml:2:1: there is no key something. The keys are port, name, protocol.']);
  });

  it('does not take a key of Object for one of its own', () => {
    expect(read(port, 'port: 1\nconstructor: 2\n').problems).toHaveLength(1);
  });

  it('collects everything that is wrong at once', () => {
    const { problems } = read(list(port), '- {port: 0}\n- {port: "80"}\n- {port: 1, protocol: TPC}\n- nothing\n');
    expect(problems).toEqual([
      'a.yaml:1:10: 0 is out of range. Write 1-65535.',
      'a.yaml:2:10: text does not fit here. Write a whole number.',
      'a.yaml:3:23: there is no value `TPC` here. Did you mean TCP?',
      'a.yaml:4:3: text does not fit here. Write a mapping (`key: value`).',
    ]);
  });

  it('says it in Korean with the particles that fit', () => {
    expect(read(port, 'prot: 80\nport: 0\n', 'ko').problems).toEqual([
      'a.yaml:1:1: prot 키는 없습니다. port인지 확인하세요.',
      'a.yaml:2:7: 0 값은 범위를 벗어납니다. 1~65535 안에서 쓰세요.',
    ]);
  });

  it('wants both languages of a text', () => {
    expect(read(text, 'ko: 서비스\n').problems).toEqual(['a.yaml:1:1: key en is missing. Add en: here.']);
    expect(read(text, '{ko: 서비스, en: ""}\n').problems).toEqual(['a.yaml:1:15: the text is empty. Write it in this language.']);
  });

  it('reads keys of the author’s choice', () => {
    expect(read(record(list(string())), 'a: [x]\nb: []\n').value).toEqual({ a: ['x'], b: [] });
  });

  it('knows itself as JSON Schema', () => {
    expect(port.schema).toMatchObject({ type: 'object', required: ['port'], additionalProperties: false });
  });
});
