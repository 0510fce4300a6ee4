/** Playing a scenario's own lines as a learner would type them. */
import { once } from '../../engine/once.ts';
import { enter, judgedNow, openAttempt, passesNow } from '../attempt.ts';
import type { Attempt } from '../attempt-state.ts';
import { drawn, START } from '../causes.ts';
import type { Causes, Diagnosis, Scenario } from '../content.ts';
import { drawVars } from '../draw.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import { fillPlaceholders } from '../placeholder.ts';

export type Played = {
  /** Its list is judged where somebody asks for it: see `judgedEnd`. */
  readonly attempt: Attempt;
  readonly outputs: readonly Attempt['transcript'][number]['output'][];
  /** The attempt before each line. */
  readonly before: readonly Attempt[];
};

/** The attempt after the lines, their placeholders filled in as they come. */
export function play(from: Attempt, lines: readonly string[]): Played {
  const outputs: Played['outputs'][number][] = [];
  const before: Attempt[] = [];
  let attempt = inPassing(from);
  for (const line of lines) {
    before.push(attempt);
    const entered = enteredOnce(attempt, line);
    attempt = entered.attempt;
    outputs.push(entered.output);
  }
  return { attempt, outputs, before };
}

/** Between two lines nobody asks what passes. */
const inPassing = once((attempt: Attempt): Attempt => (attempt.judging === 'now' ? { ...attempt, judging: 'later' } : attempt));

/** The attempt with its list judged. */
export const judgedEnd = once(judgedNow);

/** Attempts are values: solutions, near misses and alternates that begin alike are played once as far as they agree. */
const enteredAt = once((_attempt: Attempt) => new Map<string, ReturnType<typeof enter>>());

function enteredOnce(attempt: Attempt, line: string): ReturnType<typeof enter> {
  const known = enteredAt(attempt).get(line);
  if (known !== undefined) return known;
  const filled = fillPlaceholders(attempt.world, line);
  const entered = enter(attempt, filled.ok ? filled.text : line);
  enteredAt(attempt).set(line, entered);
  return entered;
}

/** One part of a scenario as one seed gives it: where it begins, what solves it, and where that stands in the file. */
export type Section = {
  readonly seed: string;
  /** `start`, or the id of a stage. */
  readonly part: string;
  /** Before its first line; of a stage that the solution of the one before does not reach, there is none. */
  readonly from: Attempt;
  readonly played: Played;
  readonly lines: readonly string[];
  readonly diagnosis: Diagnosis | null;
  /** The places of `solution`, `near_misses`, `alternates` by their number. */
  readonly places: (what: 'solution' | 'near_misses' | 'alternates') => readonly string[];
};

const sections = once((_scenario: Scenario) => new Map<string, readonly Section[]>());

/** The parts of the scenario for the seed, each played by its solution: what every gate looks at. */
export function sectionsOf(scenario: Scenario, seed: string): readonly Section[] {
  const known = sections(scenario);
  const found = known.get(seed) ?? playSections(scenario, seed);
  known.set(seed, found);
  return found;
}

function playSections(scenario: Scenario, seed: string): readonly Section[] {
  const whole = drawn(scenario, seed);
  const played: Section[] = [];
  let from = openAttempt(scenario, { seed, judging: 'now' });
  for (const [index, { id, solution }] of [{ id: START, solution: whole.solution }, ...(whole.stages ?? [])].entries()) {
    if (from.stage !== index) break;
    const diagnosis = whole.diagnoses?.find(({ of }) => of === id) ?? null;
    const section = { seed, part: id, from, played: play(from, solution), lines: solution, diagnosis, places: placesIn(scenario, id, diagnosis) };
    played.push(section);
    from = judgedEnd(section.played.attempt);
  }
  return played;
}

/** What the causes say comes before what the part itself says, the last drawn first; see `drawn`. */
function placesIn(scenario: Scenario, part: string, diagnosis: Diagnosis | null): Section['places'] {
  const stage = scenario.stages?.find(({ id }) => id === part);
  const prefix = stage === undefined ? '' : `stages/${part}/`;
  const causes = (stage === undefined ? scenario.causes : stage.causes)?.of ?? [];
  const drawnCauses = (diagnosis?.key ?? []).toReversed().flatMap((key) => causes.filter(({ id }) => id === key));
  return (what) => {
    const of = what === 'near_misses' ? 'nearMisses' : what;
    const own = (stage ?? scenario)[of].map((_, index) => `${prefix}${what}/${index}`);
    return [...drawnCauses.flatMap((cause) => cause[of].map((_, index) => `${prefix}causes/${cause.id}/${what}/${index}`)), ...own];
  };
}

