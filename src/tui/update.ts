/** The one function that says what the model is after something happened. Pure: what has to be done outside is an effect. */

import { contextOf, isTyping } from './key-record.ts';
import { route } from './keys.ts';
import { front, labAt, labOf, type Model } from './model.ts';
import type { Msg } from './msg.ts';
import { edited, NO_TEXT } from './parts/editor.ts';
import { clampScroll } from './parts/window.ts';
import type { PlaceOf } from './places.ts';
import { updateDesigns } from './screens/designs/update.ts';
import { updateGlossary } from './screens/glossary/update.ts';
import { helpLimit } from './screens/help/lines.ts';
import { questionKey } from './screens/home/rows.ts';
import { openLab, updateHome } from './screens/home/update.ts';
import { guided } from './screens/lab/guided.ts';
import { menuOpened } from './screens/lab/menu.ts';
import { updateSheet } from './screens/lab/sheet-update.ts';
import { afterLine, pastedInto, updateLab } from './screens/lab/update.ts';
import { openLesson, updateLesson } from './screens/lesson/update.ts';
import { updateObject } from './screens/object/update.ts';
import { updatePlanner } from './screens/planner/update.ts';
import { openQuiz, updateQuiz } from './screens/quiz/update.ts';
import { pastedIntoReach, updateReach } from './screens/reach/update.ts';
import { updateSearch } from './screens/search/update.ts';
import { updateSettings } from './screens/settings/update.ts';
import { updateTimeline } from './screens/timeline/update.ts';
import { updateTrace } from './screens/trace/update.ts';
import { updateWelcome } from './screens/welcome/update.ts';
import { appTexts } from './texts.ts';
import { entered, left, noticed, type Updated, updated, withFront, withLab, withQuiz } from './updated.ts';

/** Two presses of Ctrl-C within this time quit. */
const TWICE_MS = 2000;

/** The model after a message, and what it asks the outside for. */
export function update(model: Model, msg: Msg): Updated {
  switch (msg.msg) {
    case 'stroke': {
      const meant = route(model, msg.stroke, msg.at);
      const calm: Model = { ...model, notice: null, interrupted: meant?.msg === 'interrupt' ? model.interrupted : null };
      return meant === null ? updated(calm) : update(withoutAsking(calm, meant), meant);
    }
    case 'paste':
      return pasted({ ...model, notice: null }, msg.text);
    case 'resize':
      return updated({ ...model, size: msg.size });
    case 'interrupt':
      return interrupted(model, msg.at);
    case 'end-of-input':
      return ended(model);
    case 'back':
      return left(model);
    case 'go':
      return gone(model, msg.place);
    case 'quit':
      return updated(model, { effect: 'quit', code: 0 });
    case 'stop':
      return updated(model, { effect: 'stop' });
    case 'lang': {
      const to = msg.lang === 'other' ? (model.lang === 'ko' ? 'en' : 'ko') : msg.lang;
      return updated({ ...model, lang: to }, { effect: 'append', attempt: '', body: { k: 'note', b: { lang: to } } });
    }
    case 'help':
      return updated({ ...model, help: model.help === null ? { scroll: 0 } : null });
    case 'help-scroll': {
      const limit = helpLimit(model);
      return updated({ ...model, help: { scroll: clampScroll((model.help?.scroll ?? 0) + msg.by, limit, 0) } });
    }
    case 'settings':
      return front(model).screen === 'settings' ? updated(model) : entered(model, { screen: 'settings' });
    case 'notice':
      return noticed(model, msg.notice);
    case 'learned':
      return updated({ ...model, learned: msg.learned });
    case 'opened': {
      const known = withLab(model, guided(null, labOf(msg.attempt, msg.name, msg.shown)));
      const told: Model = msg.notice === null ? known : { ...known, notice: { text: msg.notice, tone: 'info' } };
      return entered(told, { screen: 'lab', scenario: msg.attempt.scenario.id });
    }
    case 'entered':
      return afterLine(model, labAt(model, msg.scenario), msg);
    case 'completed':
      return updated(withLab(model, menuOpened(labAt(model, msg.scenario), msg)));
    case 'graded':
      return graded(model, msg);
    default:
      return updateScreen(model, msg);
  }
}

