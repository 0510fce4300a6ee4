/** What an update gives: the model after it, and what it asks the outside for. */
import type { Effect } from './effect.ts';
import type { HomeScreen, Lab, Model, Notice, Quiz, Screen } from './model.ts';
import { placeNote, placeOf } from './places.ts';
import { type HomeRow, homeRows } from './screens/home/rows.ts';

export type Updated = { readonly model: Model; readonly effects: readonly Effect[] };

/** The model with the effects. */
export function updated(model: Model, ...effects: readonly Effect[]): Updated {
  return { model, effects };
}

/** The model with another screen in front, in the place of the one that is. */
export function withFront(model: Model, screen: Screen): Model {
  const [home, ...rest] = model.screens;
  if (rest.length === 0) return screen.screen === 'home' ? { ...model, screens: [screen] } : model;
  return { ...model, screens: [home, ...rest.slice(0, -1), screen] };
}

/** The model with one more screen, and the note of where the learner is now. */
export function entered(model: Model, screen: Screen): Updated {
  const next: Model = { ...model, screens: [...model.screens, screen] };
  return { model: next, effects: noteOf(next) };
}

/** The model with the last screen closed; home stays. */
export function left(model: Model): Updated {
  if (model.screens.length === 1) return updated(model);
  const rest = model.screens.slice(1, -1);
  const home = rest.length === 0 ? homeAt(model, model.screens.at(-1) as Screen) : model.screens[0];
  const next: Model = { ...model, screens: [home, ...rest] };
  return { model: next, effects: noteOf(next) };
}

/** The course map with the row of what is left selected, wherever it was entered from. */
function homeAt({ course, screens: [home] }: Model, from: Screen): HomeScreen {
  const belongs = (row: HomeRow): boolean => {
    if (from.screen === 'lesson' || from.screen === 'quiz') return row.row === from.screen && row.lesson.id === from.lesson;
    return from.screen === 'lab' && row.row === 'lab' && row.scenario.id === from.scenario;
  };
  const module = homeRows(
    course,
    course.modules.map((lesson) => lesson.id),
  ).find(belongs)?.lesson.id;
  if (module === undefined) return home;
  const open = home.open.includes(module) ? home.open : [...home.open, module];
  return { ...home, open, at: homeRows(course, open).findIndex(belongs) };
}

/** The effects that write down where the learner is. */
export function noteOf(model: Model): Effect[] {
  const screen = model.screens.at(-1) as Screen;
  const at = screen.screen === 'quiz' ? (model.quizzes[screen.lesson]?.at ?? 0) : 0;
  const place = placeOf(screen, model.course, at);
  return place === null || place === model.learned.place ? [] : [{ effect: 'append', attempt: '', body: placeNote(place) }];
}

export function withLab(model: Model, lab: Lab): Model {
  return { ...model, labs: { ...model.labs, [lab.scenario]: lab } };
}

export function withQuiz(model: Model, quiz: Quiz): Model {
  return { ...model, quizzes: { ...model.quizzes, [quiz.lesson]: quiz } };
}

export function noticed(model: Model, notice: Notice): Updated {
  return updated({ ...model, notice });
}
