import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/course/markdown.ts';

const LESSON = `# Load balancing with services

## One name, many pods {#one-name}

A paragraph of two
lines with \`code\`.

- first
- second
  goes on

> A note
> of two lines.

? What stays the same?

\`\`\`text
a --> b
\`\`\`

## What a node does {#node}

\`\`\`console
$ kubectl get svc
NAME
frontend
$ kubectl apply -f - <<EOF
kind: Pod
EOF
pod/x created
$ curl \\
  http://10.0.0.1
\`\`\`
`;

function complaints(text: string): string[] {
  return parseMarkdown({ path: 'en.md', text }).problems.map(({ line, what }) => `${line}: ${what.en}`);
}

describe('the Markdown of a lesson', () => {
  const { markdown, problems } = parseMarkdown({ path: 'en.md', text: LESSON });

  it('is a title and pages with ids', () => {
    expect(problems).toEqual([]);
    expect(markdown.title).toBe('Load balancing with services');
    expect(markdown.pages.map(({ id, heading, line }) => ({ id, heading, line }))).toEqual([
      { id: 'one-name', heading: 'One name, many pods', line: 3 },
      { id: 'node', heading: 'What a node does', line: 21 },
    ]);
  });

  it('is made of few blocks, each with its line', () => {
    expect(markdown.pages[0]?.blocks).toEqual([
      { line: 5, block: { block: 'paragraph', text: 'A paragraph of two lines with `code`.' } },
      { line: 8, block: { block: 'list', items: ['first', 'second goes on'] } },
      { line: 12, block: { block: 'note', text: 'A note of two lines.' } },
      { line: 15, block: { block: 'predict', question: 'What stays the same?' } },
      { line: 17, block: { block: 'diagram', lines: ['a --> b'] } },
    ]);
  });

  it('takes a heredoc and a continued line as one command', () => {
    expect(markdown.pages[1]?.blocks[0]?.block).toEqual({
      block: 'console',
      lines: [
        { command: 'kubectl get svc', output: 'NAME\nfrontend' },
        { command: 'kubectl apply -f - <<EOF\nkind: Pod\nEOF', output: 'pod/x created' },
        { command: 'curl \\\n  http://10.0.0.1', output: '' },
      ],
    });
  });

  it.each([
    ['no title\n', '1: the title is missing.'],
    ['# T\n\ntext\n', '3: there is text before the first page.'],
    ['# T\n\n## No id\n\nx\n', '3: the heading does not have the right form.'],
    ['# T\n\n## A {#a}\n\n### Deeper\n', '5: lessons do not have this form of Markdown.'],
    ['# T\n\n## A {#a}\n\n| a | b |\n', '5: lessons do not have this form of Markdown.'],
    ['# T\n\n## A {#a}\n\n```js\nx\n```\n', '5: there is no block js.'],
    ['# T\n\n## A {#a}\n\n```text\nx\n', '5: the fence is not closed.'],
    ['# T\n\n## A {#a}\n\n```console\nNAME\n```\n', '6: the console block does not start with a command.'],
    ['# T\n\n## A {#a}\n\nx\n\n## B {#a}\n\ny\n', '7: page a stands here twice.'],
    ['# T\n\n## A {#a}\n\n- x\n  - y\n', '6: there is a list inside a list.'],
  ])('says of %j: %s', (text, expected) => {
    expect(complaints(text)).toContain(expected);
  });

  it('ends for any text', () => {
    const rows = fc.constantFrom(
      '# T',
      '## A {#a}',
      '## B',
      '###',
      '- x',
      '  - y',
      '> n',
      '>',
      '? q',
      '?',
      '```',
      '```text',
      '```console',
      '$ ls <<EOF',
      'EOF',
      'x\\',
      '$ a \\',
      '',
      'words',
      '|',
      '---',
      '* x',
      '#',
    );
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 12 }), (lines) => {
        expect(parseMarkdown({ path: 'a.md', text: lines.join('\n') }).markdown.pages.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 500 },
    );
  });
});
