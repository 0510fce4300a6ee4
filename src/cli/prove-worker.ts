/** A thread that proves folders, one after the other, as it is asked: what `prove-parallel.ts` starts several of. */
import { parentPort, workerData } from 'node:worker_threads';
import { courseIn } from '../course/files.ts';
import { prove, WORLD_GATES } from '../course/prove/index.ts';
import type { Proof } from './kept-proofs.ts';

const { root } = workerData as { readonly root: string };

/** What the folder rests on beside its own files. */
const opened = new Set<string>();
const load = courseIn(root, (path) => opened.add(path));

parentPort?.on('message', (folder: string) => {
  opened.clear();
  const results = prove(load([folder]), { only: WORLD_GATES });
  parentPort?.postMessage({ results, opened: [...opened] } satisfies Proof);
});
