/** What keys do in a knowledge check. */
import type { Lesson, Question } from '../../../course/content.ts';
import { nextRendering } from '../../../course/quiz.ts';
import { front, type Model, type Quiz } from '../../model.ts';
import { type Edit, edited, NO_TEXT } from '../../parts/editor.ts';
import { moved, orderingOf, shifted, toggled } from '../../parts/ordering.ts';
import { lessonOf } from '../../places.ts';
import { entered, noteOf, noticed, type Updated, updated, withQuiz } from '../../updated.ts';
import { questionKey } from '../home/rows.ts';
import { quizTexts } from './texts.ts';

export type QuizMsg =
  | { readonly msg: 'quiz-move'; readonly by: number }
  | { readonly msg: 'quiz-mark' }
  | { readonly msg: 'quiz-choose'; readonly option: number }
  | { readonly msg: 'quiz-cycle'; readonly by: -1 | 1 }
  | { readonly msg: 'quiz-shift'; readonly by: -1 | 1 }
  | { readonly msg: 'quiz-edit'; readonly edit: Edit }
  | { readonly msg: 'quiz-submit' }
  | { readonly msg: 'quiz-turn'; readonly by: -1 | 1 }
  | { readonly msg: 'quiz-again' }
  | { readonly msg: 'quiz-scroll'; readonly by: number };

/** The model with the knowledge check in front, at the given question or the first that is not right yet. */
export function openQuiz(model: Model, lesson: string, at?: number): Updated {
  const content = lessonOf(model.course, lesson);
  if (content === undefined || content.quiz.length === 0) return updated(model);
  const known = model.quizzes[lesson];
  const open = content.quiz.findIndex((question) => model.learned.answers[questionKey(lesson, question.id)]?.verdict !== 'pass');
  const quiz = at === undefined && known !== undefined && known.at < content.quiz.length ? known : fresh(content, at ?? Math.max(0, open), known);
  return entered(withQuiz(model, quiz), { screen: 'quiz', lesson });
}

/** The model after a key in a knowledge check. */
export function updateQuiz(model: Model, msg: QuizMsg): Updated {
  const screen = front(model);
  const quiz = screen.screen === 'quiz' ? model.quizzes[screen.lesson] : undefined;
  const lesson = screen.screen === 'quiz' ? lessonOf(model.course, screen.lesson) : undefined;
  if (quiz === undefined || lesson === undefined) return updated(model);
  const question = lesson.quiz[quiz.at];
  if (msg.msg === 'quiz-turn') return turned(model, lesson, quiz, quiz.at + msg.by);
  if (question === undefined) return updated(model);
  if (msg.msg === 'quiz-submit') return submitted(model, quiz, question);
  const next = withQuiz(model, { ...quiz, ...changed(quiz, question, msg) });
  return updated(msg.msg === 'quiz-again' ? withQuestion(next, lesson, nextRendering(question)) : next);
}

function withQuestion(model: Model, { id: lesson }: Lesson, question: Question): Model {
  const quizOf = (quiz: Lesson['quiz']) => quiz.map((one) => (one.id === question.id ? question : one));
  const modules = model.course.modules.map((one) => (one.id === lesson ? { ...one, quiz: quizOf(one.quiz) } : one));
  return { ...model, course: { ...model.course, modules } };
}

/** What would be answered now; null while nothing is. */
export function givenBy(quiz: Quiz, question: Question): readonly string[] | null {
  switch (question.kind) {
    case 'single':
      return quiz.marked.length === 1 ? quiz.marked : null;
    case 'multiple':
      return quiz.marked.length > 0 ? question.options.map((option) => option.id).filter((id) => quiz.marked.includes(id)) : null;
    case 'order':
      return quiz.ordering.taken.length > 0 ? quiz.ordering.taken : null;
    case 'match':
      return quiz.marked.length === question.items.length && quiz.marked.every((id) => id !== '') ? quiz.marked : null;
    case 'number':
    case 'address':
      return quiz.editor.text.trim() === '' ? null : [quiz.editor.text.trim()];
  }
}

