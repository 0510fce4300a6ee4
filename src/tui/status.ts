/** The line of state on top: where the learner is, how far, and in which language. */
import { fill, type Params, type Text } from '../engine/text.ts';
import { front, labAt, type Model } from './model.ts';
import { statusLine } from './parts/frame.ts';
import { type Line, line, type Span, span } from './parts/line.ts';
import { lessonOf, scenarioOf } from './places.ts';
import { designsTexts } from './screens/designs/texts.ts';
import { glossaryTexts } from './screens/glossary/texts.ts';
import { labTexts } from './screens/lab/texts.ts';
import { lessonTexts } from './screens/lesson/texts.ts';
import { objectTexts } from './screens/object/texts.ts';
import { plannerTexts } from './screens/planner/texts.ts';
import { quizTexts } from './screens/quiz/texts.ts';
import { reachTexts } from './screens/reach/texts.ts';
import { searchTexts } from './screens/search/texts.ts';
import { settingsTexts } from './screens/settings/texts.ts';
import { timelineTexts } from './screens/timeline/texts.ts';
import { traceTexts } from './screens/trace/texts.ts';
import { routeLine } from './screens/trace/words.ts';
import { appTexts } from './texts.ts';

/** The line in exactly the window's width. */
export function statusOf(model: Model): Line {
  const say = (text: Text, params: Params = {}) => fill(text, model.lang, params);
  const lang = span(model.lang === 'ko' ? '[한]EN' : '한[EN]', 'accent');
  const { place, state } = partsOfStatus(model, say);
  const right = state === '' ? line(lang) : line(span(`${state} · `, 'dim'), lang);
  return statusLine([span('ekslab', 'strong'), span('  '), ...place], right, model.size.columns);
}

type Say = (text: Text, params?: Params) => string;

function partsOfStatus(model: Model, say: Say): { readonly place: Line; readonly state: string } {
  const screen = front(model);
  switch (screen.screen) {
    case 'home':
      return { place: [], state: `${say(appTexts.language)} · ${say(appTexts.data)}: ${model.folder}` };
    case 'lesson': {
      const lesson = lessonOf(model.course, screen.lesson);
      return {
        place: path(lesson === undefined ? '' : say(lesson.title)),
        state: say(lessonTexts.page, { n: lesson?.pages.length ?? 0, page: screen.page + 1 }),
      };
    }
    case 'lab':
      return labStatus(model, screen.scenario, say);
    case 'trace':
      return { place: [...path(say(traceTexts.trace)), span('  '), ...routeLine(screen.connection)], state: '' };
    case 'quiz': {
      const lesson = lessonOf(model.course, screen.lesson);
      return { place: path(lesson === undefined ? '' : say(lesson.title), say(quizTexts.title)), state: '' };
    }
    case 'planner': {
      const scenario = screen.scenario === null ? undefined : scenarioOf(model.course, screen.scenario);
      if (screen.scenario === null) return { place: path(say(plannerTexts.title)), state: '' };
      return { place: path(...(scenario === undefined ? [] : [say(scenario.title)]), say(plannerTexts.liveTitle)), state: '' };
    }
    case 'reach': {
      const scenario = scenarioOf(model.course, screen.scenario);
      return { place: path(...(scenario === undefined ? [] : [say(scenario.title)]), say(reachTexts.title)), state: '' };
    }
    case 'object':
    case 'designs': {
      const { place, state } = labStatus(model, screen.scenario, say);
      const title = screen.screen === 'object' ? objectTexts.title : designsTexts.title;
      return { place: [...place, span(' › ', 'dim'), span(say(title))], state };
    }
    case 'timeline': {
      const { place, state } = labStatus(model, screen.scenario, say);
      return { place: [...place, span(' › ', 'dim'), span(say(timelineTexts.title))], state };
    }
    case 'glossary':
      return { place: path(say(glossaryTexts.title)), state: '' };
    case 'search':
      return { place: path(say(searchTexts.title)), state: '' };
    case 'welcome':
      return { place: [], state: '' };
    case 'settings':
      return { place: path(say(settingsTexts.title)), state: '' };
  }
}

function labStatus(model: Model, id: string, say: Say): { readonly place: Line; readonly state: string } {
  const { attempt } = labAt(model, id);
  const scenario = scenarioOf(model.course, id) ?? attempt.scenario;
  const lesson = lessonOf(model.course, scenario.module);
  const passed = attempt.accept.filter((result) => result.verdict === 'pass').length;
  const hints = Object.values(attempt.hints).reduce((sum, tier) => sum + tier, 0);
  const undoable = attempt.transcript.filter((entry) => entry.output.kind === 'write' || entry.output.kind === 'wait').length;
  const short = [
    // Stages that have arrived bring lines of their own.
    ...(attempt.scenario.accept.length === 0 ? [] : [say(labTexts.accepted, { passed, all: attempt.scenario.accept.length })]),
    say(labTexts.hints, { n: hints }),
  ];
  // A narrow window keeps the scenario's own name and gives up the rest.
  if (model.size.columns < 120) return { place: path(say(scenario.title)), state: short.join(' · ') };
  const names = lesson === undefined ? [] : [say(lesson.title)];
  return { place: path(...names, say(scenario.title)), state: [...short, say(labTexts.undo, { n: undoable })].join(' · ') };
}

/** `Services › Two nodes, one port`. */
function path(...names: readonly string[]): Span[] {
  return names.flatMap((name, at) => [...(at === 0 ? [] : [span(' › ', 'dim')]), span(name, at === names.length - 1 ? 'plain' : 'dim')]);
}
