/** What a learner sees of content, in sentences, for its author: in both languages, broken at 80 columns. */
import { openAttempt } from '../course/attempt.ts';
import type { Course, Lesson } from '../course/content.ts';
import { LANGS, type Lang } from '../engine/text.ts';
import { NO_PROGRESS } from '../progress/fold.ts';
import { wrapText } from '../tui/parts/wrap.ts';
import type { Around, Spot } from './plain/spot.ts';
import { spotText } from './plain/step.ts';

const COLUMNS = 80;

/** The start of each scenario and the changed page of each lesson; `before` is the course as it was shown last. */
export function previewOf(course: Course, before: Course | null): string {
  const labs = course.scenarios.map((scenario): Spot => ({ at: 'lab', scenario, attempt: openAttempt(scenario, { seed: 'prove' }), name: '' }));
  const pages = course.modules
    .filter(({ pages: all }) => all.length > 0)
    .map((lesson): Spot => ({ at: 'lesson', lesson, page: changedPage(lesson, before), part: 0 }));
  return [...labs, ...pages].flatMap((spot) => LANGS.map((lang) => shown(spot, course, lang))).join('\n');
}

/** The first page that is not as it was; the first of all where none is known. */
function changedPage({ id, pages }: Lesson, before: Course | null): number {
  const old = before?.modules.find((lesson) => lesson.id === id)?.pages ?? [];
  return Math.max(
    0,
    pages.findIndex((page, index) => JSON.stringify(page) !== JSON.stringify(old[index])),
  );
}

function shown(spot: Spot, course: Course, lang: Lang): string {
  const around: Around = {
    course,
    lang,
    progress: NO_PROGRESS,
    seed: 'prove',
    open: (scenario) => ({ attempt: openAttempt(scenario, { seed: 'prove' }), name: '' }),
  };
  const rows = wrapText(spotText(spot, around).trimEnd(), COLUMNS).map((row) => row.map(({ text }) => text).join(''));
  return `${`── ${lang} `.padEnd(COLUMNS, '─')}\n${rows.join('\n')}\n`;
}
