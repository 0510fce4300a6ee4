/** The smallest edits, tried out, that make a line of the acceptance list pass and break no other. */
import type { Ref } from '../engine/change.ts';
import type { Repair } from '../engine/dataplane/element.ts';
import { repairsOf, stopsOf } from '../engine/explain.ts';
import { once } from '../engine/once.ts';
import { editsOf, failingSteps, passedSteps } from '../engine/repair/flow-sight.ts';
import { type Edit, findRepair as findEdits, type Sight } from '../engine/repair/search.ts';
import type { World } from '../engine/world.ts';
import { judgeAt, judgeLine } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import type { CheckResult } from './check.ts';
import { isOfLearner } from './checks/index.ts';
import { contextOf } from './context.ts';
import { fillPlaceholders } from './placeholder.ts';
import { failingStepIn } from './probe.ts';

/** The edits in their order, each with the step whose reason offered it; null when no few mend the line. */
export function findRepair(attempt: Attempt, line: string): readonly Edit[] | null {
  const check = attempt.scenario.accept.find(({ id }) => id === line)?.check;
  if (check === undefined || isOfLearner(check)) return null;
  const known = repairsOfAttempt(attempt);
  const found = known.get(line);
  if (found !== undefined) return found;
  const look = (world: World) => sightOf(attempt, world, line);
  const edits = findEdits(attempt.world, { look, locked: (repair) => isLocked(attempt, repair) }).found?.edits ?? null;
  known.set(line, edits);
  return edits;
}

/** What was found for the lines of an attempt: the four steps of a hint are about the same edits. */
const repairsOfAttempt = once((_attempt: Attempt) => new Map<string, readonly Edit[] | null>());

/** The name of an object as it is locked and as hints give it: `service/default/frontend`, `sg-0a1`. */
export function objectName(ref: Ref): string {
  return ref.plane === 'aws' ? ref.key : `${ref.kind.toLowerCase()}/${ref.key}`;
}

/** Whether a repair touches what the scenario keeps from being touched. */
export function isLocked(attempt: Pick<Attempt, 'scenario' | 'world'>, { object, verbs }: Repair): boolean {
  const touched = [
    objectName(object),
    ...verbs.map((verb) => (verb.plane === 'cluster' ? `${verb.kind.toLowerCase()}/${[verb.namespace, verb.name].filter(Boolean).join('/')}` : '')),
  ];
  return lockedIn(attempt).some(
    (locked) =>
      touched.includes(`${locked.split('/')[0]?.toLowerCase()}/${locked.split('/').slice(1).join('/')}`) ||
      touched.includes(locked.split('/').at(-1) ?? ''),
  );
}

/** What the scenario keeps from being touched, its placeholders filled in. */
export function lockedIn({ scenario, world }: Pick<Attempt, 'scenario' | 'world'>): readonly string[] {
  return scenario.locked.map((locked) => {
    const filled = fillPlaceholders(world, locked);
    return filled.ok ? filled.text : locked;
  });
}

function sightOf(attempt: Attempt, world: World, line: string): Sight {
  const { accept } = attempt.scenario;
  const isStart = world === attempt.world;
  // Most candidates do not mend the line: what they do to the others is looked at when somebody asks.
  const own = isStart ? attempt.accept.find(({ id }) => id === line) : judgeLine(accept, contextOf(attempt, world), line);
  const met = own?.verdict === 'pass';
  const seen = lazily(() => {
    const results = isStart ? attempt.accept : judgeAt(accept, contextOf(attempt, world));
    const passing = new Set(results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
    const broken = attempt.accept.filter(({ id, verdict }) => verdict === 'pass' && !passing.has(id)).map(({ id }) => id);
    return { results, passing, broken };
  });
  const edits = lazily(() => {
    const { results, passing, broken } = seen();
    // The cause of a line that fails may show in another line first; one that holds is kept by mending what it broke.
    const failing = results.filter(({ id }) => !passing.has(id) && (met ? broken.includes(id) : true));
    const inOrder = [...failing.filter(({ id }) => id === line), ...failing.filter(({ id }) => id !== line)];
    return inOrder.flatMap((result) => candidatesFor(world, result));
  });
  return { met, kept: () => seen().broken.length === 0, gain: () => seen().passing.size, edits };
}

function lazily<T>(workOut: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: workOut() };
    return known.value;
  };
}

/** What may mend the line: repairs of the steps that fail, or, where a connection works that should not, what would stop it. */
export function candidatesFor(world: World, { witness }: CheckResult): readonly Edit[] {
  if (witness === null) return [];
  const first = failingStepIn(witness);
  const steps = failingSteps(witness);
  const open = first === null && steps.length === 0;
  return open
    ? editsOf(world, passedSteps(witness), stopsOf)
    : editsOf(world, first === null || steps.includes(first) ? steps : [first, ...steps], repairsOf);
}
