/** The task: its story, and the list that is graded, each line with the first reason why it does not hold yet. */
import type { Attempt } from '../../../course/attempt-state.ts';
import type { CheckResult } from '../../../course/check.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { engine } from '../../engine.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, type Span, span } from '../../parts/line.ts';
import { wrap } from '../../parts/wrap.ts';
import { labTexts as T } from './texts.ts';

const MARKS: { readonly [V in CheckResult['verdict']]: Span } = {
  pass: span('✓', 'good'),
  fail: span('✗', 'bad'),
  partial: span('✗', 'bad'),
  pending: span('?', 'warn'),
  'not-evaluated': span('?', 'dim'),
};

/** The lines of the task; `marked` is the acceptance line under the cursor, null where the pane has no focus. */
export function taskLines(attempt: Attempt, options: { readonly lang: Lang; readonly width: number; readonly marked: number | null }): Line[] {
  const { lang, width } = options;
  const story = fill(attempt.scenario.story, lang)
    .split('\n')
    .flatMap((text) => wrap(inline(text), width));
  const accept = attempt.scenario.accept.flatMap((one, at) => {
    const result = attempt.accept.find((check) => check.id === one.id);
    const here = options.marked === at ? span('▸', 'accent') : span(' ');
    const mark = result === undefined ? MARKS['not-evaluated'] : MARKS[result.verdict];
    const tone = options.marked === at ? 'strong' : 'plain';
    return [
      ...wrap([here, mark, span(' '), ...inline(fill(one.text, lang), tone)], width, { hang: 3 }),
      ...reasonLines(attempt, result, lang, width),
    ];
  });
  return [
    ...guideLines(attempt, lang, width),
    ...story,
    EMPTY,
    ...accept,
    ...predictionLines(attempt, lang, width),
    ...endLines(attempt, lang, width),
  ];
}

/** What a newcomer does next stands above everything else. */
function guideLines(attempt: Attempt, lang: Lang, width: number): Line[] {
  const guidance = engine().guidanceOf(attempt);
  return guidance === null ? [] : [...wrap([span('▶ ', 'accent'), ...inline(fill(guidance.text, lang), 'strong')], width, { hang: 2 }), EMPTY];
}

function reasonLines(attempt: Attempt, result: CheckResult | undefined, lang: Lang, width: number): Line[] {
  if (result === undefined || result.verdict === 'pass') return [];
  const pending = result.verdict === 'pending' && result.dueAt !== null;
  const why = pending
    ? fill(T.pendingIn, lang, { n: Math.ceil(((result.dueAt as number) - attempt.world.now) / 1000) })
    : fill(result.why ?? result.actual, lang);
  const trace = result.witness === null ? '' : ` (${fill(T.traceKey, lang)})`;
  return wrap([span('     '), ...inline(`${why}${trace}`, 'dim')], width, { hang: 5 });
}

function predictionLines({ prediction }: Attempt, lang: Lang, width: number): Line[] {
  if (prediction.state === 'none') return [];
  if (prediction.state === 'asked') return [EMPTY, ...wrap([span('◆ ', 'accent'), ...inline(fill(T.predictAsk, lang))], width, { hang: 2 })];
  const text = fill(T.predicted, lang, { right: prediction.right, all: prediction.key.length });
  return [EMPTY, ...wrap([span('◆ ', 'accent'), span(text)], width, { hang: 2 })];
}

function endLines({ status }: Attempt, lang: Lang, width: number): Line[] {
  if (status === 'open') return [];
  return [EMPTY, ...wrap([span('✓ ', 'good'), ...inline(fill(status === 'solved' ? T.solved : T.assisted, lang), 'good')], width, { hang: 2 })];
}

/** The title of the pane: how many lines are accepted. */
export function acceptedLine(attempt: Attempt, lang: Lang): Line {
  if (attempt.accept.length === 0) return EMPTY;
  const passed = attempt.accept.filter((result) => result.verdict === 'pass').length;
  return line(
    span(fill(T.accepted, lang, { passed, all: attempt.scenario.accept.length }), passed === attempt.scenario.accept.length ? 'good' : 'plain'),
  );
}
