/** Where the learner is, as the journal keeps it: `lesson/services/3`, `lab/two-nodes-one-port`, `quiz/services/q2`. */
import type { Course, Lesson, Scenario } from '../course/content.ts';
import type { Body } from '../progress/event.ts';
import type { Screen } from './model.ts';

export type PlaceOf =
  | { readonly place: 'home' }
  | { readonly place: 'lesson'; readonly lesson: Lesson; readonly page: number }
  | { readonly place: 'lab' | 'trace'; readonly scenario: Scenario }
  | { readonly place: 'quiz'; readonly lesson: Lesson; readonly at: number };

/** The place of a screen as a text, or null for screens that are not a place of the course. */
export function placeOf(screen: Screen, course: Course, at: number): string | null {
  switch (screen.screen) {
    case 'home':
      return 'home';
    case 'lesson': {
      const page = lessonOf(course, screen.lesson)?.pages[screen.page];
      return page === undefined ? null : `lesson/${screen.lesson}/${page.id}`;
    }
    case 'lab':
    case 'trace':
      return `${screen.screen}/${screen.scenario}`;
    case 'timeline':
    case 'object':
    case 'designs':
      return `lab/${screen.scenario}`;
    case 'quiz': {
      const question = lessonOf(course, screen.lesson)?.quiz[at];
      return question === undefined ? `quiz/${screen.lesson}` : `quiz/${screen.lesson}/${question.id}`;
    }
    case 'settings':
    case 'welcome':
    case 'search':
    case 'glossary':
    case 'planner':
    case 'reach':
      return null;
  }
}

/** The place that a text names, as far as the course still has it; null when it does not. */
export function readPlace(text: string, course: Course): PlaceOf | null {
  const [kind, id, part] = text.split('/');
  if (kind === 'home') return { place: 'home' };
  if (kind === 'lab' || kind === 'trace') {
    const scenario = course.scenarios.find((one) => one.id === id);
    return scenario === undefined ? null : { place: kind, scenario };
  }
  const lesson = lessonOf(course, id ?? '');
  if (lesson === undefined) return null;
  if (kind === 'lesson') return { place: 'lesson', lesson, page: indexOr0(lesson.pages, part) };
  return kind === 'quiz' && lesson.quiz.length > 0 ? { place: 'quiz', lesson, at: indexOr0(lesson.quiz, part) } : null;
}

/** The event that says where the learner is. */
export function placeNote(place: string): Body {
  return { k: 'note', b: { place } };
}

export function lessonOf(course: Course, id: string): Lesson | undefined {
  return course.modules.find((lesson) => lesson.id === id);
}

export function scenarioOf(course: Course, id: string): Scenario | undefined {
  return course.scenarios.find((scenario) => scenario.id === id);
}

/** The lesson, and the page of it, that teaches a concept; null when none of the course does. */
export function lessonOfConcept(course: Course, concept: string): { readonly lesson: Lesson; readonly page: number } | null {
  const lesson = course.modules.find((one) => one.concepts.includes(concept) && one.pages.length > 0);
  if (lesson === undefined) return null;
  return {
    lesson,
    page: Math.max(
      0,
      lesson.pages.findIndex((page) => page.concepts.includes(concept)),
    ),
  };
}

function indexOr0(parts: readonly { readonly id: string }[], id: string | undefined): number {
  return Math.max(
    0,
    parts.findIndex((part) => part.id === id),
  );
}
