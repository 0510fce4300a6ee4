/** What keys do in a lesson. */
import type { Block } from '../../../course/content.ts';
import type { LessonScreen, Model } from '../../model.ts';
import { front } from '../../model.ts';
import { lessonOf } from '../../places.ts';
import { entered, left, noteOf, type Updated, updated, withFront } from '../../updated.ts';
import { nextOf } from '../home/rows.ts';
import { openRow } from '../home/update.ts';
import { lessonScrollLimit } from './pane.ts';

export type LessonMsg =
  | { readonly msg: 'lesson-turn'; readonly by: number }
  | { readonly msg: 'lesson-page'; readonly page: 'first' | 'last' }
  | { readonly msg: 'lesson-scroll'; readonly by: number }
  /** One step on: the rest of a long page, what stands below a question, the next page, the next item of the module. */
  | { readonly msg: 'lesson-on' };

/** The model with the lesson in front, on the page that was read last unless it is told which. */
export function openLesson(model: Model, lesson: string, page?: number): Updated {
  const pages = lessonOf(model.course, lesson)?.pages ?? [];
  const known = model.learned.lessons[lesson];
  const all = known !== undefined && pages.every((one) => known.seen.includes(one.id));
  const at = page ?? (all ? 0 : pages.findIndex((one) => one.id === known?.page));
  return entered(model, pageScreen(model, lesson, Math.max(0, Math.min(pages.length - 1, at))));
}

/** The model after a key in a lesson. */
export function updateLesson(model: Model, msg: LessonMsg): Updated {
  const screen = front(model);
  if (screen.screen !== 'lesson') return updated(model);
  const pages = lessonOf(model.course, screen.lesson)?.pages.length ?? 0;
  switch (msg.msg) {
    case 'lesson-turn':
      return turned(model, screen, Math.max(0, Math.min(pages - 1, screen.page + msg.by)));
    case 'lesson-page':
      return turned(model, screen, msg.page === 'first' ? 0 : Math.max(0, pages - 1));
    case 'lesson-scroll':
      return scrolled(model, screen, msg.by);
    case 'lesson-on':
      return goneOn(model, screen, pages);
  }
}

/** How many questions to think over a page asks. */
export function asksOf(blocks: readonly Block[]): number {
  return blocks.filter((block) => block.block === 'predict').length;
}

function pageScreen(model: Model, lesson: string, page: number): LessonScreen {
  const known = lessonOf(model.course, lesson)?.pages[page];
  const seen = known !== undefined && (model.learned.lessons[lesson]?.seen ?? []).includes(known.id);
  return { screen: 'lesson', lesson, page, scroll: 0, passed: seen && known !== undefined ? asksOf(known.body[model.lang]) : 0 };
}

function turned(model: Model, screen: LessonScreen, page: number): Updated {
  if (page === screen.page) return updated(model);
  const next = withFront(model, pageScreen(model, screen.lesson, page));
  return { model: next, effects: noteOf(next) };
}

function scrolled(model: Model, screen: LessonScreen, by: number): Updated {
  const limit = lessonScrollLimit(model, screen);
  return updated(withFront(model, { ...screen, scroll: Math.max(0, Math.min(limit, screen.scroll + by)) }));
}

function goneOn(model: Model, screen: LessonScreen, pages: number): Updated {
  if (screen.scroll < lessonScrollLimit(model, screen)) return scrolled(model, screen, Math.max(1, model.size.rows - 8));
  const page = lessonOf(model.course, screen.lesson)?.pages[screen.page];
  if (page !== undefined && screen.passed < asksOf(page.body[model.lang])) return revealed(model, screen);
  if (screen.page + 1 < pages) return turned(model, screen, screen.page + 1);
  const closed = left(model);
  const next = nextOf(closed.model.course, closed.model.learned);
  if (next === null || next.lesson.id !== screen.lesson || next.row === 'lesson') return closed;
  const opened = openRow(closed.model, next);
  return { model: opened.model, effects: [...closed.effects, ...opened.effects] };
}

function revealed(model: Model, screen: LessonScreen): Updated {
  return updated(withFront(model, { ...screen, passed: screen.passed + 1 }));
}