/** Whether the part that began at `from` is through: the next has arrived, or it was the last and every line passes. */
export function isPast(attempt: Attempt, from: Attempt): boolean {
  return attempt.stage > from.stage || (attempt.stage >= (attempt.scenario.stages?.length ?? 0) && passesNow(attempt));
}

/** No more renderings than this are played for variables alone. */
const MOST = 8;
/** Pools without an end are tried this often. */
const SAMPLES = 3;

/** Seeds that between them draw every cause, and values of every pool as far as a few renderings go. */
export function seedsFor(scenario: Scenario): readonly string[] {
  const seeds = [...seedsOfCauses(scenario)];
  const values = new Set(Object.entries(scenario.vars).flatMap(([name, pool]) => listed(pool).map((value) => `${name}=${JSON.stringify(value)}`)));
  const samples = Object.values(scenario.vars).some((pool) => listed(pool).length === 0) ? SAMPLES : 1;
  for (const seed of seeds) for (const one of valuesOf(scenario, seed)) values.delete(one);
  for (const seed of CANDIDATES) {
    if (seeds.length >= Math.max(samples, values.size > 0 ? MOST : 0)) break;
    const isNew = valuesOf(scenario, seed).some((one) => values.delete(one));
    if (!seeds.includes(seed) && (isNew || seeds.length < samples)) seeds.push(seed);
  }
  return seeds;
}

/** The first seed always; then, as long as a cause or a stage is missing, the one of many that draws most of those. */
function seedsOfCauses(scenario: Scenario): readonly string[] {
  const stages = scenario.stages ?? [];
  const groups: readonly (Causes | null)[] = [scenario.causes ?? null, ...stages.map((stage) => stage.causes)];
  const ids = [START, ...stages.map(({ id }) => id)];
  const missing = new Set([
    ...groups.flatMap((group, index) => (group?.of ?? []).map((cause) => `${ids[index]}/${cause.id}`)),
    ...(typeof scenario.arrive === 'number' ? stages.map(({ id }) => `stage ${id}`) : []),
  ]);
  const seeds: string[] = [];
  for (let next: string | null = FIRST; next !== null; next = missing.size === 0 ? null : richest(scenario, missing)) {
    seeds.push(next);
    for (const one of drawnBy(scenario, next)) missing.delete(one);
  }
  return seeds;
}

const FIRST = 'prove';
const CANDIDATES = Array.from({ length: 100 }, (_, index) => `${FIRST}-${index + 1}`);

/** The causes and stages that a seed draws, by name. */
function drawnBy(scenario: Scenario, seed: string): readonly string[] {
  const { diagnoses = [], stages = [] } = drawn(scenario, seed);
  return [...diagnoses.flatMap(({ of, key }) => key.map((id) => `${of}/${id}`)), ...stages.map(({ id }) => `stage ${id}`)];
}

function richest(scenario: Scenario, causes: ReadonlySet<string>): string | null {
  const counts = CANDIDATES.map((seed) => ({ seed, count: drawnBy(scenario, seed).filter((one) => causes.has(one)).length }));
  const most = Math.max(...counts.map(({ count }) => count));
  return most === 0 ? null : (counts.find(({ count }) => count === most)?.seed ?? null);
}

function valuesOf(scenario: Scenario, seed: string): readonly string[] {
  return Object.entries(drawVars(scenario, seed).vars).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
}

/** Of these the ones that bring something new: every cause, and so many draws of the variables. */
export function fewSeedsFor(scenario: Scenario, draws = 2): readonly string[] {
  const causes = seedsOfCauses(scenario);
  return seedsFor(scenario).slice(0, Math.max(causes.length, draws));
}

function listed(pool: Scenario['vars'][string]): readonly unknown[] {
  return Array.isArray(pool) ? pool : 'one_of' in pool ? pool.one_of : [];
}

/** Every scenario with what is known of its folder. */
export function scenariosOf({ course, details }: Loaded): readonly { readonly scenario: Scenario; readonly details: FolderDetails }[] {
  return course.scenarios.flatMap((scenario) => {
    const own = details.find((one) => one.content === `scenario/${scenario.id}`);
    return own === undefined ? [] : [{ scenario, details: own }];
  });
}

/** The lines of the acceptance list that do not pass; those that wait for another to pass first are not counted. */
export function failingLines(attempt: Attempt): readonly string[] {
  return judgedEnd(attempt)
    .accept.filter((result) => result.verdict !== 'pass' && result.verdict !== 'not-evaluated')
    .map((result) => result.id);
}
