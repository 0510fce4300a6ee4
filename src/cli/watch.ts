/** `ekslab prove --watch`: proves a folder again whenever one of its files changes, and shows it as a learner sees it. */
import { existsSync, type FSWatcher, watch as watchFiles } from 'node:fs';
import { resolve } from 'node:path';
import type { Course } from '../course/content.ts';
import { loadCourse } from '../course/files.ts';
import { type GateResult, prove } from '../course/prove/index.ts';
import { contentStamps } from '../course/stamps.ts';
import { type Call, type ExitStatus, print } from './call.ts';
import { previewOf } from './preview.ts';

export type Watching = {
  readonly root: string;
  readonly paths: readonly string[];
  /** Looks every so many seconds instead of waiting to be told: for folders that tell nothing, as on a network. */
  readonly poll: number | undefined;
  /** Ends the watching. */
  readonly signal: AbortSignal;
  readonly told: (results: readonly GateResult[]) => string;
};

/** So long nothing more has to change before a folder is proved: an editor writes a file in several steps. */
const QUIET_MS = 50;

/** 0 once it is ended. What is broken is told with its place, and watching goes on. */
export async function watchFolders(call: Call, { root, paths, poll, signal, told }: Watching): Promise<ExitStatus> {
  const folders = (paths.length === 0 ? ['lessons', 'scenarios'].map((name) => resolve(root, name)) : paths)
    .map((path) => resolve(path))
    .filter((path) => existsSync(path));
  const stamps = new Map<string, string>();
  const shown = new Map<string, Course>();
  const look = (first: boolean): void => {
    for (const [folder, stamp] of contentStamps(folders)) {
      if (stamps.get(folder) === stamp) continue;
      stamps.set(folder, stamp);
      // A whole course is not proved because someone begins to look at it.
      if (first && paths.length === 0) continue;
      const loaded = loadCourse(root, [folder]);
      print(call, `\n${told(prove(loaded))}`);
      print(call, `\n${previewOf(loaded.course, shown.get(folder) ?? null)}`);
      shown.set(folder, loaded.course);
    }
    if (first) print(call, WATCHING[call.lang]);
  };
  look(true);
  let quiet: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => look(false), QUIET_MS);
  };
  const watchers: FSWatcher[] = poll === undefined ? folders.map((folder) => watchFiles(folder, { recursive: true }, soon).on('error', soon)) : [];
  const timer = poll === undefined ? undefined : setInterval(() => look(false), poll * 1000);
  return new Promise((done) => {
    const end = (): void => {
      for (const watcher of watchers) watcher.close();
      clearInterval(timer);
      clearTimeout(quiet);
      done(0);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

const WATCHING = {
  ko: '파일이 바뀌기를 기다립니다. 끝내려면 Ctrl-C를 누르세요.',
  en: 'Waiting for files to change. Ctrl-C ends it.',
};
