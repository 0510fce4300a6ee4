/** The course map as rows: modules, and below an open one its lesson, its labs and its questions. */
import type { Course, Lesson, Scenario } from '../../../course/content.ts';
import type { Progress } from '../../../progress/fold.ts';

export type HomeRow =
  | { readonly row: 'module'; readonly lesson: Lesson }
  | { readonly row: 'lesson'; readonly lesson: Lesson }
  | { readonly row: 'lab'; readonly lesson: Lesson; readonly scenario: Scenario }
  | { readonly row: 'quiz'; readonly lesson: Lesson };

/** The rows in the order of the course; only what exists. */
export function homeRows(course: Course, open: readonly string[]): HomeRow[] {
  return course.modules.flatMap((lesson): HomeRow[] => {
    if (!open.includes(lesson.id)) return [{ row: 'module', lesson }];
    const labs = course.scenarios.filter((scenario) => scenario.module === lesson.id);
    return [
      { row: 'module', lesson },
      ...(lesson.pages.length > 0 ? [{ row: 'lesson' as const, lesson }] : []),
      ...labs.map((scenario) => ({ row: 'lab' as const, lesson, scenario })),
      ...(lesson.quiz.length > 0 ? [{ row: 'quiz' as const, lesson }] : []),
    ];
  });
}

/** How many of a module's parts are done: its lesson read, each lab solved, each question answered right. */
export function doneOf(course: Course, learned: Progress, lesson: Lesson): { readonly done: number; readonly all: number } {
  const labs = course.scenarios.filter((scenario) => scenario.module === lesson.id && scenario.kind !== 'sandbox');
  const solved = labs.filter((scenario) => labState(learned, scenario.id).solved).length;
  const read = isRead(learned, lesson) ? 1 : 0;
  return { done: solved + rightOf(learned, lesson) + read, all: labs.length + lesson.quiz.length + (lesson.pages.length > 0 ? 1 : 0) };
}

/** Whether every page of the lesson has been seen. */
export function isRead(learned: Progress, lesson: Lesson): boolean {
  const seen = learned.lessons[lesson.id]?.seen ?? [];
  return lesson.pages.length > 0 && lesson.pages.every((page) => seen.includes(page.id));
}

/** How a question is called in the journal. */
export function questionKey(lesson: string, question: string): string {
  return `${lesson}/${question}`;
}

/** How many questions of the lesson were answered right at the last try. */
export function rightOf(learned: Progress, lesson: Lesson): number {
  return lesson.quiz.filter((question) => learned.answers[questionKey(lesson.id, question.id)]?.verdict === 'pass').length;
}

export type LabState = { readonly begun: boolean; readonly solved: boolean; readonly assisted: boolean; readonly passed: number };

/** What all attempts at a lab amount to: solved unaided in one of them counts as that. */
export function labState(learned: Progress, scenario: string): LabState {
  const attempts = learned.attempts.filter((attempt) => attempt.content === scenario);
  const solved = attempts.filter((attempt) => attempt.solved);
  const latest = attempts.at(-1);
  return {
    begun: attempts.length > 0,
    solved: solved.length > 0,
    assisted: solved.length > 0 && solved.every((attempt) => attempt.assisted),
    passed: Object.values(latest?.verdicts ?? {}).filter((verdict) => verdict === 'pass').length,
  };
}

/** The first thing of the course that is not done yet: what to go on with. */
export function nextOf(course: Course, learned: Progress): HomeRow | null {
  const all = homeRows(
    course,
    course.modules.map((lesson) => lesson.id),
  );
  return all.find((row) => row.row !== 'module' && !isDone(learned, row)) ?? null;
}

function isDone(learned: Progress, row: HomeRow): boolean {
  if (row.row === 'lesson') return isRead(learned, row.lesson);
  if (row.row === 'lab' && row.scenario.kind === 'sandbox') return true;
  return row.row === 'lab' ? labState(learned, row.scenario.id).solved : rightOf(learned, row.lesson) === row.lesson.quiz.length;
}