type ScreenMsg = Exclude<
  Msg,
  {
    msg:
      | 'go'
      | 'stroke'
      | 'paste'
      | 'resize'
      | 'interrupt'
      | 'end-of-input'
      | 'back'
      | 'quit'
      | 'stop'
      | 'lang'
      | 'help'
      | 'help-scroll'
      | 'settings'
      | 'notice'
      | 'learned'
      | 'opened'
      | 'entered'
      | 'completed'
      | 'graded';
  }
>;

function updateScreen(model: Model, msg: ScreenMsg): Updated {
  switch (msg.msg) {
    case 'search-open':
    case 'search-edit':
    case 'search-move':
    case 'search-go':
      return updateSearch(model, msg);
    case 'timeline-open':
    case 'timeline-move':
    case 'timeline-step':
    case 'timeline-goto':
    case 'timeline-checkpoint':
      return updateTimeline(model, msg);
    case 'welcome-lang':
    case 'welcome-start':
      return updateWelcome(model, msg);
    case 'home-move':
    case 'home-end':
    case 'home-open':
    case 'home-fold':
    case 'home-continue':
    case 'home-tour':
      return updateHome(model, msg);
    case 'lesson-turn':
    case 'lesson-page':
    case 'lesson-scroll':
    case 'lesson-on':
      return updateLesson(model, msg);
    case 'trace-hop':
    case 'trace-end':
    case 'trace-part':
    case 'trace-branch':
    case 'trace-all':
    case 'trace-diff':
    case 'trace-object':
    case 'trace-lesson':
    case 'trace-scroll':
      return updateTrace(model, msg);
    case 'glossary-open':
    case 'glossary-edit':
    case 'glossary-move':
    case 'glossary-go':
      return updateGlossary(model, msg);
    case 'designs-open':
    case 'designs-move':
    case 'designs-scroll':
      return updateDesigns(model, msg);
    case 'object-scroll':
    case 'object-type':
      return updateObject(model, msg);
    case 'quiz-move':
    case 'quiz-mark':
    case 'quiz-choose':
    case 'quiz-cycle':
    case 'quiz-shift':
    case 'quiz-edit':
    case 'quiz-submit':
    case 'quiz-turn':
    case 'quiz-again':
    case 'quiz-scroll':
      return updateQuiz(model, msg);
    case 'planner-open':
    case 'planner-slider':
    case 'planner-value':
    case 'planner-type':
    case 'planner-edit':
    case 'planner-typed':
    case 'planner-again':
    case 'planner-tab':
    case 'planner-subnet':
    case 'planner-node':
    case 'planner-planned':
      return updatePlanner(model, msg);
    case 'reach-open':
    case 'reach-move':
    case 'reach-view':
    case 'reach-policy-only':
    case 'reach-type':
    case 'reach-edit':
    case 'reach-typed':
    case 'reach-complete':
    case 'reach-keep':
    case 'reach-trace':
    case 'reach-scroll':
      return updateReach(model, msg);
    case 'setting':
      return updateSettings(model, msg);
    case 'sheet-open':
    case 'sheet-apply':
    case 'sheet-leave':
    case 'sheet-row':
    case 'sheet-tab':
    case 'sheet-shift':
    case 'sheet-backspace':
    case 'sheet-climb':
    case 'sheet-problem':
    case 'sheet-menu':
    case 'sheet-editor':
    case 'sheet-edited':
      return updateSheet(model, msg);
    default:
      return updateLab(model, msg);
  }
}

function gone(model: Model, at: PlaceOf): Updated {
  switch (at.place) {
    case 'home':
      return updated(model);
    case 'lesson':
      return openLesson(model, at.lesson.id, at.page);
    case 'quiz':
      return openQuiz(model, at.lesson.id, at.at);
    case 'lab':
    case 'trace':
      return openLab(model, at.scenario.id);
  }
}

/** What asked for a second press forgets it when another key comes. */
function withoutAsking(model: Model, meant: Msg): Model {
  const screen = front(model);
  if (screen.screen !== 'lab' || meant.msg === 'lab-ask') return model;
  const lab = labAt(model, screen.scenario);
  return lab.asking === null ? model : withLab(model, { ...lab, asking: null });
}

