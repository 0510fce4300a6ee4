/** The glossary: the words typed, the terms that they fit, and of the marked one what it means and where it is taught. */
import type { Course, Term } from '../../../course/content.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { engine } from '../../engine.ts';
import type { GlossaryScreen } from '../../model.ts';
import { editorRows } from '../../parts/editor-rows.ts';
import { beside, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, fitted, type Line, line, printable, span, toned } from '../../parts/line.ts';
import { moreMark, windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { glossaryTexts as T } from './texts.ts';

export type GlossaryProps = {
  readonly screen: GlossaryScreen;
  readonly course: Course;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

export type GlossaryPane = { readonly lines: readonly Line[]; readonly caret: { readonly x: number; readonly y: number } };

export function glossaryPane(props: GlossaryProps): GlossaryPane {
  const { screen, course, lang, width, height } = props;
  const found = engine().foundTerms(course.glossary, screen.editor.text, lang);
  const wide = width >= 100;
  const list = wide ? { width: Math.floor(width * 0.4), height } : { width, height: Math.max(6, height - 11) };
  const detail = wide ? { width: width - list.width, height } : { width, height: height - list.height };
  const left = listPane(props, found, list);
  const right = detailPane(props, found[screen.at], detail);
  return { lines: wide ? beside(left.lines, right) : [...left.lines, ...right], caret: left.caret };
}

type Area = { readonly width: number; readonly height: number };

function listPane({ screen, lang }: GlossaryProps, found: readonly Term[], area: Area) {
  const room = inside(area);
  const { rows, caret } = editorRows(screen.editor, room.width, 2);
  const typed = line(span('? ', 'accent'), span(rows[caret.y] ?? ''));
  const height = Math.max(0, room.height - 2);
  const from = Math.max(0, windowAround(found.length, height, screen.at));
  const other: Lang = lang === 'ko' ? 'en' : 'ko';
  const listed = found.slice(from, from + height).map((term, index) => {
    const row = fitted([span(printable(term.name[lang])), span(`  ${printable(term.name[other])}`, 'dim')], room.width);
    return from + index === screen.at ? toned(row, 'selected') : row;
  });
  const empty = found.length === 0 ? wrap(inline(fill(T.none, lang), 'dim'), room.width) : [];
  const count = fill(T.count, lang, { count: found.length });
  const note = line(span(`${count} ${moreMark(from, found.length, height)}`.trim(), 'dim'));
  const title = line(span(fill(T.title, lang), 'strong'));
  return { lines: framed({ title, note, ...area, focused: true }, [typed, EMPTY, ...listed, ...empty]), caret: { x: 2 + caret.x, y: 1 } };
}

function detailPane({ course, lang }: GlossaryProps, term: Term | undefined, area: Area): Line[] {
  if (term === undefined) return framed({ title: EMPTY, ...area, focused: false }, []);
  const room = inside(area);
  const other: Lang = lang === 'ko' ? 'en' : 'ko';
  const labels = [T.first, T.other, T.notThese, T.pages];
  const label = Math.max(...labels.map((text) => cells(fill(text, lang)))) + 2;
  const field = (name: (typeof labels)[number], values: readonly string[]): Line[] =>
    values.flatMap((value, at) => {
      const head = at === 0 ? fill(name, lang) : '';
      return wrap([span(head + ' '.repeat(label - cells(head)), 'dim'), ...inline(printable(value))], room.width, { hang: label });
    });
  const pages = engine()
    .pagesOfTerm(course, term)
    .map(({ lesson, page }) => `${fill(lesson.title, lang)} › ${fill(lesson.pages[page]?.heading ?? lesson.title, lang)}`);
  return framed({ title: line(span(printable(term.name[lang]), 'strong')), ...area, focused: false }, [
    ...wrap(inline(printable(term.definition[lang])), room.width),
    EMPTY,
    ...field(T.other, [term.name[other]]),
    ...field(T.first, term.first === null ? [] : [term.first]),
    ...field(T.notThese, term.insteadOf.length === 0 ? [] : [term.insteadOf.join(', ')]),
    EMPTY,
    ...(pages.length === 0 ? wrap(inline(fill(T.noPage, lang), 'dim'), room.width) : field(T.pages, pages)),
  ]);
}
