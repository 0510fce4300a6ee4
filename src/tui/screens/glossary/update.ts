/** What keys do in the glossary. */
import { engine, hasEngine } from '../../engine.ts';
import { front, type Model } from '../../model.ts';
import { type Edit, edited, NO_TEXT } from '../../parts/editor.ts';
import { entered, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { openLesson } from '../lesson/update.ts';
import { glossaryTexts as T } from './texts.ts';

export type GlossaryMsg =
  | { readonly msg: 'glossary-open' }
  | { readonly msg: 'glossary-edit'; readonly edit: Edit }
  | { readonly msg: 'glossary-move'; readonly by: number }
  /** The page of a lesson that introduces the marked term. */
  | { readonly msg: 'glossary-go' };

/** The model with the glossary in front, at the term that the words name. */
export function openGlossary(model: Model, words: string): Updated {
  if (!hasEngine()) return noticed(model, { text: T.loading, tone: 'info' });
  if (model.course.glossary.length === 0) return noticed(model, { text: T.empty, tone: 'info' });
  return entered(model, { screen: 'glossary', editor: edited(NO_TEXT, { edit: 'replace', text: words }), at: 0 });
}

export function updateGlossary(model: Model, msg: GlossaryMsg): Updated {
  if (msg.msg === 'glossary-open') return openGlossary(model, '');
  const screen = front(model);
  if (screen.screen !== 'glossary') return updated(model);
  const found = engine().foundTerms(model.course.glossary, screen.editor.text, model.lang);
  switch (msg.msg) {
    case 'glossary-edit':
      return updated(withFront(model, { ...screen, editor: edited(screen.editor, msg.edit), at: 0 }));
    case 'glossary-move':
      return updated(withFront(model, { ...screen, at: Math.max(0, Math.min(found.length - 1, screen.at + msg.by)) }));
    case 'glossary-go': {
      const term = found[screen.at];
      const [best] = term === undefined ? [] : engine().pagesOfTerm(model.course, term);
      return best === undefined ? noticed(model, { text: T.noPage, tone: 'info' }) : openLesson(model, best.lesson.id, best.page);
    }
  }
}
