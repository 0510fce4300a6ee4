/** The root of the screen: exactly as many rows and cells as the window has, one place for keys, one for the caret. */
import { Box, useCursor, useInput, usePaste } from 'ink';
import { memo, useMemo } from 'react';
import { fill } from '../engine/text.ts';
import { caretOf } from './caret.ts';
import type { Dispatch } from './dispatch.ts';
import { type Context, contextOf, isTyping } from './key-record.ts';
import { keysOf } from './keys.ts';
import { front, labAt, type Model, roomOf } from './model.ts';
import { keyBar, noticeBar } from './parts/key-bar.ts';
import { LookContext, Row, Rows, type Symbols } from './parts/rows.tsx';
import { themeOf } from './parts/theme.ts';
import { lessonOf } from './places.ts';
import { DesignsView } from './screens/designs/view.tsx';
import { GlossaryView } from './screens/glossary/view.tsx';
import { helpPane } from './screens/help/lines.ts';
import { HomeView } from './screens/home/view.tsx';
import { LabView } from './screens/lab/view.tsx';
import { LessonView } from './screens/lesson/view.tsx';
import { ObjectView } from './screens/object/view.tsx';
import { livePicture } from './screens/planner/live.ts';
import { PlannerView } from './screens/planner/view.tsx';
import { QuizView } from './screens/quiz/view.tsx';
import { ReachView } from './screens/reach/view.tsx';
import { SearchView } from './screens/search/view.tsx';
import { SettingsView } from './screens/settings/view.tsx';
import { smallLines } from './screens/small/lines.ts';
import { TimelineView } from './screens/timeline/view.tsx';
import { type Other, othersOf } from './screens/trace/others.ts';
import { TraceView } from './screens/trace/view.tsx';
import { WelcomeView } from './screens/welcome/view.tsx';
import { statusOf } from './status.ts';
import { isPasted, type Stroke, strokesOf } from './strokes.ts';

type Props = {
  readonly model: Model;
  readonly dispatch: Dispatch;
  /** The learner's clock, in milliseconds. */
  readonly now: () => number;
  /** How many rows are seen, where something covers the lowest ones: the caret is not drawn over that. */
  readonly seen?: number;
};

/** The screen, with the only handlers of keys and of pastes. The settings' list has its own, for the keys that move in it. */
export function Root({ model, dispatch, now, seen = model.size.rows }: Props) {
  const { setCursorPosition } = useCursor();
  useInput((input, key) => {
    if (contextOf(model) === 'lab.sheet' && isPasted(input)) return dispatch({ msg: 'paste', text: input });
    for (const stroke of strokesOf(input, key).flatMap((one) => apart(one, contextOf(model)))) dispatch({ msg: 'stroke', stroke, at: now() });
  });
  usePaste((text) => dispatch({ msg: 'paste', text }));
  const caret = caretOf(model);
  setCursorPosition(caret !== null && caret.y < seen ? caret : undefined);
  return <Screen model={model} dispatch={dispatch} />;
}

const NONE: readonly Other[] = [];

/** More characters at once are no keys that somebody pressed. */
const MOST_KEYS = 8;

/** Where letters act, letters that came in one read are keys one after the other: one that is held down, on a busy machine. */
function apart(stroke: Stroke, context: Context): readonly Stroke[] {
  if (stroke.stroke === 'key' || isTyping(context) || (context === 'planner' && /^\d+$/.test(stroke.text))) return [stroke];
  const characters = [...stroke.text];
  return characters.length > MOST_KEYS ? [] : characters.map((name) => ({ stroke: 'key', name }));
}

