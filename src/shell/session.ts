/** What a line is typed into: a world, where the shell runs, what came before. */
import type { Connection, Origin } from '../engine/connection.ts';
import type { World } from '../engine/world.ts';
import type { Variables } from './output.ts';

export type Session = {
  readonly world: World;
  readonly origin: Origin;
  /** The last connections made, newest first. */
  readonly recent: readonly Connection[];
  readonly variables?: Variables;
  /** The lines typed before, oldest first. */
  readonly history?: readonly string[];
};

/** The learner's own machine: a host of the internet, with an address of the documentation range (RFC 5737). */
export const LEARNER_ORIGIN: Origin = { from: 'outside', address: '203.0.113.9' };
