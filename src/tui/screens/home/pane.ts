/** The course map, and beside it what to go on with. */
import type { Course } from '../../../course/content.ts';
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import type { Progress } from '../../../progress/fold.ts';
import type { HomeScreen } from '../../model.ts';
import { type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, ends, fitted, type Line, line, span, toned } from '../../parts/line.ts';
import { progressBar } from '../../parts/progress-bar.ts';
import { moreMark, windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { previewed } from '../../previewed.ts';
import { doneOf, type HomeRow, homeRows, isRead, type LabState, labState, nextOf, questionKey, rightOf } from './rows.ts';
import { kindTexts, homeTexts as T } from './texts.ts';

export type HomeProps = {
  readonly screen: HomeScreen;
  readonly course: Course;
  readonly learned: Progress;
  readonly stream: string;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

/** The lines of both panes; stacked when the window is too narrow for two columns. */
export function homePanes(props: HomeProps): { readonly left: readonly Line[]; readonly right: readonly Line[]; readonly stacked: boolean } {
  const stacked = props.width < 100;
  const below = stacked ? Math.min(8, Math.max(4, props.height - 10)) : props.height;
  const leftWidth = stacked ? props.width : Math.floor(props.width * 0.62);
  const course: Frame = {
    title: line(span(fill(T.course, props.lang), 'strong')),
    width: leftWidth,
    height: stacked ? props.height - below : props.height,
    focused: false,
  };
  const today: Frame = {
    title: line(span(fill(T.today, props.lang), 'strong')),
    width: stacked ? props.width : props.width - leftWidth,
    height: below,
    focused: false,
  };
  return { left: mapPane(props, course), right: framed(today, todayLines(props, inside(today).width)), stacked };
}

function mapPane(props: HomeProps, frame: Frame): Line[] {
  const room = inside(frame);
  const rows = homeRows(props.course, props.screen.open);
  if (rows.length === 0) return framed(frame, wrap(inline(fill(T.empty, props.lang)), room.width));
  const from = windowAround(rows.length, room.height, props.screen.at);
  const lines = rows.slice(from, from + room.height).map((row, index) => rowLine(props, row, room.width, from + index === props.screen.at));
  return framed({ ...frame, note: line(span(moreMark(from, rows.length, room.height), 'dim')) }, lines);
}

function rowLine(props: HomeProps, row: HomeRow, width: number, selected: boolean): Line {
  const mark = selected ? '▸ ' : '  ';
  const say = (text: Text, params: Params = {}) => fill(text, props.lang, params);
  if (row.row === 'module') {
    const { done, all } = doneOf(props.course, props.learned, row.lesson);
    const figures = `${done}/${all}`.padStart(6);
    const number = row.lesson.number === 0 ? '  ' : String(row.lesson.number).padStart(2);
    if (all === 0) return ends(choose([span(`${mark}${number} `), span(say(row.lesson.title), 'strong')], selected), [], width);
    const right: Line = [...progressBar(done, all, 12), span(figures), span(done === all && all > 0 ? ' ✓' : '  ', 'good')];
    return ends(choose([span(`${mark}${number} `), span(say(row.lesson.title), 'strong')], selected), right, width);
  }
  const state = stateOf(props, row, say);
  const label = row.row === 'lesson' ? say(T.lesson) : row.row === 'quiz' ? say(T.quiz) : say(kindTexts[row.scenario.kind]);
  const title = row.row === 'lab' ? say(row.scenario.title) : '';
  const left: Line = [
    span(`${mark}    ${state.mark} `, state.tone),
    ...fitted(line(span(label, 'dim')), title === '' ? cells(label) : 7),
    span(title === '' ? '' : ` ${title}`),
  ];
  return ends(choose(left, selected), line(span(state.text, 'dim')), width);
}

function choose(one: Line, selected: boolean): Line {
  return selected ? toned(one, 'selected') : one;
}

type State = { readonly mark: string; readonly tone: 'good' | 'dim' | 'accent'; readonly text: string };

function stateOf({ learned }: HomeProps, row: HomeRow, say: (text: Text, params?: Params) => string): State {
  if (row.row === 'lab' && row.scenario.kind === 'sandbox') return { mark: '◇', tone: 'accent', text: '' };
  if (row.row === 'lab') return labRowState(labState(learned, row.scenario.id), row.scenario.accept.length, say);
  if (row.row === 'quiz') {
    const right = rightOf(learned, row.lesson);
    const all = row.lesson.quiz.length;
    const tried = row.lesson.quiz.some((question) => learned.answers[questionKey(row.lesson.id, question.id)] !== undefined);
    if (!tried) return { mark: '□', tone: 'dim', text: say(T.notStarted) };
    return { mark: right === all ? '✓' : '▸', tone: right === all ? 'good' : 'accent', text: say(T.questions, { right, all }) };
  }
  const n = row.lesson.pages.length;
  if (isRead(learned, row.lesson)) return { mark: '✓', tone: 'good', text: say(T.read) };
  const known = learned.lessons[row.lesson.id];
  if (known === undefined) return { mark: '□', tone: 'dim', text: say(T.pagesAll, { n }) };
  const page = row.lesson.pages.findIndex((one) => one.id === known.page) + 1;
  return { mark: '▸', tone: 'accent', text: say(T.pages, { n, page }) };
}

function labRowState(state: LabState, all: number, say: (text: Text, params?: Params) => string): State {
  if (!state.begun) return { mark: '□', tone: 'dim', text: say(T.notStarted) };
  if (state.solved) return { mark: '✓', tone: 'good', text: say(state.assisted ? T.assisted : T.solved) };
  return { mark: '▸', tone: 'accent', text: say(T.accepted, { passed: state.passed, all }) };
}

function todayLines(props: HomeProps, width: number): Line[] {
  const say = (text: Text, params: Params = {}) => fill(text, props.lang, params);
  const next = nextOf(props.course, props.learned);
  const begun = Object.keys(props.learned.lessons).length + props.learned.attempts.length > 0;
  const verb = span(`${say(begun ? T.continue : T.start)}  `, 'accent');
  const goOn = next === null ? [line(verb, span(say(T.allDoneShort)))] : wrap([verb, ...titleOf(next, say)], width, { hang: 2 });
  const planner = wrap([span('p  ', 'accent'), span(say(T.planner), 'dim')], width, { hang: 3 });
  const selected = homeRows(props.course, props.screen.open)[props.screen.at];
  return selected === undefined ? [...goOn, ...planner] : [...goOn, ...planner, EMPTY, ...aboutLines(props, selected, say, width)];
}

function titleOf(row: HomeRow, say: (text: Text) => string): Line {
  if (row.row === 'lab') return [span(say(row.scenario.title), 'strong')];
  return [span(say(row.lesson.title), 'strong'), span(row.row === 'quiz' ? `, ${say(T.quiz)}` : row.row === 'lesson' ? `, ${say(T.lesson)}` : '')];
}

type Say = (text: Text, params?: Params) => string;

function aboutLines(props: HomeProps, row: HomeRow, say: Say, width: number): Line[] {
  const minutes = row.row === 'lab' ? row.scenario.minutes : row.lesson.minutes;
  const head = wrap([span(`${say(T.selected)}  `, 'dim'), ...titleOf(row, say)], width, { hang: 2 });
  const time = row.row === 'quiz' || minutes === 0 ? [] : [line(span(say(T.minutes, { n: minutes }), 'dim'))];
  const more = descriptionOf(props, row, say, width);
  return [...head, ...time, ...(more.length > 0 ? [EMPTY, ...more] : [])];
}

/** What awaits the learner: the story and the list of a lab, the pages of a lesson, the first question of a check. */
function descriptionOf({ course, learned, stream, width: window, lang }: HomeProps, row: HomeRow, say: Say, width: number): Line[] {
  const item = (mark: string, text: string, good: boolean) =>
    wrap([span(`${mark} `, good ? 'good' : 'dim'), ...inline(text, good ? 'dim' : 'plain')], width, { hang: 2 });
  switch (row.row) {
    case 'lab': {
      const scenario = previewed(row.scenario, { learned, stream });
      const [story = '', ...rest] = say(scenario.story).split('\n');
      // A narrow window has room for the first sentence.
      if (window < 100) return wrap(inline(firstSentence(story)), width);
      const verdicts = learned.attempts.findLast((attempt) => attempt.content === row.scenario.id)?.verdicts ?? {};
      const { solved } = labState(learned, row.scenario.id);
      const accept = scenario.accept.flatMap((one) => {
        const holds = solved || verdicts[one.id] === 'pass';
        return item(holds ? '✓' : '□', say(one.text), holds);
      });
      return [...[story, ...rest].flatMap((text) => wrap(inline(text), width)), EMPTY, ...accept];
    }
    case 'lesson': {
      const seen = learned.lessons[row.lesson.id]?.seen ?? [];
      return row.lesson.pages.flatMap((page) => item(seen.includes(page.id) ? '✓' : '□', say(page.heading), seen.includes(page.id)));
    }
    case 'quiz':
      return row.lesson.quiz.slice(0, 1).flatMap((question) => wrap(inline(firstSentence(say(question.stem))), width));
    case 'module': {
      const first = row.lesson.pages[0]?.body[lang].find((block) => block.block === 'paragraph');
      const labs = course.scenarios.filter((scenario) => scenario.module === row.lesson.id);
      const about = first?.block === 'paragraph' ? wrap(inline(firstSentence(first.text)), width) : [];
      return [
        ...about,
        EMPTY,
        ...labs.flatMap((one) => item(labState(learned, one.id).solved ? '✓' : '□', say(one.title), labState(learned, one.id).solved)),
      ];
    }
  }
}

/** Up to the first end of a sentence: a full stop or a question mark before a space. */
function firstSentence(text: string): string {
  return /^[\s\S]*?[.?](?=\s|$)/.exec(text)?.[0] ?? text;
}