/** The picture alone: the same model gives the same picture. */
export function Screen({ model, dispatch }: Omit<Props, 'now' | 'seen'>) {
  const { columns, rows } = model.size;
  const look = useMemo(() => ({ theme: themeOf(model.look.colours, model.look.depth), symbols: symbolsOf(model.look) }), [model.look]);
  if (roomOf(model.size) === 'none') {
    return (
      <LookContext.Provider value={look}>
        <Box width={columns} height={rows} flexDirection="column">
          <Rows lines={smallLines(model.size)} />
        </Box>
      </LookContext.Provider>
    );
  }
  return (
    <LookContext.Provider value={look}>
      <Box width={columns} height={rows} flexDirection="column">
        <Row line={statusOf(model)} />
        <Box height={rows - 2} width={columns} flexShrink={0}>
          <Body model={model} dispatch={dispatch} />
        </Box>
        <Row line={bottomOf(model)} />
      </Box>
    </LookContext.Provider>
  );
}

/** The symbols that a look draws with. */
export function symbolsOf({ ascii, width }: Model['look']): Symbols {
  return width === 'wide' ? 'unambiguous' : ascii ? 'ascii' : 'unicode';
}

function bottomOf(model: Model) {
  const { notice, lang, size } = model;
  if (notice !== null) return noticeBar(fill(notice.text, lang, notice.params ?? {}), notice.tone, size.columns);
  const legal = keysOf(contextOf(model), model.keys).filter((record) => (record.disabled?.(model) ?? null) === null);
  return keyBar(legal, lang, size.columns);
}

const Body = memo(function Body({ model, dispatch }: Omit<Props, 'now' | 'seen'>) {
  const { course, learned, lang, size, stream } = model;
  const area = { width: size.columns, height: size.rows - 2 };
  if (model.help !== null) return <Rows lines={helpPane(model, area.width, area.height)} />;
  const screen = front(model);
  switch (screen.screen) {
    case 'home':
      return <HomeView screen={screen} course={course} learned={learned} stream={stream} lang={lang} {...area} />;
    case 'lesson': {
      const lesson = lessonOf(course, screen.lesson);
      return lesson === undefined ? null : <LessonView screen={screen} lesson={lesson} lang={lang} {...area} />;
    }
    case 'lab':
      return <LabView lab={labAt(model, screen.scenario)} lang={lang} size={size} />;
    case 'trace':
      return (
        <TraceView
          screen={screen}
          world={labAt(model, screen.scenario).attempt.world}
          others={screen.diff === null ? NONE : othersOf(labAt(model, screen.scenario), screen.connection)}
          concepts={course.concepts}
          lang={lang}
          {...area}
        />
      );
    case 'quiz': {
      const lesson = lessonOf(course, screen.lesson);
      const quiz = model.quizzes[screen.lesson];
      return lesson === undefined || quiz === undefined ? null : (
        <QuizView quiz={quiz} lesson={lesson} misconceptions={course.misconceptions} learned={learned} lang={lang} {...area} />
      );
    }
    case 'planner': {
      const live = screen.scenario === null ? null : livePicture(labAt(model, screen.scenario).attempt.world);
      return <PlannerView screen={screen} planner={model.planner} live={live} lang={lang} {...area} />;
    }
    case 'reach':
      return <ReachView screen={screen} attempt={labAt(model, screen.scenario).attempt} lang={lang} {...area} />;
    case 'search':
      return <SearchView screen={screen} course={course} lang={lang} {...area} />;
    case 'glossary':
      return <GlossaryView screen={screen} course={course} lang={lang} {...area} />;
    case 'designs':
      return <DesignsView screen={screen} attempt={labAt(model, screen.scenario).attempt} lang={lang} {...area} />;
    case 'object':
      return <ObjectView screen={screen} attempt={labAt(model, screen.scenario).attempt} lang={lang} {...area} />;
    case 'timeline':
      return <TimelineView screen={screen} attempt={labAt(model, screen.scenario).attempt} lang={lang} {...area} />;
    case 'welcome':
      return <WelcomeView lang={lang} {...area} />;
    case 'settings':
      return <SettingsView model={model} focused={model.help === null} dispatch={dispatch} {...area} />;
  }
});
