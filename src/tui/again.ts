/** What the stepper asks a world for without typing it: a connection made again, an object printed. */
import type { Attempt } from '../course/attempt-state.ts';
import { presentOf } from '../course/trial.ts';
import { connect } from '../engine/connect.ts';
import type { Connection } from '../engine/connection.ts';
import type { World } from '../engine/world.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';

/** The same call in another world, as the so many-th connection: which way it takes by chance stays the same. */
export function madeAgain(world: World, { origin, target, outcome }: Connection, number: number): Connection {
  const asked = 'response' in outcome && outcome.response !== null;
  const http = asked ? { http: { method: 'GET', path: '/', host: target.host } } : {};
  const there = { ...world, counters: { ...world.counters, connection: number } };
  return connect(there, { from: origin, to: target, ...http }).connection;
}

/** What a line prints that only looks; nothing of it is kept. */
export function printedBy(attempt: Attempt, line: string): string {
  const { world, recent, variables } = presentOf(attempt);
  const { stdout, stderr } = runLine({ world, recent, variables, origin: LEARNER_ORIGIN }, line);
  return `${stdout}${stderr}`.trimEnd();
}
