/** Worlds changed by what the learner types. */

import type { Origin } from '../../src/engine/connection.ts';
import type { World } from '../../src/engine/world.ts';
import type { Output } from '../../src/shell/output.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../src/shell/session.ts';

/** The world after the lines; fails the test when one of them fails. */
export function afterLines(world: World, ...lines: readonly string[]): World {
  return lines.reduce((before, line) => {
    const done = entered(before, line);
    if (done.code !== 0) throw new Error(`${line}: ${done.stderr}${done.stdout}`);
    return done.world;
  }, world);
}

/** What one line gives. */
export function entered(world: World, line: string, origin: Origin = LEARNER_ORIGIN): Output {
  return runLine({ world, origin, recent: [] }, line);
}
