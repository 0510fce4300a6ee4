/** What a learner is mistaken about, from the answers that were not right. */
import type { Course, Lesson, Misconception } from './content.ts';
import { misconceptionsIn } from './quiz.ts';

/** Answers that were not right, by question (`LESSON/QUESTION`), oldest first. */
export type Missed = { readonly [question: string]: readonly (readonly string[])[] };
export type Mistaken = {
  /** The code in `lessons/misconceptions.yaml`. */
  readonly code: string;
  /** How many answers gave it away. */
  readonly times: number;
};

/** What the codebook says of the code. */
export function misconceptionOf(misconceptions: Course['misconceptions'], code: string): Misconception | undefined {
  return Object.hasOwn(misconceptions, code) ? misconceptions[code] : undefined;
}

/** The misconceptions that the answers to these lessons' questions gave away, the most frequent first. */
export function mistakenAbout(lessons: readonly Lesson[], missed: Missed): readonly Mistaken[] {
  const times = new Map<string, number>();
  for (const lesson of lessons) {
    for (const question of lesson.quiz) {
      for (const given of missed[`${lesson.id}/${question.id}`] ?? []) {
        for (const code of misconceptionsIn(question, given)) times.set(code, (times.get(code) ?? 0) + 1);
      }
    }
  }
  return [...times]
    .map(([code, count]) => ({ code, times: count }))
    .sort((one, other) => other.times - one.times || (one.code < other.code ? -1 : 1));
}
