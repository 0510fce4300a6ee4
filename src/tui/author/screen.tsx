/** `prove --watch` on a terminal: it takes the screen, shows what it is told of, and ends when its reader leaves. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Loaded } from '../../course/loaded.ts';
import type { GateResult } from '../../course/prove/index.ts';
import type { Lang } from '../../engine/text.ts';
import { loadEngine } from '../engine.ts';
import { lookOf } from '../look.ts';
import type { Size } from '../model.ts';
import { editedOutside } from '../own-editor.ts';
import { sizeOf, terminalScreen } from '../terminal-screen.ts';
import { type Around, previewOf } from './preview.ts';
import { type Author, nothingYet } from './state.ts';
import { AuthorRoot, langOf } from './view.tsx';

export type AuthorOptions = {
  readonly lang: Lang;
  /** In how many cells the terminal draws ambiguous symbols, where that is said. */
  readonly width?: 'narrow' | 'wide';
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** In milliseconds since 1970. */
  readonly now: () => number;
};

export type AuthorScreen = {
  /** A folder as it was just read, before the gates have been asked. */
  readonly show: (folder: string, loaded: Loaded) => Promise<void>;
  /** What the gates say of it. */
  readonly proved: (folder: string, results: readonly GateResult[]) => void;
  /** Something failed that is no mistake of the author's. */
  readonly crash: (error: unknown) => void;
  /** Draws until it is left, and gives the exit status. */
  readonly draw: () => Promise<number>;
};

/** What an author's screen holds, and who is told when it changes. */
export type AuthorStore = {
  readonly author: () => Author;
  readonly change: (by: (author: Author) => Author) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** A store with nothing shown yet. */
export function authorStore(lang: Lang, size: Size): AuthorStore {
  let author = nothingYet(lang, size);
  const listeners = new Set<() => void>();
  return {
    author: () => author,
    change: (by) => {
      const next = by(author);
      if (next === author) return;
      author = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is shown of a folder: its own screen where it can be read, else the one before and what is wrong. */
export function shownOf(
  author: Author,
  { folder, loaded }: { readonly folder: string; readonly loaded: Loaded },
  around: Omit<Around, 'lang' | 'size'>,
): Author {
  const { problems } = loaded;
  const next = { ...author, folder, reports: { ...author.reports, [folder]: { problems, results: null } }, scroll: 0 };
  if (problems.length > 0) return next;
  const { course } = loaded;
  const preview = previewOf(course, author.previews[folder] ?? null, { ...around, lang: langOf(author), size: author.size });
  return preview === null ? next : { ...next, preview, previews: { ...author.previews, [folder]: { course, store: preview } } };
}

/** The state with what the gates say of a folder. */
export function provedOf(author: Author, folder: string, results: readonly GateResult[]): Author {
  const problems = author.reports[folder]?.problems ?? [];
  return { ...author, reports: { ...author.reports, [folder]: { problems, results } } };
}

/** The author's screen of this terminal, not yet drawn. */
export function authorScreen(options: AuthorOptions): AuthorScreen {
  const { stdin, stdout, stderr, env, now } = options;
  const terminal = terminalScreen();
  const look = lookOf(options.width === undefined ? {} : { width: options.width }, env);
  const store = authorStore(options.lang, sizeOf(stdout));
  const edit: Around['edit'] = (text) => editedOutside(text, env, (act) => terminal.hold.handOver(act));
  const around = { look, now, edit, quit: terminal.quit, stop: terminal.hold.stop, crash: terminal.crash };
  return {
    show: async (folder, loaded) => {
      await loadEngine();
      store.change((author) => shownOf(author, { folder, loaded }, around));
    },
    proved: (folder, results) => store.change((author) => provedOf(author, folder, results)),
    crash: terminal.crash,
    draw: () =>
      terminal.take({
        stdin,
        stdout,
        stderr,
        element: (
          <Live
            store={store}
            stdout={stdout}
            draw={(author) => (
              <AuthorRoot author={author} look={look} change={store.change} quit={() => terminal.quit(0)} now={now} hold={terminal.hold} />
            )}
          />
        ),
        close: () => {},
        crashed: () => CRASHED[langOf(store.author())],
      }),
  };
}

type LiveProps = { readonly store: AuthorStore; readonly stdout: NodeJS.WriteStream; readonly draw: (author: Author) => React.ReactNode };

/** Draws anew when something changes, and tells both screens when the window does. */
function Live({ store, stdout, draw }: LiveProps) {
  const author = useSyncExternalStore(store.subscribe, store.author);
  useEffect(() => {
    const onResize = () => {
      const size = sizeOf(stdout);
      store.author().preview?.dispatch({ msg: 'resize', size });
      store.change((one) => ({ ...one, size }));
    };
    stdout.on('resize', onResize);
    return () => {
      stdout.off('resize', onResize);
    };
  }, [store, stdout]);
  return draw(author);
}

const CRASHED = { ko: 'ekslab이 멈췄습니다.', en: 'ekslab stopped.' };
