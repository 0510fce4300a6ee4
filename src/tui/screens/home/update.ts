/** What keys do on the course map. */
import { tourOf } from '../../../course/tour.ts';
import type { HomeScreen, Model } from '../../model.ts';
import { front } from '../../model.ts';
import { entered, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { openLesson } from '../lesson/update.ts';
import { openQuiz } from '../quiz/update.ts';
import { type HomeRow, homeRows, nextOf } from './rows.ts';
import { homeTexts } from './texts.ts';

export type HomeMsg =
  | { readonly msg: 'home-move'; readonly by: number }
  | { readonly msg: 'home-end'; readonly end: 'first' | 'last' }
  | { readonly msg: 'home-open' }
  | { readonly msg: 'home-fold'; readonly open: boolean }
  | { readonly msg: 'home-continue' }
  | { readonly msg: 'home-tour' };

/** The model after a key on the course map. */
export function updateHome(model: Model, msg: HomeMsg): Updated {
  const screen = front(model);
  if (screen.screen !== 'home') return updated(model);
  const rows = homeRows(model.course, screen.open);
  const row = rows[screen.at];
  switch (msg.msg) {
    case 'home-move':
      return updated(withFront(model, { ...screen, at: clamp(screen.at + msg.by, rows.length) }));
    case 'home-end':
      return updated(withFront(model, { ...screen, at: msg.end === 'first' ? 0 : Math.max(0, rows.length - 1) }));
    case 'home-fold':
      return updated(row === undefined ? model : withFront(model, folded(screen, rows, row, msg.open)));
    case 'home-open':
      if (row === undefined) return updated(model);
      return row.row === 'module' ? updated(withFront(model, folded(screen, rows, row, !screen.open.includes(row.lesson.id)))) : openRow(model, row);
    case 'home-tour': {
      const tour = tourOf(model.course);
      return tour === null ? updated(model) : openLab(model, tour.id);
    }
    case 'home-continue': {
      const next = nextOf(model.course, model.learned);
      return next === null ? noticed(model, { text: homeTexts.allDone, tone: 'info' }) : openRow(model, next);
    }
  }
}

/** The model with the thing of a row in front. */
export function openRow(model: Model, row: HomeRow): Updated {
  switch (row.row) {
    case 'module':
      return updated(model);
    case 'lesson':
      return openLesson(model, row.lesson.id);
    case 'quiz':
      return openQuiz(model, row.lesson.id);
    case 'lab':
      return openLab(model, row.scenario.id);
  }
}

/** The model with the lab in front; one that is not open yet is asked for. */
export function openLab(model: Model, scenario: string): Updated {
  if (model.labs[scenario] === undefined) return updated(model, { effect: 'open', scenario });
  return entered(model, { screen: 'lab', scenario });
}

function folded(screen: HomeScreen, rows: readonly HomeRow[], row: HomeRow, open: boolean): HomeScreen {
  const id = row.lesson.id;
  const rest = screen.open.filter((one) => one !== id);
  const at = open ? screen.at : rows.findIndex((one) => one.row === 'module' && one.lesson.id === id);
  return { ...screen, open: open ? [...rest, id] : rest, at };
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