function changed(quiz: Quiz, question: Question, msg: Exclude<QuizMsg, { msg: 'quiz-turn' | 'quiz-submit' }>): Partial<Quiz> {
  switch (msg.msg) {
    case 'quiz-move':
      return question.kind === 'order' ? { ordering: moved(quiz.ordering, msg.by) } : { cursor: within(quiz.cursor + msg.by, rowsOf(question)) };
    case 'quiz-mark':
      return question.kind === 'order' ? { ordering: toggled(quiz.ordering) } : marked(quiz, question, quiz.cursor);
    case 'quiz-choose':
      return question.kind === 'match'
        ? matched(quiz, question, msg.option)
        : { ...marked(quiz, question, msg.option), cursor: within(msg.option, rowsOf(question)) };
    case 'quiz-cycle':
      return cycled(quiz, question, msg.by);
    case 'quiz-shift':
      return { ordering: shifted(quiz.ordering, msg.by) };
    case 'quiz-edit':
      return { editor: edited(quiz.editor, msg.edit) };
    case 'quiz-scroll':
      return { scroll: Math.max(0, quiz.scroll + msg.by) };
    case 'quiz-again': {
      const { [question.id]: _, ...answered } = quiz.answered;
      return { ...blank(question), answered };
    }
  }
}

function submitted(model: Model, quiz: Quiz, question: Question): Updated {
  // On a single choice Enter takes what the cursor stands on, so that arrows and Enter are enough.
  const chosen = question.kind === 'single' && quiz.marked.length === 0 ? { ...quiz, ...marked(quiz, question, quiz.cursor) } : quiz;
  const given = givenBy(chosen, question);
  if (given === null) return noticed(model, { text: quizTexts.emptyAnswer, tone: 'info' });
  return updated(withQuiz(model, chosen), { effect: 'grade', lesson: quiz.lesson, question: question.id, given });
}

function turned(model: Model, lesson: Lesson, quiz: Quiz, to: number): Updated {
  const at = Math.max(0, Math.min(lesson.quiz.length, to));
  const next = withQuiz(model, at === quiz.at ? quiz : fresh(lesson, at, quiz));
  return { model: next, effects: noteOf(next) };
}

function fresh(lesson: Lesson, at: number, known: Quiz | undefined): Quiz {
  const question = lesson.quiz[at];
  const answered = known?.answered ?? {};
  const given = question === undefined ? undefined : answered[question.id]?.given;
  const start = question === undefined ? EMPTY_QUESTION : blank(question);
  return { lesson: lesson.id, at, answered, ...start, marked: given ?? start.marked };
}

const EMPTY_QUESTION = { marked: [], ordering: orderingOf([]), cursor: 0, editor: NO_TEXT, scroll: 0 } as const;

function blank(question: Question) {
  const marked = question.kind === 'match' ? question.items.map(() => '') : [];
  return { ...EMPTY_QUESTION, marked, ordering: orderingOf(question.options.map((option) => option.id)) };
}

function rowsOf(question: Question): number {
  return question.kind === 'match' ? question.items.length : question.options.length;
}

function marked(quiz: Quiz, question: Question, at: number): Partial<Quiz> {
  const option = question.options[at];
  if (option === undefined) return {};
  if (question.kind === 'single') return { marked: [option.id] };
  if (question.kind !== 'multiple') return {};
  return { marked: quiz.marked.includes(option.id) ? quiz.marked.filter((id) => id !== option.id) : [...quiz.marked, option.id] };
}

function matched(quiz: Quiz, question: Question, at: number): Partial<Quiz> {
  const option = question.options[at];
  return option === undefined
    ? {}
    : { marked: quiz.marked.map((id, item) => (item === quiz.cursor ? option.id : id)), cursor: within(quiz.cursor + 1, rowsOf(question)) };
}

function cycled(quiz: Quiz, question: Question, by: -1 | 1): Partial<Quiz> {
  if (question.kind !== 'match') return {};
  const at = question.options.findIndex((option) => option.id === quiz.marked[quiz.cursor]);
  const count = question.options.length;
  const next = at === -1 ? (by === 1 ? 0 : count - 1) : (at + by + count) % count;
  return { marked: quiz.marked.map((id, item) => (item === quiz.cursor ? (question.options[next]?.id ?? '') : id)) };
}

function within(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
