/** What a key is: one record, from which come its handler, the key line, the help and the documentation. */
import type { Text } from '../engine/text.ts';
import type { Model } from './model.ts';
import type { Msg } from './msg.ts';

/** Where keys go: a screen and what has the focus there. */
export type Context =
  | 'welcome'
  | 'home'
  | 'lesson'
  | 'lab.prompt'
  | 'lab.find'
  | 'lab.output'
  | 'lab.sheet'
  | 'lab.sheet-menu'
  | 'lab.menu'
  | 'lab.search'
  | 'lab.pane'
  | 'lab.predict'
  | 'lab.predicted'
  | 'trace'
  | 'timeline'
  | 'object'
  | 'designs'
  | 'glossary'
  | 'search'
  | 'quiz.choice'
  | 'quiz.order'
  | 'quiz.match'
  | 'quiz.typed'
  | 'quiz.answered'
  | 'quiz.end'
  | 'settings'
  | 'planner'
  | 'planner.live'
  | 'planner.typed'
  | 'reach'
  | 'reach.typed'
  | 'reach.what-if'
  | 'help'
  | 'small';

export type KeyRecord = {
  readonly id: string;
  /** The names of the keys, see `strokes.ts`; the first is shown. */
  readonly keys: readonly string[];
  /** What the key line shows instead, where a neighbour does the like: `↑↓`. */
  readonly shows?: string;
  readonly contexts: readonly Context[];
  /** At most nine cells. */
  readonly label: Text;
  readonly help: Text;
  /** Whether it stands on the key line; help shows all. */
  readonly footer: boolean;
  /** Why it does nothing now, or null when it does. */
  readonly disabled?: (model: Model) => Text | null;
  readonly msg: Msg | ((model: Model, at: number) => Msg);
};

/** Where the keys of a model go. */
export function contextOf(model: Model): Context {
  const { columns, rows } = model.size;
  if (columns < 60 || rows < 18) return 'small';
  if (model.help !== null) return 'help';
  const screen = model.screens.at(-1);
  switch (screen?.screen) {
    case 'lesson':
    case 'trace':
    case 'timeline':
    case 'object':
    case 'designs':
    case 'glossary':
    case 'search':
    case 'settings':
    case 'welcome':
      return screen.screen;
    case 'planner':
      return screen.scenario !== null ? 'planner.live' : model.planner.typing === null ? 'planner' : 'planner.typed';
    case 'reach':
      return screen.typing !== null ? 'reach.typed' : screen.tried !== null ? 'reach.what-if' : 'reach';
    case 'lab':
      return labContext(model, screen.scenario);
    case 'quiz':
      return quizContext(model, screen.lesson);
    default:
      return 'home';
  }
}

/** Contexts in which characters are text. */
export function isTyping(context: Context): boolean {
  return (
    context === 'lab.prompt' ||
    context === 'lab.find' ||
    context === 'lab.sheet' ||
    context === 'lab.sheet-menu' ||
    context === 'lab.menu' ||
    context === 'lab.search' ||
    context === 'search' ||
    context === 'glossary' ||
    context === 'quiz.typed' ||
    context === 'planner.typed' ||
    context === 'reach.typed'
  );
}

function labContext(model: Model, scenario: string): Context {
  const lab = model.labs[scenario];
  if (lab === undefined) return 'lab.pane';
  if (lab.predicting !== null) return 'lab.predict';
  if (lab.comparing && lab.attempt.prediction.state === 'given') return 'lab.predicted';
  if (lab.focus !== 'prompt') return 'lab.pane';
  if (lab.search !== null) return 'lab.search';
  if (lab.menu !== null) return 'lab.menu';
  if (lab.find !== null) return lab.find.typing ? 'lab.find' : 'lab.output';
  if (lab.sheet !== null) return lab.sheet.menu === null ? 'lab.sheet' : 'lab.sheet-menu';
  return 'lab.prompt';
}

function quizContext(model: Model, lesson: string): Context {
  const quiz = model.quizzes[lesson];
  const question = model.course.modules.find((one) => one.id === lesson)?.quiz[quiz?.at ?? 0];
  if (quiz === undefined || question === undefined) return 'quiz.end';
  if (quiz.answered[question.id] !== undefined) return 'quiz.answered';
  switch (question.kind) {
    case 'order':
    case 'match':
      return `quiz.${question.kind}`;
    case 'number':
    case 'address':
      return 'quiz.typed';
    default:
      return 'quiz.choice';
  }
}
