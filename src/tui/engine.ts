/**
 * The engine as the screens know it. It is by far the largest part of the program and the course map needs none of it, so it
 * is loaded once the first frame stands; whatever opens a lab has waited for it.
 */
import type * as Loaded from './engine-part.ts';

export type Engine = typeof Loaded;

let loaded: Engine | null = null;
let loading: Promise<Engine> | null = null;

/** Loads the engine, once however often it is asked for. */
export function loadEngine(): Promise<Engine> {
  loading ??= import('./engine-part.ts').then((part) => {
    loaded = part;
    return part;
  });
  return loading;
}

/** Whether the engine is there. */
export function hasEngine(): boolean {
  return loaded !== null;
}

/** The engine. Throws before it has been loaded: nothing that needs it can be on the screen then. */
export function engine(): Engine {
  if (loaded === null) throw new Error('The engine is asked before it was loaded');
  return loaded;
}
