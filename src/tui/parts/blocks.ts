/** The blocks of a lesson page as lines. */
import type { Block } from '../../course/content.ts';
import { inline } from './inline.ts';
import { EMPTY, type Line, line, printable, span } from './line.ts';
import { wrap } from './wrap.ts';

/** Prose is not set wider than this many cells: longer rows are hard to follow. */
export const MEASURE = 92;

/** The lines of one block in so many cells. `predict` is drawn by the lesson, which knows the questions. */
export function blockLines(block: Block, width: number, labels: { readonly note: string }): Line[] {
  const measure = Math.min(width, MEASURE);
  switch (block.block) {
    case 'paragraph':
      return wrap(inline(block.text), measure);
    case 'list':
      return block.items.flatMap((item) => wrap([span('· ', 'accent'), ...inline(item)], measure, { hang: 2 }));
    case 'note':
      return wrap([span('│ ', 'accent'), span(`${labels.note}  `, 'accent'), ...inline(block.text)], measure - 2, { hang: 2 }).map((row, at) =>
        at === 0 ? row : [span('│ ', 'accent'), ...row.slice(1)],
      );
    case 'diagram':
      return block.lines.map((row) => line(span(printable(row))));
    case 'console':
      return block.lines.flatMap(({ command, output }) => [...commandLines(command), ...outputLines(output)]);
    case 'predict':
      return [];
  }
}

/** Blocks with an empty row between them. */
export function spaced(blocks: readonly (readonly Line[])[]): Line[] {
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, at) => (at === 0 ? lines : [EMPTY, ...lines]));
}

function commandLines(command: string): Line[] {
  return command.split('\n').map((row, at) => line(span(at === 0 ? '$ ' : '> ', 'dim'), span(printable(row), 'code')));
}

function outputLines(output: string): Line[] {
  return output === ''
    ? []
    : output
        .replace(/\n$/, '')
        .split('\n')
        .map((row) => line(span(printable(row))));
}
