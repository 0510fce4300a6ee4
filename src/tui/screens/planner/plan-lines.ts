/** The sliders, and what the simulation says of what they stand at. */

import { DIFFERENCE_TEXTS } from '../../../engine/planning/difference-texts.ts';
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, fitted, type Line, line, type Span, span } from '../../parts/line.ts';
import { wrap } from '../../parts/wrap.ts';
import { SLIDERS, type SliderId, shareOf } from './sliders.ts';
import type { Planned, Planner } from './state.ts';
import { sliderTexts, plannerTexts as T } from './texts.ts';

const LABEL = 23;
const VALUE = 12;

/** One row for each slider, and the caret's cell where something is being typed. */
export function sliderLines(
  planner: Planner,
  lang: Lang,
  width: number,
): { readonly lines: Line[]; readonly caret: { readonly x: number; readonly y: number } | null } {
  const lines = SLIDERS.map((slider, at) => sliderLine(planner, slider, { lang, width, chosen: at === planner.at }));
  const { typing } = planner;
  const caret = typing === null ? null : { x: LABEL + Math.min(VALUE - 1, cells(typing.text.slice(0, typing.caret))), y: planner.at };
  return { lines, caret };
}

/** The result in numbers, then the reasons of the difference; or why there is none. */
export function resultLines(planner: Planner, lang: Lang, width: number): Line[] {
  const { problems, planned } = planner;
  const sentences = (text: string, tone: 'plain' | 'dim' = 'plain') => wrap(inline(text, tone), width);
  if (problems.length > 0)
    return [
      line(span(fill(T.wrong, lang), 'bad')),
      ...problems.flatMap((text) => wrap([span('✗ ', 'bad'), ...inline(text[lang])], width, { hang: 2 })),
    ];
  if (planned === null) return [line(span(fill(T.waiting, lang), 'dim'))];
  const cooling = planned.cooling && planned.busy === null ? sentences(fill(T.cooling, lang)) : [];
  return [...podLines(planned, lang), ...comparedLines(planned, lang), ...cooling, ...whyLines(planned, lang, width)];
}

function podLines({ pods, busy }: Planned, lang: Lang): Line[] {
  const say = (text: Text, params: Params) => fill(text, lang, params);
  const short = [
    { n: pods.tooMany, text: T.tooMany },
    { n: pods.noAddress, text: T.noAddress },
    { n: pods.noNode, text: T.noNode },
  ].filter(({ n }) => n > 0);
  const whole = short.length === 0 && busy === null;
  return [
    line(span(whole ? '✓ ' : busy === null ? '✗ ' : '  ', whole ? 'good' : 'bad'), span(say(T.running, { n: pods.wanted, running: pods.running }))),
    ...short.map(({ n, text }) => line(span('  '), span(say(text, { n }), 'warn'))),
  ];
}

function comparedLines({ picture, comparison }: Planned, lang: Lang): Line[] {
  if (comparison === null) {
    const free = picture.subnets.reduce((sum, subnet) => sum + subnet.free, 0);
    return [line(span('  '), span(fill(T.freeSoFar, lang, { n: free })))];
  }
  const { simulation, calculator } = comparison;
  return [
    line(span('  '), span(fill(T.used, lang, { n: simulation.used, calculator: calculator.usedIps }))),
    line(span('  '), span(fill(T.free, lang, { n: simulation.free, calculator: calculator.remainingIps }))),
  ];
}

function whyLines({ comparison }: Planned, lang: Lang, width: number): Line[] {
  if (comparison === null || comparison.differences.length === 0) return [];
  return [
    EMPTY,
    line(span(fill(T.differences, lang), 'dim')),
    ...comparison.differences.flatMap(({ because, free }) => {
      const by = `${free > 0 ? '+' : ''}${free}`.padStart(5);
      return wrap([span(`${by}  `, 'accent'), ...inline(DIFFERENCE_TEXTS[because][lang])], width, { hang: 7 });
    }),
  ];
}

type How = { readonly lang: Lang; readonly width: number; readonly chosen: boolean };

function sliderLine(planner: Planner, slider: SliderId, { lang, width, chosen }: How): Line {
  const { input, typing } = planner;
  const label = fitted([span(chosen ? '▸ ' : '  ', 'accent'), span(fill(sliderTexts[slider], lang), chosen ? 'strong' : 'plain')], LABEL);
  const isTyped = chosen && typing !== null;
  const value = fitted([span(isTyped ? typing.text : shown(input, slider, lang), isTyped || chosen ? 'selected' : 'plain')], VALUE);
  return [...label, ...value, span(' '), ...bar(shareOf(input, slider), Math.min(24, width - LABEL - VALUE - 1), chosen)];
}

function shown(input: Planner['input'], slider: SliderId, lang: Lang): string {
  const value = input[slider];
  if (value === null) return fill(T.unset, lang);
  if (typeof value === 'boolean') return fill(value ? T.on : T.off, lang);
  return slider === 'prefix' ? `/${value}` : String(value);
}

function bar(share: number | null, width: number, chosen: boolean): Span[] {
  if (share === null || width < 4) return [];
  const at = Math.round(share * (width - 1));
  return [span('━'.repeat(at), chosen ? 'accent' : 'dim'), span('●', chosen ? 'accent' : 'dim'), span('─'.repeat(width - 1 - at), 'dim')].filter(
    ({ text }) => text !== '',
  );
}
