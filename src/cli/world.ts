/** A world file on the command line: read, stood up, or refused with everything that is wrong with it. */
import { loadWorld } from '../course/files.ts';
import { certain, startWorld } from '../course/start.ts';
import type { World } from '../engine/world.ts';
import type { Call } from './call.ts';
import { printProblems } from './problems.ts';

/** The world of the file, or null after its problems have been printed: what stands wrong in it and what it says wrong, at once. */
export function openWorld(call: Pick<Call, 'io' | 'lang'>, path: string): World | null {
  const { parts, problems, unread, locate } = loadWorld(path);
  const started = startWorld(parts);
  const meant = certain(started.problems, unread).map(({ path: place, what, how }) => locate(place, { what, how }));
  const all = [...problems, ...meant];
  return all.length === 0 ? started.world : printProblems(call, all);
}
