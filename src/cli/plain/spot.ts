/** Where the learner is in plain mode, what a place says, and what comes of a line typed there. */
import type { Attempt } from '../../course/attempt-state.ts';
import type { Course, Lesson, Scenario } from '../../course/content.ts';
import type { Lang } from '../../engine/text.ts';
import type { Body } from '../../progress/event.ts';
import type { Progress } from '../../progress/fold.ts';

export type Spot =
  | { readonly at: 'home' }
  /** `part`: how far the page is shown; what comes after a question waits for Enter. */
  | { readonly at: 'lesson'; readonly lesson: Lesson; readonly page: number; readonly part: number }
  | { readonly at: 'quiz'; readonly lesson: Lesson; readonly question: number }
  | { readonly at: 'lab'; readonly scenario: Scenario; readonly attempt: Attempt; readonly name: string };

/** What a place knows besides itself. */
export type Around = {
  readonly course: Course;
  readonly lang: Lang;
  readonly progress: Progress;
  /** Mixes the options of questions. */
  readonly seed: string;
  readonly open: (scenario: Scenario) => { readonly attempt: Attempt; readonly name: string };
};

/** What comes of a line: what is said, what the journal keeps, and where the learner is then. */
export type Step = {
  readonly said: string;
  readonly events: readonly { readonly attempt: string; readonly body: Body }[];
  readonly spot: Spot;
};

/** The place as the journal keeps it. */
export function placeOf(spot: Spot): string {
  switch (spot.at) {
    case 'home':
      return 'home';
    case 'lesson':
      return `lesson/${spot.lesson.id}/${spot.lesson.pages[spot.page]?.id ?? ''}`;
    case 'quiz':
      return `quiz/${spot.lesson.id}/${spot.lesson.quiz[spot.question]?.id ?? ''}`;
    case 'lab':
      return `lab/${spot.scenario.id}`;
  }
}

/** A step that only says something. */
export function stay(spot: Spot, said: string): Step {
  return { said, events: [], spot };
}
