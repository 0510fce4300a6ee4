/** The prediction: hops taken in order above, the others below. */
import type { Hop } from '../../../course/attempt-state.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import type { Lab } from '../../model.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, span } from '../../parts/line.ts';
import { withoutDefault } from '../../parts/object-name.ts';
import { optionAt } from '../../parts/ordering.ts';
import { windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { labTexts as T } from './texts.ts';

/** The lines of the prediction, as many as fit, the cursor among them. */
export function predictionLines(lab: Lab, lang: Lang, room: { readonly width: number; readonly height: number }): Line[] {
  const { prediction } = lab.attempt;
  if (prediction.state !== 'asked' || lab.predicting === null) return [];
  const hops = new Map(prediction.options.map((hop) => [hop.id, hop]));
  const here = optionAt(lab.predicting);
  const hopLine = (id: string, mark: string): Line[] => {
    const on = id === here;
    const key = /@([^#]*)/.exec(id)?.[1] ?? '';
    const text = withoutDefault(fill((hops.get(id) as Hop).text, lang), key);
    return wrap([span(on ? '▸ ' : '  ', 'accent'), span(`${mark} `, 'accent'), ...inline(text, on ? 'strong' : 'plain')], room.width, { hang: 6 });
  };
  const head = [
    ...wrap(inline(fill(prediction.ask, lang), 'strong'), room.width),
    ...wrap([span(fill(T.predictNone, lang), 'dim')], room.width),
    ...(lab.held === null ? [] : wrap(inline(fill(T.predictHeld, lang, { line: lab.held }), 'lab'), room.width)),
    EMPTY,
  ];
  const taken = lab.predicting.taken.flatMap((id, at) => hopLine(id, String(at + 1).padStart(2)));
  const rest = lab.predicting.rest.flatMap((id) => hopLine(id, ' ·'));
  const body = [
    line(span(fill(T.predictTaken, lang), 'dim')),
    ...(taken.length > 0 ? taken : [line(span('   –', 'dim'))]),
    EMPTY,
    line(span(fill(T.predictRest, lang), 'dim')),
    ...rest,
  ];
  const height = Math.max(1, room.height - head.length);
  const at = Math.max(
    0,
    body.findIndex((one) => one[0]?.text === '▸ '),
  );
  const from = body.length <= height ? 0 : windowAround(body.length, height, at);
  return [...head, ...body.slice(from, from + height)];
}
