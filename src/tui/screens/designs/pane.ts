/** Designs that pass, a column each and the learner's first; below them what was typed for the marked one. */
import type { Attempt } from '../../../course/attempt-state.ts';
import type { Design } from '../../../course/designs.ts';
import { dollars } from '../../../course/dollars.ts';
import { fill, type Lang, type Text } from '../../../engine/text.ts';
import { engine } from '../../engine.ts';
import type { DesignsScreen } from '../../model.ts';
import { framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, cut, EMPTY, fitted, type Line, line, printable, span } from '../../parts/line.ts';
import { clampScroll, moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { designsTexts as T } from './texts.ts';

export type DesignsProps = {
  readonly screen: DesignsScreen;
  readonly attempt: Attempt;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

type Measure = { readonly name: Text; readonly value: (design: Design) => number; readonly shown: (design: Design) => string };

const MEASURES: readonly Measure[] = [
  { name: T.edits, value: ({ edits }) => edits, shown: ({ edits }) => String(edits) },
  { name: T.addresses, value: ({ addresses }) => addresses, shown: ({ addresses }) => String(addresses) },
  { name: T.crossing, value: ({ crossing, ways }) => (ways === 0 ? 0 : crossing / ways), shown: ({ crossing, ways }) => `${crossing}/${ways}` },
  { name: T.usd, value: ({ usd }) => usd, shown: ({ usd }) => dollars(usd) },
  { name: T.open, value: ({ open }) => open, shown: ({ open }) => String(open) },
];
const NARROWEST = 16;

export function designsPane({ screen, attempt, lang, width, height }: DesignsProps): Line[] {
  const compared = engine().comparedDesigns(attempt);
  if (compared === null)
    return framed({ title: EMPTY, width, height, focused: true }, wrap(inline(fill(T.notYet, lang)), inside({ width, height }).width));
  const { designs } = compared;
  const room = inside({ width, height });
  const par = wrap(inline(engine().parText(compared)[lang]), room.width);
  const table = tableLines(designs, { lang, width: room.width, at: screen.at });
  const upper = Math.min(height - 5, table.length + par.length + 3);
  const title = line(span(fill(T.compared, lang), 'strong'));
  const note = line(span(fill(T.least, lang), 'good'));
  return [
    ...framed({ title, note, width, height: upper, focused: true }, [...table, EMPTY, ...par]),
    ...linesPane(designs[screen.at], { lang, width, height: height - upper, scroll: screen.scroll }),
  ];
}

type TableOptions = { readonly lang: Lang; readonly width: number; readonly at: number };

function tableLines(designs: readonly Design[], { lang, width, at }: TableOptions): Line[] {
  const label = Math.max(...MEASURES.map(({ name }) => cells(fill(name, lang)))) + 2;
  const most = Math.max(1, Math.floor((width - label) / NARROWEST));
  // The learner's own column stays; of the others as many as fit, the marked one among them.
  const others = designs.map((_, index) => index).slice(1);
  const from = Math.max(0, Math.min(others.indexOf(at) - (most - 2), others.length - (most - 1)));
  const columns = [0, ...others.slice(from, from + most - 1)];
  const wide = Math.min(30, Math.floor((width - label) / columns.length));
  const head: Line = columns.flatMap((index) => {
    const name = `${index === at ? '▸' : ' '}${fill((designs[index] as Design).name, lang)}`;
    return fitted([span(cut(name, wide - 1), index === at ? 'accent' : 'strong')], wide);
  });
  const rows = MEASURES.map(({ name, value, shown }): Line => {
    const least = Math.min(...designs.map(value));
    const marks = designs.some((design) => value(design) !== least);
    const body = columns.flatMap((index) => {
      const design = designs[index] as Design;
      const best = marks && value(design) === least;
      return fitted([span(best ? '●' : ' ', 'good'), span(shown(design), best ? 'good' : 'plain')], wide);
    });
    return [...fitted([span(fill(name, lang), 'dim')], label), ...body];
  });
  const more = others.length > most - 1 ? [line(span(`${' '.repeat(label)}+${others.length - (most - 1)}`, 'dim'))] : [];
  return [[span(' '.repeat(label)), ...head], ...rows, ...more];
}

type LinesArea = { readonly lang: Lang; readonly width: number; readonly height: number; readonly scroll: number };

function linesPane(design: Design | undefined, { lang, width, height, scroll }: LinesArea): Line[] {
  const room = inside({ width, height });
  const rows = (design?.lines ?? []).flatMap((typed) =>
    typed.split('\n').flatMap((row, at) => wrap([span(at === 0 ? '$ ' : '> ', 'dim'), span(printable(row), 'code')], room.width, { hang: 2 })),
  );
  const body = rows.length === 0 ? wrap(inline(fill(T.nothing, lang), 'dim'), room.width) : rows;
  const from = clampScroll(scroll, body.length, room.height);
  const title = line(span(cut(fill(T.lines, lang, { name: design === undefined ? '' : fill(design.name, lang) }), width - 12), 'strong'));
  const note = line(span(moreMark(from, body.length, room.height), 'accent'));
  return framed({ title, note, width, height, focused: false }, body.slice(from, from + room.height));
}
