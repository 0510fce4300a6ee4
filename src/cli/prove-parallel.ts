/** Folders proved side by side, each by a thread of its own worlds; what is said does not depend on which comes first. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { courseFolders, loadCourse } from '../course/files.ts';
import { type GateResult, prove, proveWith } from '../course/prove/index.ts';
import { dataFolder } from '../progress/location.ts';
import type { Call } from './call.ts';
import { type KeptProofs, keptProofs, NO_PROOFS, type Proof } from './kept-proofs.ts';

/** Worlds are many small values that die young: with room for them the collector has less to do. */
const YOUNG_MB = 256;
/**
 * A proof lives for seconds, in as many threads as there are cores, each of which compiles and collects for itself: less is
 * inlined, and later, than would pay for a server, and no thread collects for another. It takes a quarter off the processor
 * time, and changes nothing else.
 */
const ENGINE_FLAGS = [
  '--max-inlined-bytecode-size=150',
  '--max-inlined-bytecode-size-cumulative=150',
  '--interrupt-budget=264000',
  '--always-sparkplug',
  '--no-parallel-scavenge',
];
/** A thread has the folder that it is at and the next one, so that it need not wait for this thread. */
const AHEAD = 2;

/** What every gate says, and how many folders were not proved again because nothing of them has changed since. */
export type Proved = { readonly results: readonly GateResult[]; readonly unchanged: number };

/** What every gate says of the folders below the paths. `fresh` proves all of them, whatever was proved before. */
export async function proveFolders(
  call: Call,
  root: string,
  { paths, fresh }: { readonly paths: readonly string[]; readonly fresh: boolean },
): Promise<Proved> {
  const worker = call.compiled === null ? null : join(dirname(call.compiled), 'prove-worker.js');
  const folders = largestFirst(root, paths);
  if (worker === null || !existsSync(worker) || folders.length < 2) return { results: prove(loadCourse(root, paths)), unchanged: 0 };
  // The chunks of the program are named by their content, so that the file which names them stands for all of it.
  const kept = fresh
    ? NO_PROOFS
    : keptProofs(join(dataFolder({ data: call.options.data, env: call.io.env }), 'proofs.json'), {
        root: resolve(root),
        program: readFileSync(worker, 'utf8'),
      });
  const known = new Map(folders.map((folder) => [folder, kept.of(folder)] as const));
  const left = folders.filter((folder) => known.get(folder) === null);
  const proving = sideBySide(left, { worker, root, kept, onDone: progress(call, left.length) });
  // The threads have begun meanwhile.
  const texts = loadCourse(root, paths, { standing: false });
  const told = await proving;
  kept.save();
  const before = [...known.values()].flatMap((proof) => proof?.results ?? []);
  return { results: proveWith(texts, [...before, ...told]), unchanged: folders.length - left.length };
}

/** A long one that is begun last would be waited for. */
function largestFirst(root: string, paths: readonly string[]): readonly string[] {
  return courseFolders(root, paths)
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ path }) => path);
}

type Work = {
  readonly worker: string;
  readonly root: string;
  readonly kept: KeptProofs;
  readonly onDone: (folder: string, done: number) => void;
};

function sideBySide(folders: readonly string[], { worker, root, kept, onDone }: Work): Promise<readonly GateResult[]> {
  if (folders.length === 0) return Promise.resolve([]);
  onDone('', 0);
  for (const flag of ENGINE_FLAGS) setFlagsFromString(flag);
  return new Promise((done, reject) => {
    const waiting = [...folders];
    const told: GateResult[] = [];
    let count = 0;
    const running = Array.from({ length: Math.min(availableParallelism(), folders.length) }, () => {
      const thread = new Worker(worker, { workerData: { root }, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
      const given: string[] = [];
      const give = (): void => {
        const folder = waiting.shift();
        if (folder !== undefined) given.push(folder);
        if (folder !== undefined) thread.postMessage(folder);
        else if (given.length === 0) void thread.terminate();
      };
      thread.on('message', (proof: Proof) => {
        const folder = given.shift() ?? '';
        told.push(...proof.results);
        kept.keep(folder, proof);
        count += 1;
        onDone(folder, count);
        if (count === folders.length) done(told);
        give();
      });
      thread.on('error', (error) => {
        for (const other of running) void other.terminate();
        reject(error);
      });
      for (let ahead = 0; ahead < AHEAD; ahead++) give();
      return thread;
    });
  });
}

/** A line on the terminal that says how far it is; nothing where a file or a program reads. */
function progress({ io }: Call, all: number): Work['onDone'] {
  if (!io.stderr.isTTY) return () => {};
  return (folder, done) => io.stderr.write(done === all ? '\r\x1b[K' : `\r\x1b[K${done}/${all} ${relative(process.cwd(), folder)}`);
}
