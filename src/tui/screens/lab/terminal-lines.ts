/** The terminal's transcript: what was typed, what the real tool printed, and below it, marked, what the lab adds. */
import { fill, type Lang } from '../../../engine/text.ts';
import type { Note, Output } from '../../../shell/output.ts';
import type { Lab, Shown } from '../../model.ts';
import { inline } from '../../parts/inline.ts';
import { cells, cut, EMPTY, fitted, type Line, line, printable, type Span, span, type Tone } from '../../parts/line.ts';
import { wrap } from '../../parts/wrap.ts';
import { labTexts as T } from './texts.ts';

type Options = { readonly lang: Lang; readonly width: number };

const NOTE_MARKS: { readonly [M in Note['mark']]: Span } = {
  info: span('  · ', 'lab'),
  wrong: span('  ✗ ', 'bad'),
  trace: span('  → ', 'lab'),
  'not-simulated': span('  ! ', 'warn'),
};

/** A typed line of more rows than this is shown by its first ones. */
const MOST_TYPED = 12;
const FIRST_TYPED = 6;

const KNOWN = new WeakMap<Output, Map<string, readonly Line[]>>();

/** The rows of the terminal; a line that was undone is struck off to its first row. */
export function terminalLines({ shown, attempt }: Pick<Lab, 'shown' | 'attempt'>, options: Options): Line[] {
  if (shown.length === 0) return wrap(inline(fill(T.emptyTerminal, options.lang), 'dim'), options.width);
  const undone = new Set(attempt.undone.map((entry) => entry.output));
  return shown.flatMap((one) => (undone.has(one.output) ? undoneLines(one, options) : shownLines(one, options)));
}

/** The rows of one typed line; kept, because they never change. */
function shownLines({ line: typed, output }: Shown, { lang, width }: Options): readonly Line[] {
  const kept = KNOWN.get(output) ?? new Map<string, readonly Line[]>();
  KNOWN.set(output, kept);
  const key = `${lang} ${width}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = [
    ...commandLines(typed, { lang, width }),
    ...textLines(output.stdout, width),
    ...textLines(output.stderr, width),
    ...output.notes.flatMap((note) => noteLines(note, lang, width)),
  ];
  kept.set(key, made);
  return made;
}

function undoneLines({ line: typed }: Shown, { lang, width }: Options): Line[] {
  const [first = ''] = typed.split('\n');
  return [fitted([span('$ ', 'dim'), span(printable(first), 'dim'), span(`  (${fill(T.undone, lang)})`, 'lab')], width)];
}

/** A manifest is shown by its beginning: the arrow up brings all of it back to the prompt. */
function commandLines(typed: string, { lang, width }: Options): Line[] {
  const rows = typed.split('\n').map((row) => hardWrap(row, width - 2, 'code'));
  const drawn = (row: Line[], at: number) => row.map((one, part): Line => [span(part > 0 ? '  ' : at === 0 ? '$ ' : '> ', 'dim'), ...one]);
  if (rows.length <= MOST_TYPED) return rows.flatMap(drawn);
  const left = line(span('> ', 'dim'), span(fill(T.moreRows, lang, { n: rows.length - FIRST_TYPED }), 'dim'));
  return [...rows.slice(0, FIRST_TYPED).flatMap(drawn), left];
}

function noteLines(note: Note, lang: Lang, width: number): Line[] {
  const texts = fill(note.text, lang).split('\n');
  return texts.flatMap((text, at) => wrap([at === 0 ? NOTE_MARKS[note.mark] : span('    '), ...inline(text, 'lab')], width, { hang: 4 }));
}

function textLines(text: string, width: number): Line[] {
  if (text === '') return [];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((row) => hardWrap(row, width, 'plain'));
}

/** Broken by cells, as a terminal breaks what is too long for a row. */
function hardWrap(text: string, width: number, tone: Tone): Line[] {
  let rest = printable(text);
  if (rest === '') return [EMPTY];
  const rows: Line[] = [];
  while (cells(rest) > width) {
    const head = cut(rest, width);
    if (head === '') break;
    rows.push(line(span(head, tone)));
    rest = rest.slice(head.length);
  }
  return [...rows, line(span(rest, tone))];
}
