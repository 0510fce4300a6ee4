/** How a state of an attempt stood: what passed, what it cost. Kept, since going up and down a list asks for it again. */
import { judgeAt } from '../course/accept.ts';
import type { Attempt } from '../course/attempt-state.ts';
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

function judged({ scenario, start, recent, prediction, accept, world: present }: Attempt, world: World): Moment {
  const results = world === present ? accept : judgeAt(scenario.accept, { world, start, recent, prediction });
  return { passed: results.filter(({ verdict }) => verdict === 'pass').length, all: results.length, usd: dollars(hourlyCost(world).usd) };
}
