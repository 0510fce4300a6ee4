/** Content folders as their files change. */
import { existsSync, type FSWatcher, watch as watchFolder } from 'node:fs';
import { resolve } from 'node:path';
import { loadCourse } from '../course/files.ts';
import type { Loaded } from '../course/loaded.ts';
import { contentStamps, subfolders } from '../course/stamps.ts';

export type Watched = {
  readonly root: string;
  readonly paths: readonly string[];
  /** Looks every so many seconds instead of waiting to be told: for folders that tell nothing, as on a network. */
  readonly poll: number | undefined;
  /** Ends the watching. */
  readonly signal: AbortSignal;
};

/** So long nothing more has to change before a folder is looked at: an editor writes a file in several steps. */
const QUIET_MS = 50;

/** Tells of each folder that is named, then of each that changes, until it is ended. Without names only of those that change. */
export function watchChanges({ root, paths, poll, signal }: Watched, seen: (folder: string, loaded: Loaded) => void): Promise<void> {
  const folders = (paths.length === 0 ? ['lessons', 'scenarios'].map((name) => resolve(root, name)) : paths)
    .map((path) => resolve(path))
    .filter((path) => existsSync(path));
  const stamps = new Map<string, string>();
  const look = (first: boolean): void => {
    for (const [folder, stamp] of contentStamps(folders)) {
      if (stamps.get(folder) === stamp) continue;
      stamps.set(folder, stamp);
      // A whole course is not proved because someone begins to look at it.
      if (first && paths.length === 0) continue;
      seen(folder, loadCourse(root, [folder]));
    }
  };
  look(true);
  let quiet: NodeJS.Timeout | undefined;
  let watchers: readonly FSWatcher[] = [];
  const soon = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      follow();
      look(false);
    }, QUIET_MS);
  };
  // Folders one by one, and all anew after each change: what watches a whole tree loses a file that an editor puts in the place
  // of the old one (Node 20, Linux), and a folder that was made again is another one.
  const follow = (): void => {
    for (const watcher of watchers) watcher.close();
    const there = poll === undefined ? folders.flatMap((folder) => [folder, ...subfolders(folder)]).filter((folder) => existsSync(folder)) : [];
    watchers = there.map((folder) => watchFolder(folder, soon).on('error', soon));
  };
  follow();
  const timer = poll === undefined ? undefined : setInterval(() => look(false), poll * 1000);
  return new Promise((done) => {
    const end = (): void => {
      for (const watcher of watchers) watcher.close();
      clearInterval(timer);
      clearTimeout(quiet);
      done();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
