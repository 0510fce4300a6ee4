/** `ekslab prove --watch` on a terminal: the learner's own screen of what is being written, and the proof of it. */
import { relative } from 'node:path';
import type { Call, ExitStatus } from './call.ts';
import { type Aside, proveAside } from './prove-aside.ts';
import { type Watched, watchChanges } from './watch-changes.ts';

/** 0 once its reader leaves. The screen follows each change at once, the proof as soon as it is done. */
export async function watchOnScreen(call: Call, watched: Omit<Watched, 'signal'>): Promise<ExitStatus> {
  const { authorScreen } = await import('../tui/author/screen.tsx');
  const { lang, options } = call;
  const screen = authorScreen({ ...call.io, lang, ...(options.width === undefined ? {} : { width: options.width }) });
  const ended = new AbortController();
  // Of one folder only the last state is worth proving.
  const proofs = new Map<string, Aside>();
  const drawn = screen.draw();
  const seen: Parameters<typeof watchChanges>[1] = (path, loaded) => {
    const folder = relative(process.cwd(), path) || path;
    proofs.get(folder)?.cancel();
    const proof = proveAside(call, { root: watched.root, folder: path, loaded });
    proofs.set(folder, proof);
    screen
      .show(folder, loaded)
      .then(() => proof.results)
      .then((results) => {
        if (results !== null) screen.proved(folder, results);
      })
      .catch(screen.crash);
  };
  let watching: Promise<void> | null = null;
  try {
    watching = watchChanges({ ...watched, signal: ended.signal }, seen);
  } catch (error) {
    // The screen has to be given back before anything can be said.
    screen.crash(error);
  }
  const status = await drawn;
  ended.abort();
  for (const proof of proofs.values()) proof.cancel();
  await watching;
  return status;
}
