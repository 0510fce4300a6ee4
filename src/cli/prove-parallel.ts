/** Folders proved side by side, each by a thread of its own worlds; what is said does not depend on which comes first. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { loadCourse } from '../course/files.ts';
import type { Loaded } from '../course/loaded.ts';
import { type GateResult, prove, proveWith } from '../course/prove/index.ts';
import type { Call } from './call.ts';

/** Worlds are many small values that die young: with room for them the collector has less to do. */
const YOUNG_MB = 128;

/** What every gate says of the folders below the paths. */
export async function proveFolders(call: Call, root: string, paths: readonly string[]): Promise<readonly GateResult[]> {
  const worker = call.compiled === null ? null : join(dirname(call.compiled), 'prove-worker.js');
  const threads = availableParallelism();
  if (worker === null || threads < 2 || !existsSync(worker)) return prove(loadCourse(root, paths));
  const texts = loadCourse(root, paths, { standing: false });
  const folders = foldersOf(texts);
  if (folders.length < 2) return prove(loadCourse(root, paths));
  const told = await sideBySide(folders, { worker, root, threads: Math.min(threads, folders.length), onDone: progress(call, folders.length) });
  return proveWith(texts, told);
}

/** The largest first: a long one that is begun last would be waited for. */
function foldersOf({ details }: Loaded): readonly string[] {
  const folders = details.filter(({ content }) => content !== 'course').map(({ place }) => dirname(place.path));
  const size = (folder: string): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return folders
    .map((folder) => ({ folder, size: size(folder) }))
    .toSorted((one, other) => other.size - one.size)
    .map(({ folder }) => folder);
}

type Work = { readonly worker: string; readonly root: string; readonly threads: number; readonly onDone: (folder: string, done: number) => void };

function sideBySide(folders: readonly string[], { worker, root, threads, onDone }: Work): Promise<readonly GateResult[]> {
  return new Promise((resolve, reject) => {
    const waiting = [...folders];
    const told: GateResult[] = [];
    let done = 0;
    const running = Array.from({ length: threads }, () => {
      const thread = new Worker(worker, { workerData: { root }, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
      let folder = '';
      const next = (): void => {
        folder = waiting.shift() ?? '';
        if (folder !== '') thread.postMessage(folder);
        else void thread.terminate();
      };
      thread.on('message', (results: readonly GateResult[]) => {
        told.push(...results);
        done += 1;
        onDone(folder, done);
        if (done === folders.length) resolve(told);
        next();
      });
      thread.on('error', (error) => {
        for (const other of running) void other.terminate();
        reject(error);
      });
      next();
      return thread;
    });
  });
}

/** A line on the terminal that says how far it is; nothing where a file or a program reads. */
function progress({ io }: Call, all: number): Work['onDone'] {
  if (!io.stderr.isTTY) return () => {};
  return (folder, done) => io.stderr.write(done === all ? '\r\x1b[K' : `\r\x1b[K${done}/${all} ${folder}`);
}
