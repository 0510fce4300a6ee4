/** The smallest edits, tried out, that make a line of the acceptance list pass and break no other. */
import type { Ref } from '../engine/change.ts';
import type { Repair } from '../engine/dataplane/element.ts';
import { repairsOf, stopsOf } from '../engine/explain.ts';
import { once } from '../engine/once.ts';
import { editsOf, failingSteps, passedSteps } from '../engine/repair/flow-sight.ts';
import { type Edit, findRepair as findEdits, type Sight } from '../engine/repair/search.ts';
import type { World } from '../engine/world.ts';
import { judgeAt } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import type { CheckResult } from './check.ts';
import { contextOf } from './context.ts';
import { failingStepIn } from './probe.ts';

/** The edits in their order, each with the step whose reason offered it; null when no few mend the line. */
export function findRepair(attempt: Attempt, line: string): readonly Edit[] | null {
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
export function isLocked({ scenario }: Pick<Attempt, 'scenario'>, { object, verbs }: Repair): boolean {
  const touched = [
    objectName(object),
    ...verbs.map((verb) => (verb.plane === 'cluster' ? `${verb.kind.toLowerCase()}/${[verb.namespace, verb.name].filter(Boolean).join('/')}` : '')),
  ];
  return scenario.locked.some(
    (locked) =>
      touched.includes(`${locked.split('/')[0]?.toLowerCase()}/${locked.split('/').slice(1).join('/')}`) ||
      touched.includes(locked.split('/').at(-1) ?? ''),
  );
}

function sightOf(attempt: Attempt, world: World, line: string): Sight {
  const results = world === attempt.world ? attempt.accept : judgeAt(attempt.scenario.accept, contextOf(attempt, world));
  const passes = (id: string) => results.find((result) => result.id === id)?.verdict === 'pass';
  const broken = attempt.accept.filter((result) => result.verdict === 'pass' && !passes(result.id)).map(({ id }) => id);
  const met = passes(line);
  // The cause of a line that fails may show in another line first; one that holds is kept by mending what it broke.
  const failing = results.filter((result) => result.verdict !== 'pass' && (met ? broken.includes(result.id) : true));
  const inOrder = [...failing.filter(({ id }) => id === line), ...failing.filter(({ id }) => id !== line)];
  let edits: readonly Edit[] | null = null;
  return {
    met,
    kept: () => broken.length === 0,
    gain: () => results.filter((result) => result.verdict === 'pass').length,
    edits: () => {
      edits ??= inOrder.flatMap((result) => candidatesFor(world, result));
      return edits;
    },
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
