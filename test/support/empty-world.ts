/** A world in which nothing exists: for what the shell does whatever there is. */
import type { World } from '../../src/engine/world.ts';
import { emptyWorld as empty } from '../../src/engine/world-of.ts';

export function emptyWorld(): World {
  return empty({ seed: 'empty', now: Date.parse('2026-03-02T09:00:00Z') });
}
