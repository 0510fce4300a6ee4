/** `ekslab prove --coverage`: each concept with the pages that teach it and what exercises it, and the figures of the course. */

import type { Loaded } from '../course/loaded.ts';
import { type Coverage, coverageOf, isCovered } from '../course/prove/index.ts';
import type { Lang } from '../engine/text.ts';
import { structured } from '../shell/structured.ts';
import { type Call, type ExitStatus, print } from './call.ts';

/** 0 when every concept is taught and exercised, 1 when one is not, or is left for later. */
export function coverage(call: Call, loaded: Loaded): ExitStatus {
  const covered = coverageOf(loaded);
  const format = call.options.output ?? 'text';
  const value = { ...covered, concepts: covered.concepts.map((concept) => ({ ...concept, name: concept.name[call.lang] })) };
  print(call, format === 'text' ? textOf(covered, call.lang) : structured(value, format));
  return covered.concepts.every((concept) => isCovered(concept) && !concept.later) ? 0 : 1;
}

function textOf({ concepts, figures }: Coverage, lang: Lang): string {
  const rows = concepts.map((concept) => {
    const named = (word: { readonly [L in Lang]: string }, names: readonly string[]) =>
      `    ${word[lang]}: ${names.length === 0 ? '-' : names.join(', ')}`;
    const mark = concept.later ? LATER[lang] : isCovered(concept) ? '[ok]' : MISSING[lang];
    return [
      `${mark} ${concept.id}: ${concept.name[lang]}`,
      named(PAGES, concept.pages),
      named(QUESTIONS, concept.questions),
      named(SCENARIOS, concept.scenarios),
    ].join('\n');
  });
  const kinds = Object.entries(figures.scenariosByKind)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
  const summary = {
    ko: [
      `개념 ${figures.concepts}개 중 ${figures.covered}개를 가르치고 연습합니다.`,
      `레슨 ${figures.lessons}개, 쪽 ${figures.pages}개, 문제 ${figures.questions}개(직접 적은 답 ${figures.typedKeys}개)`,
      `시나리오 ${figures.scenarios}개(${kinds}), 오해 ${figures.misconceptions}개, 용어 ${figures.terms}개`,
    ],
    en: [
      `concepts taught and exercised: ${figures.covered} of ${figures.concepts}`,
      `lessons: ${figures.lessons}, pages: ${figures.pages}, questions: ${figures.questions} (typed keys: ${figures.typedKeys})`,
      `scenarios: ${figures.scenarios} (${kinds}), misconceptions: ${figures.misconceptions}, terms: ${figures.terms}`,
    ],
  };
  return [...rows, '', ...summary[lang]].join('\n');
}

const LATER = { ko: '[나중]', en: '[later]' };
const MISSING = { ko: '[없음]', en: '[missing]' };
const PAGES = { ko: '쪽', en: 'pages' };
const QUESTIONS = { ko: '문제', en: 'questions' };
const SCENARIOS = { ko: '시나리오', en: 'scenarios' };
