/** What keys do where the language is asked. */
import { tourOf } from '../../../course/tour.ts';
import type { Lang } from '../../../engine/text.ts';
import type { Model } from '../../model.ts';
import { left, type Updated } from '../../updated.ts';
import { openLab } from '../home/update.ts';

export type WelcomeMsg = { readonly msg: 'welcome-lang'; readonly lang: Lang | 'other' } | { readonly msg: 'welcome-start' };

/** The model after a key. The language is kept, so that it is never asked again; the tour comes next. */
export function updateWelcome(model: Model, msg: WelcomeMsg): Updated {
  if (msg.msg === 'welcome-lang') {
    const lang = msg.lang === 'other' ? (model.lang === 'ko' ? 'en' : 'ko') : msg.lang;
    return { model: { ...model, lang }, effects: [] };
  }
  const closed = left(model);
  const chosen = { effect: 'append', attempt: '', body: { k: 'note', b: { lang: model.lang } } } as const;
  const tour = tourOf(model.course);
  const opened = tour === null ? closed : openLab(closed.model, tour.id);
  return { model: opened.model, effects: [chosen, ...(tour === null ? closed.effects : opened.effects)] };
}
