import type { World } from '../engine/world.ts';
import type { Attempt } from './attempt-state.ts';
import type { Context } from './checks/definition.ts';

/** What the checks of an attempt look at, in its own world or in another. */
export function contextOf({ scenario, start, recent, planned, prediction, picked, ...attempt }: ContextOf, world: World = attempt.world): Context {
  return { world, start, recent, planned, prediction, picked, diagnoses: scenario.diagnoses ?? [] };
}

type ContextOf = Pick<Attempt, 'scenario' | 'start' | 'recent' | 'planned' | 'prediction' | 'picked' | 'world'>;
