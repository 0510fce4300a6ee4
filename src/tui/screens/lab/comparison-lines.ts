/** The prediction beside the real path, hop by hop: what stands where it belongs, what does not, what was left out. */
import type { PredictionState } from '../../../course/attempt-state.ts';
import { inOrder } from '../../../course/quiz.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, fitted, type Line, line, type Span, span } from '../../parts/line.ts';
import { withoutDefault } from '../../parts/object-name.ts';
import { wrap } from '../../parts/wrap.ts';
import { labTexts as T } from './texts.ts';

type Given = PredictionState & { readonly state: 'given' };

/** The lines of the comparison in so many cells. */
export function comparisonLines(prediction: Given, lang: Lang, width: number): Line[] {
  const { given, key, right } = prediction;
  const placed = new Set(inOrder(key, given));
  const gap = 2;
  const left = Math.floor((width - gap) / 2);
  const names = new Map(prediction.hops.map((hop) => [hop.id, hop.text]));
  const called = (id: string) => withoutDefault(fill(names.get(id) ?? { ko: id, en: id }, lang), /@([^#]*)/.exec(id)?.[1] ?? '');
  const hop = (id: string | undefined, at: number, mark: Span, room: number): Line =>
    id === undefined ? fitted(EMPTY, room) : fitted(line(span(`${String(at + 1).padStart(2)} `, 'dim'), mark, span(` ${called(id)}`)), room);
  const head = wrap(
    inline(fill(right === key.length && given.length === key.length ? T.comparedAll : T.compared, lang, { right, all: key.length }), 'strong'),
    width,
  );
  const rows = Array.from(
    { length: Math.max(given.length, key.length) },
    (_, at): Line => [
      ...hop(given[at], at, placed.has(given[at] ?? '') ? span('✓', 'good') : span('✗', 'bad'), left),
      span(' '.repeat(gap)),
      ...hop(key[at], at, placed.has(key[at] ?? '') ? span('✓', 'good') : span('·', 'warn'), width - left - gap),
    ],
  );
  const titles: Line = [...fitted([span(fill(T.predictTaken, lang), 'dim')], left), span(' '.repeat(gap)), span(fill(T.realPath, lang), 'dim')];
  return [...head, EMPTY, titles, ...rows, EMPTY, ...wrap(inline(fill(T.comparedLegend, lang), 'dim'), width)];
}
