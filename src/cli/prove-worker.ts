/** A thread that proves folders, one after the other, as it is asked: what `prove-parallel.ts` starts several of. */
import { parentPort, workerData } from 'node:worker_threads';
import { courseIn } from '../course/files.ts';
import { prove, WORLD_GATES } from '../course/prove/index.ts';

const { root } = workerData as { readonly root: string };

const load = courseIn(root);

parentPort?.on('message', (folder: string) => {
  parentPort?.postMessage(prove(load([folder]), { only: WORLD_GATES }));
});
