/** The terminal UI: it takes the screen, runs until the learner leaves, and gives the exit status. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { render, useApp } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { Course } from '../course/content.ts';
import { showProblem } from '../course/problem.ts';
import { tourOf } from '../course/tour.ts';
import { fill, type Lang } from '../engine/text.ts';
import type { Journal } from '../progress/journal.ts';
import { loadEngine } from './engine.ts';
import { OWN_KEYS } from './key-map.ts';
import { lookOf } from './look.ts';
import type { Model, Size } from './model.ts';
import { editedOutside, type HandOver } from './own-editor.ts';
import { servicesOf } from './rim.ts';
import { Root } from './root.tsx';
import type { Settings } from './settings-file.ts';
import { goingTo, type Start, startModel } from './start.ts';
import { type Store, storeOf } from './store.ts';
import { type TerminalHold, terminalHold } from './terminal-hold.ts';
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

/** The exit status of a program that a signal ended: 128 and the signal's number. */
const SIGNALS = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

/** Runs the terminal UI on a terminal. The journal is closed when it ends, however it ends. */
export async function runTui(options: TuiOptions): Promise<number> {
  const { journal, course, stdout, now } = options;
  let status = 0;
  let quit = (code: number): void => {
    status = code;
  };
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
  let crash = (error: unknown): void => {
    throw error;
  };
  const hold = terminalHold();
  const handOver: HandOver = (act) => hold.handOver(act);
  const asked: Model = options.first === 'language' ? { ...first, screens: [first.screens[0], { screen: 'welcome' }] } : first;
  const store = storeOf(asked, {
    services: servicesOf(journal, options.engine, (text) => editedOutside(text, options.env, handOver)),
    quit: (code) => quit(code),
    stop: hold.stop,
    crash: (error) => crash(error),
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
  // Ink asks for raw keys once the first frame stands: until then the terminal would write each key into that frame.
  options.stdin.setRawMode?.(true);
  const app = render(<App store={store} stdout={stdout} now={now} hold={hold} />, {
    stdin: options.stdin,
    stdout,
    stderr: options.stderr,
    alternateScreen: true,
    incrementalRendering: true,
    // Ink draws nothing where the environment says CI, also on a real terminal; the caller has looked at the terminal itself.
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  quit = (code) => {
    status = code;
    app.unmount();
  };
  // What Ink itself did not catch it does not hand on: the first error is kept until the screen is gone.
  let failure: { readonly error: unknown } | null = null;
  crash = (error) => {
    failure ??= { error };
    app.unmount();
  };
  setImmediate(() => loadEngine().catch(crash));
  // Ctrl-C in the learner's own editor reaches this program too: it is meant for the editor.
  const ended = (signal: keyof typeof SIGNALS) => () => {
    if (signal !== 'SIGINT' || !hold.isHandedOver()) quit(SIGNALS[signal]);
  };
  const handlers = (Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]).map((signal) => [signal, ended(signal)] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  // Node would write the stack onto the screen that goes away, so that nobody could read it.
  const failed = (error: unknown) => crash(error);
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
  const release = hold.listen();
  const close = once(() => journal.close());
  // The terminal itself is gone: nothing can be drawn or restored any more, and Node aborts when it tries to reset the
  // terminal on leaving. So the journal is closed and the program ends as a hang-up ends it.
  const lost = () => {
    close();
    for (const [signal, handler] of handlers) process.off(signal, handler);
    process.kill(process.pid, 'SIGHUP');
  };
  const told = ({ error }: { readonly error: unknown }): number => {
    options.stderr.write(`${fill(appTexts.crashed, store.model().lang, { folder: journal.dir })}\n${stackOf(error)}\n`);
    return 1;
  };
  stdout.once('error', lost);
  options.stdin.once('error', lost);
  try {
    await app.waitUntilExit().catch((error: unknown) => {
      failure ??= { error };
    });
    return failure === null ? status : told(failure);
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    process.off('uncaughtException', failed);
    process.off('unhandledRejection', failed);
    release();
    close();
    stdout.off('error', lost);
    options.stdin.off('error', lost);
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
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

function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
