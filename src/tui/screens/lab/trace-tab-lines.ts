/** The last connection in short: how it ended, and each hop with its verdict. */
import type { Attempt } from '../../../course/attempt-state.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, span } from '../../parts/line.ts';
import { partsOf, stepsOf, stopOf } from '../../parts/trace-model.ts';
import { wrap } from '../../parts/wrap.ts';
import { hopLine, outcomeLine, partLabel, reasonOf, routeLine } from '../trace/words.ts';
import { labTexts as T } from './texts.ts';

/** The lines of the tab; the stepper shows the same hop by hop. */
export function traceTabLines(attempt: Attempt, { lang, width }: { readonly lang: Lang; readonly width: number }): Line[] {
  const [connection] = attempt.recent;
  if (connection === undefined) return wrap(inline(fill(T.emptyTrace, lang)), width);
  if (attempt.prediction.state === 'asked') return wrap([span('◆ ', 'accent'), ...inline(fill(T.predictAsk, lang))], width, { hang: 2 });
  const parts = partsOf(connection);
  const head = [...wrap(routeLine(connection), width, { hang: 2 }), outcomeLine(connection, lang)];
  const body = parts.flatMap((part) => {
    const steps = stepsOf(part, { branch: 0, all: false });
    const stop = stopOf(steps);
    const why = stop === null ? [] : wrap([span('     '), ...inline(reasonOf(stop, lang), 'dim')], width, { hang: 5 });
    const rows = steps.map((step, at) => hopLine(attempt.world, step, { at, lang, width }));
    return [EMPTY, line(span(partLabel(part, connection, lang), 'strong')), ...rows, ...why];
  });
  return [...head, line(span(fill(T.stepThrough, lang), 'lab')), ...body];
}
