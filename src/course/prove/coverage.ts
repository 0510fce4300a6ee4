/** What the course covers: each concept with the pages that teach it and the questions and scenarios that exercise it, and the figures of the whole. */
import type { Text } from '../../engine/text.ts';
import type { Loaded } from '../loaded.ts';

export type Coverage = { readonly concepts: readonly CoveredConcept[]; readonly figures: Figures };
export type CoveredConcept = {
  readonly id: string;
  readonly name: Text;
  /** Nobody is expected to teach it yet. */
  readonly later: boolean;
  /** `LESSON/PAGE` of each page that teaches it. */
  readonly pages: readonly string[];
  /** `LESSON/QUESTION` of each question that exercises it. */
  readonly questions: readonly string[];
  readonly scenarios: readonly string[];
};
export type Figures = {
  readonly lessons: number;
  readonly pages: number;
  readonly questions: number;
  /** Questions whose key is typed, with its source. */
  readonly typedKeys: number;
  readonly scenarios: number;
  readonly scenariosByKind: { readonly [kind: string]: number };
  readonly concepts: number;
  /** Taught by a page and exercised. */
  readonly covered: number;
  readonly misconceptions: number;
  readonly terms: number;
};

/** The coverage of a course as it was read. */
export function coverageOf({ course, concepts: listed }: Loaded): Coverage {
  const pages = namedBy(
    course.modules.flatMap((lesson) => lesson.pages.map((page) => ({ name: `${lesson.id}/${page.id}`, concepts: page.concepts }))),
  );
  const questions = namedBy(
    course.modules.flatMap((lesson) => lesson.quiz.map((one) => ({ name: `${lesson.id}/${one.id}`, concepts: one.concepts }))),
  );
  const scenarios = namedBy(course.scenarios.map((one) => ({ name: one.id, concepts: one.concepts })));
  const concepts = listed.map(({ id, later }) => ({
    id,
    name: course.concepts[id] ?? { ko: id, en: id },
    later,
    pages: pages.get(id) ?? [],
    questions: questions.get(id) ?? [],
    scenarios: scenarios.get(id) ?? [],
  }));
  const asked = course.modules.flatMap((lesson) => lesson.quiz);
  const kinds = [...new Set(course.scenarios.map((one) => one.kind))].sort();
  const figures = {
    lessons: course.modules.length,
    pages: course.modules.reduce((sum, lesson) => sum + lesson.pages.length, 0),
    questions: asked.length,
    typedKeys: asked.filter((question) => question.source !== null).length,
    scenarios: course.scenarios.length,
    scenariosByKind: Object.fromEntries(kinds.map((kind) => [kind, course.scenarios.filter((one) => one.kind === kind).length])),
    concepts: concepts.length,
    covered: concepts.filter(isCovered).length,
    misconceptions: Object.keys(course.misconceptions).length,
    terms: course.glossary.length,
  };
  return { concepts, figures };
}

/** Whether a page teaches the concept and a question or a scenario exercises it. */
export function isCovered({ pages, questions, scenarios }: CoveredConcept): boolean {
  return pages.length > 0 && questions.length + scenarios.length > 0;
}

function namedBy(parts: readonly { readonly name: string; readonly concepts: readonly string[] }[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const { name, concepts } of parts) for (const id of new Set(concepts)) named.set(id, [...(named.get(id) ?? []), name]);
  return named;
}
