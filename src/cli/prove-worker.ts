/** A thread that proves folders, one after the other, as it is asked: what `prove-parallel.ts` starts several of. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCourse } from '../course/files.ts';
import { prove, WORLD_GATES } from '../course/prove/index.ts';

const { root } = workerData as { readonly root: string };

parentPort?.on('message', (folder: string) => {
  parentPort?.postMessage(prove(loadCourse(root, [folder]), { only: WORLD_GATES }));
});
