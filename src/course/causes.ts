/** A scenario as one seed gives it: its variables filled in, its causes drawn, its stages in order. */
import { once } from '../engine/once.ts';
import type { Cause, Causes, Diagnosis, Scenario, Stage } from './content.ts';
import { drawVars } from './draw.ts';
import type { Part } from './part.ts';
import { shuffled } from './seeded.ts';
import { fillVars } from './vars.ts';

/** The part of a scenario before its first stage, by which its diagnosis is called. */
export const START = 'start';

const known = once((_scenario: Scenario) => new Map<string, Scenario>());

/** The scenario for the seed. What no seed changes is the same object for every seed. */
export function drawn(scenario: Scenario, seed: string): Scenario {
  if (!varies(scenario) && scenario.stages === undefined) return scenario;
  const of = known(scenario);
  const found = of.get(seed) ?? drawAnew(scenario, seed);
  of.set(seed, found);
  return found;
}

/** Whether another seed may give another puzzle. */
export function varies({ vars, causes, stages = [], arrive }: Scenario): boolean {
  const more = stages.some((stage) => stage.causes !== null || Object.keys(stage.vars).length > 0);
  return Object.keys(vars).length > 0 || causes !== undefined || more || typeof arrive === 'number';
}

/** The seed of the next attempt at the same scenario: its puzzle differs from that of this one, as far as there is another. */
export function nextSeed(scenario: Scenario, seed: string): string {
  const [, base = seed, number = '1'] = /^(.*)~(\d+)$/.exec(seed) ?? [];
  const [now, same] = [causesOf(scenario, seed), JSON.stringify(drawn(scenario, seed))];
  const candidates = Array.from({ length: 50 }, (_, index) => `${base}~${Number(number) + 1 + index}`);
  const other = candidates.find((one) => causesOf(scenario, one) !== now) ?? candidates.find((one) => JSON.stringify(drawn(scenario, one)) !== same);
  return other ?? (candidates[0] as string);
}

function causesOf(scenario: Scenario, seed: string): string {
  return JSON.stringify((drawn(scenario, seed).diagnoses ?? []).map(({ key }) => key));
}

function drawAnew(scenario: Scenario, seed: string): Scenario {
  const { id, causes, stages = [], arrive, ...rest } = scenario;
  const first = causesDrawn(causes, [id, seed]);
  const coming = typeof arrive === 'number' ? shuffled(stages, [id, seed, 'stages']).slice(0, arrive) : stages;
  const later = coming.map((stage) => ({ stage, drawn: causesDrawn(stage.causes ?? undefined, [id, seed, stage.id]) }));
  const pools = Object.assign(
    {},
    rest.vars,
    ...first.map((one) => one.vars),
    ...later.flatMap((one) => [one.stage.vars, ...one.drawn.map(({ vars }) => vars)]),
  );
  const { vars } = drawVars({ id, vars: pools }, seed);
  const own = first.reduce<Scenario>((sum, cause) => ({ ...withPart(sum, cause), ...withSetup(sum, cause) }), { id, ...rest });
  const diagnoses = [
    ...diagnosisOf(START, causes, first),
    ...later.flatMap(({ stage, drawn: of }) => diagnosisOf(stage.id, stage.causes ?? undefined, of)),
  ];
  const joined = later.map(({ stage, drawn: of }) => ({
    ...of.reduce<Stage>((sum, cause) => ({ ...withPart(sum, cause), ...changes(sum, cause) }), stage),
    causes: null,
  }));
  return { ...fillVars({ ...own, diagnoses, stages: joined }, vars), vars: {}, arrive: null };
}

function causesDrawn(causes: Causes | undefined, words: readonly string[]): readonly Cause[] {
  return causes === undefined ? [] : shuffled(causes.of, [...words, 'cause']).slice(0, causes.draw);
}

/** The causes and the decoys in the order in which they are written: it says nothing of what was drawn. */
function diagnosisOf(of: string, causes: Causes | undefined, found: readonly Cause[]): readonly Diagnosis[] {
  if (causes === undefined) return [];
  const choices = [...causes.of, ...causes.decoys].map(({ id, cause, sign }) => ({ id, cause, sign }));
  return [{ of, ask: causes.ask, choices, key: found.map(({ id }) => id) }];
}

type Task = Pick<Part, 'accept' | 'hints' | 'locked' | 'solution' | 'alternates' | 'nearMisses'>;

/** What a cause says comes first: what all causes have in common is the end, letting time pass, naming the cause. */
function withPart<T extends Task & { readonly story: Part['story'] }>(sum: T, cause: Cause): T {
  return {
    ...sum,
    story: cause.story ?? sum.story,
    accept: [...sum.accept, ...cause.accept],
    hints: { ...sum.hints, ...cause.hints },
    locked: [...sum.locked, ...cause.locked],
    solution: [...cause.solution, ...sum.solution],
    alternates: [...cause.alternates, ...sum.alternates],
    nearMisses: [...cause.nearMisses, ...sum.nearMisses],
  };
}

/** Setup lines go with the world that they complete; faults befall it when it stands. */
function withSetup({ world, faults: before = [] }: Scenario, { setup, faults }: Cause): Pick<Scenario, 'world' | 'faults'> {
  return { world: setup.length === 0 ? world : { ...world, setup: [...(world.setup ?? []), ...setup] }, faults: [...before, ...faults] };
}

function changes(sum: Stage, { setup, faults }: Cause): Pick<Stage, 'setup' | 'faults'> {
  return { setup: [...sum.setup, ...setup], faults: [...sum.faults, ...faults] };
}