function pasted(model: Model, text: string): Updated {
  const context = contextOf(model);
  if (!isTyping(context)) return updated(model);
  const screen = front(model);
  if (screen.screen === 'planner') return update(model, { msg: 'planner-edit', edit: { edit: 'insert', text: text.trim().replace(/\s+/g, '') } });
  if (screen.screen === 'glossary') return update(model, { msg: 'glossary-edit', edit: { edit: 'insert', text: text.trim().replace(/\s+/g, ' ') } });
  if (screen.screen === 'search') return update(model, { msg: 'search-edit', edit: { edit: 'insert', text: text.trim().replace(/\s+/g, ' ') } });
  if (screen.screen === 'quiz') return update(model, { msg: 'quiz-edit', edit: { edit: 'insert', text: text.trim().replace(/\s+/g, ' ') } });
  if (screen.screen === 'reach') return updated(withFront(model, pastedIntoReach(screen, text)));
  if (screen.screen !== 'lab') return updated(model);
  if (context === 'lab.search') return update(model, { msg: 'lab-search-type', text: text.replace(/\s+/g, ' ') });
  if (context === 'lab.find') return update(model, { msg: 'lab-find-type', text: text.trim().replace(/\s+/g, ' ') });
  return updated(withLab(model, pastedInto(labAt(model, screen.scenario), text)));
}

/** Ctrl-C clears what is being typed; with nothing to clear it asks, and pressed again soon it quits. */
function interrupted(model: Model, at: number): Updated {
  if (model.interrupted !== null && at - model.interrupted <= TWICE_MS) return updated(model, { effect: 'quit', code: 0 });
  const asked: Model = { ...model, interrupted: at };
  const screen = front(model);
  if (screen.screen === 'lab') {
    const lab = labAt(model, screen.scenario);
    if (lab.sheet !== null) {
      const left = updateSheet(asked, { msg: 'sheet-leave' });
      return { ...left, model: { ...left.model, interrupted: at } };
    }
    if (lab.editor.text !== '' || lab.menu !== null || lab.search !== null || lab.find !== null) {
      return updated(withLab(asked, { ...lab, editor: { ...NO_TEXT, killed: lab.editor.killed }, menu: null, search: null, find: null }));
    }
  }
  if (screen.screen === 'reach' && (screen.typing !== null || screen.tried !== null))
    return updated(withFront(asked, { ...screen, typing: null, tried: null }));
  if ((screen.screen === 'search' || screen.screen === 'glossary') && screen.editor.text !== '')
    return updated(withFront(asked, { ...screen, editor: NO_TEXT, at: 0 }));
  if (screen.screen === 'planner' && model.planner.typing !== null) return updated({ ...asked, planner: { ...model.planner, typing: null } });
  const quiz = screen.screen === 'quiz' ? model.quizzes[screen.lesson] : undefined;
  if (quiz !== undefined && quiz.editor.text !== '') return updated(withQuiz(asked, { ...quiz, editor: NO_TEXT }));
  return noticed(asked, { text: appTexts.againToQuit, tone: 'info' });
}

/** Ctrl-D ends the input being read, deletes in a line that is not empty, goes back from an empty one, and quits at home. */
function ended(model: Model): Updated {
  if (contextOf(model) === 'small') return updated(model, { effect: 'quit', code: 0 });
  if (model.help !== null) return updated({ ...model, help: null });
  const screen = front(model);
  if (screen.screen === 'home') return updated(model, { effect: 'quit', code: 0 });
  if (screen.screen === 'lab') {
    const lab = labAt(model, screen.scenario);
    if (lab.focus === 'prompt' && lab.editor.text !== '') return updated(withLab(model, { ...lab, editor: edited(lab.editor, { edit: 'delete' }) }));
  }
  return left(model);
}

function graded(model: Model, { lesson, question, answered }: Extract<Msg, { msg: 'graded' }>): Updated {
  const quiz = model.quizzes[lesson];
  if (quiz === undefined) return updated(model);
  const next = withQuiz(model, { ...quiz, answered: { ...quiz.answered, [question]: answered }, scroll: 0 });
  const body = { k: 'answer', b: { question: questionKey(lesson, question), given: answered.given, verdict: answered.verdict } } as const;
  return updated(next, { effect: 'append', attempt: '', body });
}
