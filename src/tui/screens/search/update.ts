/** What keys do in the search. */
import { engine, hasEngine } from '../../engine.ts';
import { front, type Model, type SearchScreen } from '../../model.ts';
import { type Edit, edited, NO_TEXT } from '../../parts/editor.ts';
import { lessonOf, lessonOfConcept } from '../../places.ts';
import { entered, left, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { openGlossary } from '../glossary/update.ts';
import { openLab } from '../home/update.ts';
import { openLesson } from '../lesson/update.ts';
import { searchTexts as T } from './texts.ts';

export type SearchMsg =
  | { readonly msg: 'search-open'; readonly query: string }
  | { readonly msg: 'search-edit'; readonly edit: Edit }
  | { readonly msg: 'search-move'; readonly by: -1 | 1 }
  | { readonly msg: 'search-go' };

export function updateSearch(model: Model, msg: SearchMsg): Updated {
  if (msg.msg === 'search-open') {
    if (!hasEngine()) return noticed(model, { text: T.loading, tone: 'info' });
    return entered(model, { screen: 'search', editor: edited(NO_TEXT, { edit: 'replace', text: msg.query }), at: 0 });
  }
  const screen = front(model);
  if (screen.screen !== 'search') return updated(model);
  switch (msg.msg) {
    case 'search-edit':
      return updated(withFront(model, { ...screen, editor: edited(screen.editor, msg.edit), at: 0 }));
    case 'search-move': {
      const count = engine().foundIn(model.course, screen.editor.text, model.lang).length;
      return updated(withFront(model, { ...screen, at: Math.max(0, Math.min(count - 1, screen.at + msg.by)) }));
    }
    case 'search-go':
      return gone(model, screen);
  }
}

/** The place of the find, over the search: going back leads to the list again. */
function gone(model: Model, screen: SearchScreen): Updated {
  const one = engine().foundIn(model.course, screen.editor.text, model.lang)[screen.at];
  if (one === undefined) return updated(model);
  if (one.kind === 'command') return noticed(model, { text: T.typeIt, tone: 'info' });
  if (one.kind === 'term') {
    return openGlossary(model, one.title[model.lang]);
  }
  if (one.kind === 'scenario') {
    const open = model.screens.some((at) => at.screen === 'lab' && at.scenario === one.id);
    return open ? left(model) : openLab(model, one.id);
  }
  if (one.kind === 'page') {
    const lesson = lessonOf(model.course, one.lesson ?? '');
    const page = lesson?.pages.findIndex(({ id }) => id === one.id) ?? -1;
    return lesson === undefined ? updated(model) : openLesson(model, lesson.id, Math.max(0, page));
  }
  const taught = one.concept === null ? null : lessonOfConcept(model.course, one.concept);
  return taught === null ? noticed(model, { text: T.later, tone: 'info' }) : openLesson(model, taught.lesson.id, taught.page);
}
