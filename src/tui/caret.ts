/** Where the terminal's own caret stands: the input method of a Korean keyboard composes there. */
import { contextOf, isTyping } from './key-record.ts';
import { front, labAt, type Model } from './model.ts';
import { lessonOf } from './places.ts';
import { glossaryPane } from './screens/glossary/pane.ts';
import { labLayout } from './screens/lab/layout.ts';
import { terminalPane } from './screens/lab/pane.ts';
import { sheetPane } from './screens/lab/sheet-pane.ts';
import { plannerPane } from './screens/planner/pane.ts';
import { quizPane } from './screens/quiz/pane.ts';
import { reachPane } from './screens/reach/pane.ts';
import { searchPane } from './screens/search/pane.ts';

/** The cell of the caret, counted from the top left of the screen; null where nothing is typed. */
export function caretOf(model: Model): { readonly x: number; readonly y: number } | null {
  if (!isTyping(contextOf(model))) return null;
  const screen = front(model);
  if (screen.screen === 'lab') {
    const lab = labAt(model, screen.scenario);
    const { terminal: area, sheet } = labLayout(model.size, lab);
    if (lab.sheet !== null && sheet !== null) return sheetPane({ sheet: lab.sheet, lang: model.lang }, sheet).caret;
    return area === null ? null : terminalPane({ lab, lang: model.lang }, area).caret;
  }
  if (screen.screen === 'glossary') {
    const { caret } = glossaryPane({ screen, course: model.course, lang: model.lang, width: model.size.columns, height: model.size.rows - 2 });
    return { x: caret.x, y: caret.y + 1 };
  }
  if (screen.screen === 'search') {
    const { caret } = searchPane({ screen, course: model.course, lang: model.lang, width: model.size.columns, height: model.size.rows - 2 });
    return { x: caret.x, y: caret.y + 1 };
  }
  if (screen.screen === 'planner') {
    const { caret } = plannerPane({
      screen,
      planner: model.planner,
      live: null,
      lang: model.lang,
      width: model.size.columns,
      height: model.size.rows - 2,
    });
    return caret === null ? null : { x: caret.x, y: caret.y + 1 };
  }
  if (screen.screen === 'reach') {
    const { attempt } = labAt(model, screen.scenario);
    const { caret } = reachPane({ screen, attempt, lang: model.lang, width: model.size.columns, height: model.size.rows - 2 });
    return caret === null ? null : { x: caret.x, y: caret.y + 1 };
  }
  const lesson = screen.screen === 'quiz' ? lessonOf(model.course, screen.lesson) : undefined;
  const quiz = screen.screen === 'quiz' ? model.quizzes[screen.lesson] : undefined;
  if (lesson === undefined || quiz === undefined) return null;
  const { caret } = quizPane({
    quiz,
    lesson,
    misconceptions: model.course.misconceptions,
    learned: model.learned,
    lang: model.lang,
    width: model.size.columns,
    height: model.size.rows - 2,
  });
  return caret === null ? null : { x: caret.x, y: caret.y + 1 };
}
