/** The terminal UI: it takes the screen, runs until the learner leaves, and gives the exit status. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { useApp } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { Course } from '../course/content.ts';
import { showProblem } from '../course/problem.ts';
import { tourOf } from '../course/tour.ts';
import { fill, type Lang } from '../engine/text.ts';
import type { Journal } from '../progress/journal.ts';
import { loadEngine } from './engine.ts';
import { OWN_KEYS } from './key-map.ts';
import { lookOf } from './look.ts';
import type { Model } from './model.ts';
import { editedOutside, type HandOver } from './own-editor.ts';
import { servicesOf } from './rim.ts';
import { Root } from './root.tsx';
import type { Settings } from './settings-file.ts';
import { goingTo, type Start, startModel } from './start.ts';
import { type Store, storeOf } from './store.ts';
import type { TerminalHold } from './terminal-hold.ts';
import { sizeOf, terminalScreen } from './terminal-screen.ts';
import { appTexts } from './texts.ts';

export type TuiOptions = {
  readonly course: Course;
  readonly journal: Journal;
  readonly lang: Lang;
  /** The revision of the program, under which attempts are opened. */
  readonly engine: string;
  /** In how many cells the terminal draws ambiguous symbols, where that is said. */
  readonly width?: 'narrow' | 'wide';
  /** Where to begin; without it, where the learner was. */
  readonly at?: Start;
  /** What a newcomer meets first: the tour, or before it the question for the language. */
  readonly first?: 'tour' | 'language';
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The learner's clock, in milliseconds since 1970. */
  readonly now: () => number;
};

/** Runs the terminal UI on a terminal. The journal is closed when it ends, however it ends. */
export async function runTui(options: TuiOptions): Promise<number> {
  const { journal, course, stdout, now } = options;
  const terminal = terminalScreen();
  const learned = journal.progress();
  const look = lookOf({ ...learned.look, ...(options.width === undefined ? {} : { width: options.width }) }, options.env);
  const settings = await settingsIn(journal.dir);
  const first = startModel({
    course,
    learned,
    look,
    folder: underHome(journal.dir),
    seed: journal.stream,
    lang: options.lang,
    size: sizeOf(stdout),
    settings,
  });
  const handOver: HandOver = (act) => terminal.hold.handOver(act);
  const asked: Model = options.first === 'language' ? { ...first, screens: [first.screens[0], { screen: 'welcome' }] } : first;
  const store = storeOf(asked, {
    services: servicesOf(journal, options.engine, (text) => editedOutside(text, options.env, handOver)),
    quit: terminal.quit,
    stop: terminal.hold.stop,
    crash: terminal.crash,
  });
  const tour = options.first === 'tour' ? tourOf(course) : null;
  const place = tour === null ? (options.at ?? learned.place) : `lab/${tour.id}`;
  // A lab is the first thing to be seen only where that is asked for; else the engine comes behind the first frame.
  if (place !== null && /^(lab|trace)\//.test(place)) await loadEngine();
  // What opening a lab had to say goes before the word that it is the place where the learner was.
  for (const msg of place === null ? [] : goingTo(place, course, options.at === undefined && tour === null))
    if (msg.msg !== 'notice' || store.model().notice === null) store.dispatch(msg);
  const [notice] = journal.notices;
  if (notice !== undefined) store.dispatch({ msg: 'notice', notice: { text: notice, tone: 'wrong' } });
  const [problem] = settings.problems;
  if (problem !== undefined)
    store.dispatch({ msg: 'notice', notice: { text: { ko: showProblem(problem, 'ko'), en: showProblem(problem, 'en') }, tone: 'wrong' } });
  return terminal.take({
    stdin: options.stdin,
    stdout,
    stderr: options.stderr,
    element: <App store={store} stdout={stdout} now={now} hold={terminal.hold} />,
    onDrawn: () => setImmediate(() => loadEngine().catch(terminal.crash)),
    close: () => journal.close(),
    crashed: () => fill(appTexts.crashed, store.model().lang, { folder: journal.dir }),
  });
}

type AppProps = { readonly store: Store; readonly stdout: NodeJS.WriteStream; readonly now: () => number; readonly hold: TerminalHold };

/** Draws the store's model anew when it changes, and tells it when the window does. */
function App({ store, stdout, now, hold }: AppProps) {
  const { suspendTerminal } = useApp();
  useEffect(() => hold.taken(suspendTerminal), [hold, suspendTerminal]);
  const model = useSyncExternalStore(store.subscribe, store.model);
  useEffect(() => {
    const onResize = () => store.dispatch({ msg: 'resize', size: sizeOf(stdout) });
    stdout.on('resize', onResize);
    return () => {
      stdout.off('resize', onResize);
    };
  }, [store, stdout]);
  return <Root model={model} dispatch={store.dispatch} now={now} />;
}

/** The path as a shell would write it. */
function underHome(path: string): string {
  const home = homedir();
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** YAML is read only where there is a file: the first frame does not wait for it. */
async function settingsIn(folder: string): Promise<Settings> {
  const path = join(folder, 'settings.yaml');
  if (!existsSync(path)) return { keys: OWN_KEYS, problems: [] };
  const { settingsAt } = await import('./settings-file.ts');
  return settingsAt(path, underHome(path));
}
