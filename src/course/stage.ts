/** Where an attempt begins, and what arrives later: tickets and incidents, one after the other. */
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { befall } from './befall.ts';
import type { Scenario, Stage } from './content.ts';
import { say } from './say.ts';
import { type Started, type StartProblem, startWorld, typeLines } from './start.ts';

/** The world in which a scenario begins, once drawn. */
export function startScenario(scenario: Scenario, seed: string): Started {
  const started = startWorld(scenario.world, seed);
  return { ...started, world: befall(started.world, scenario.faults ?? []) };
}

/** The scenario with the list of all stages up to this one, and the task of this one alone. */
export function atStage(scenario: Scenario, count: number): Scenario {
  const stages = (scenario.stages ?? []).slice(0, count);
  const now = stages.at(-1);
  if (now === undefined) return scenario;
  return {
    ...scenario,
    story: now.story ?? scenario.story,
    accept: [...scenario.accept, ...stages.flatMap((stage) => stage.accept)],
    hints: Object.assign({}, scenario.hints, ...stages.map((stage) => stage.hints)),
    locked: now.locked,
    solution: now.solution,
    alternates: now.alternates,
    nearMisses: now.nearMisses,
  };
}

/** The world as the stage changes it when it arrives. */
export function arriveIn(world: World, { setup, faults }: Stage): { readonly world: World; readonly problems: readonly StartProblem[] } {
  const typed = typeLines(world, setup);
  const problems = typed.failures.map(({ index, what, how }) => ({ path: ['setup', index], what, how }));
  return { world: befall(typed.world, faults), problems };
}

/** What is told when a stage arrives. */
export function announcement({ stages = [] }: Scenario, count: number): Text {
  const { ko = '', en = '' } = stages[count - 1]?.story ?? {};
  return say(ARRIVED, { number: count, all: stages.length, ko: ko.trim(), en: en.trim() });
}

const ARRIVED: Text = { ko: '새로 들어온 일 {number}/{all}. {ko}', en: 'Something new comes in, {number} of {all}. {en}' };
