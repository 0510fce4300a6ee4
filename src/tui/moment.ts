/** How a state of an attempt stood: what passed, what it cost. Kept, since going up and down a list asks for it again. */
import { judgeAt } from '../course/accept.ts';
import type { Attempt } from '../course/attempt-state.ts';
import { contextOf } from '../course/context.ts';
import { dollars } from '../course/dollars.ts';
import { hourlyCost } from '../engine/aws/cost/hourly-cost.ts';
import type { World } from '../engine/world.ts';

export type Moment = { readonly passed: number; readonly all: number; readonly usd: string };

const KNOWN = new WeakMap<Attempt, WeakMap<World, Moment>>();

/** The attempt's list and cost in that world. */
export function momentOf(attempt: Attempt, world: World): Moment {
  const known = KNOWN.get(attempt) ?? new WeakMap<World, Moment>();
  KNOWN.set(attempt, known);
  const found = known.get(world) ?? judged(attempt, world);
  known.set(world, found);
  return found;
}

function judged(attempt: Attempt, world: World): Moment {
  const results = world === attempt.world ? attempt.accept : judgeAt(attempt.scenario.accept, contextOf(attempt, world));
  return { passed: results.filter(({ verdict }) => verdict === 'pass').length, all: results.length, usd: dollars(hourlyCost(world).usd) };
}
