/** One folder proved beside a screen that goes on answering keys. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Loaded } from '../course/loaded.ts';
import { type GateResult, prove, proveWith } from '../course/prove/index.ts';
import type { Call } from './call.ts';
import type { Proof } from './kept-proofs.ts';

export type Aside = {
  /** What the gates say; null where it was cancelled before they did. */
  readonly results: Promise<readonly GateResult[] | null>;
  readonly cancel: () => void;
};

type Asked = { readonly root: string; readonly folder: string; readonly loaded: Loaded };

/** In a thread of its own, as the build has it; without the build in this one, once what is waiting has been done. */
export function proveAside({ compiled }: Call, { root, folder, loaded }: Asked): Aside {
  const worker = compiled === null ? null : join(dirname(compiled), 'prove-worker.js');
  let cancel = (): void => {};
  const results = new Promise<readonly GateResult[] | null>((resolve, reject) => {
    if (worker === null || !existsSync(worker)) {
      const waiting = setImmediate(() => resolve(prove(loaded)));
      cancel = () => {
        clearImmediate(waiting);
        resolve(null);
      };
      return;
    }
    const thread = new Worker(worker, { workerData: { root } });
    thread.once('message', ({ results: told }: Proof) => {
      void thread.terminate();
      resolve(proveWith(loaded, told));
    });
    thread.once('error', reject);
    thread.postMessage(folder);
    cancel = () => {
      void thread.terminate();
      resolve(null);
    };
  });
  return { results, cancel: () => cancel() };
}
