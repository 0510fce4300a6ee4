/** The model that the program begins with: the place where the learner was, or the course map. */
import type { Course, Question } from '../course/content.ts';
import { renderedFor, shownOptions } from '../course/quiz.ts';
import type { Lang } from '../engine/text.ts';
import type { Progress } from '../progress/fold.ts';
import { OWN_KEYS } from './key-map.ts';
import type { Model, Size } from './model.ts';
import type { Msg } from './msg.ts';
import { readPlace } from './places.ts';
import { homeRows, nextOf, questionKey } from './screens/home/rows.ts';
import { FIRST_PLANNER } from './screens/planner/state.ts';
import type { Settings } from './settings-file.ts';
import { appTexts } from './texts.ts';

/** Where to begin: a place as the journal writes it, `lab/two-nodes-one-port`. */
export type Start = string;

export type StartOptions = {
  readonly course: Course;
  readonly learned: Progress;
  readonly folder: string;
  /** Mixes the options of the questions: the same for one learner. */
  readonly seed: string;
  readonly lang: Lang;
  readonly size: Size;
  readonly look: Model['look'];
  /** What the settings file says, where there is one. */
  readonly settings?: Settings;
};

/** The course map, with the module to go on with unfolded and its next item selected. */
export function startModel(options: StartOptions): Model {
  const course = mixed(options.course, options.seed, options.learned);
  const next = nextOf(course, options.learned);
  const open = next === null ? course.modules.slice(0, 1).map((lesson) => lesson.id) : [next.lesson.id];
  const rows = homeRows(course, open);
  const at = rows.findIndex(
    (row) =>
      next !== null &&
      row.row === next.row &&
      row.lesson === next.lesson &&
      (row.row !== 'lab' || next.row !== 'lab' || row.scenario === next.scenario),
  );
  return {
    lang: options.lang,
    size: options.size,
    look: options.look,
    course,
    folder: options.folder,
    stream: options.seed,
    learned: options.learned,
    screens: [{ screen: 'home', at: Math.max(0, at), open }],
    labs: {},
    quizzes: {},
    planner: FIRST_PLANNER,
    keys: options.settings?.keys ?? OWN_KEYS,
    problems: options.settings?.problems ?? [],
    help: null,
    notice: null,
    interrupted: null,
  };
}

/** What has to happen for the learner to stand at the place; coming back to it is said in one line. */
export function goingTo(place: string, course: Course, back: boolean): readonly Msg[] {
  const at = readPlace(place, course);
  if (at === null) return [{ msg: 'notice', notice: { text: appTexts.gone, tone: 'info' } }];
  const resumed: readonly Msg[] = back ? [{ msg: 'notice', notice: { text: appTexts.resumed, tone: 'info' } }] : [];
  if (at.place === 'home') return [];
  if (at.place === 'trace') return [{ msg: 'go', place: { ...at, place: 'lab' } }, { msg: 'lab-trace' }, ...resumed];
  return [{ msg: 'go', place: at }, ...resumed];
}

/** Options in the learner's own order; a question that was answered before comes with other numbers, where it has some. */
function mixed(course: Course, seed: string, { answers }: Progress): Course {
  const mix = (lesson: string) => (question: Question) => {
    const rendered = renderedFor(question, `${seed} ${answers[questionKey(lesson, question.id)]?.at ?? ''}`);
    return { ...rendered, options: shownOptions(rendered, seed) };
  };
  return { ...course, modules: course.modules.map((lesson) => ({ ...lesson, quiz: lesson.quiz.map(mix(lesson.id)) })) };
}
