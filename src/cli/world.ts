/** A world file on the command line: read, stood up, or refused with everything that is wrong with it. */
import { loadWorld } from '../course/files.ts';
import { complaint } from '../course/problem.ts';
import { startWorld } from '../course/start.ts';
import type { World } from '../engine/world.ts';
import type { Call } from './call.ts';
import { printProblems } from './problems.ts';

/** The world of the file, or null after its problems have been printed. */
export function openWorld(call: Pick<Call, 'io' | 'lang'>, path: string): World | null {
  const { parts, problems, locate } = loadWorld(path);
  if (problems.length > 0) return printProblems(call, problems);
  const started = startWorld(parts);
  if (started.problems.length === 0) return started.world;
  return printProblems(
    call,
    started.problems.map(({ path: place, what, how }) => locate(place, complaint(what, how))),
  );
}
