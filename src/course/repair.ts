/** The smallest edits, tried out, that make a line of the acceptance list pass and break no other. */
import type { Ref } from '../engine/change.ts';
import type { Repair } from '../engine/dataplane/element.ts';
import { repairsOf, stopsOf } from '../engine/explain.ts';
import { lazily, once } from '../engine/once.ts';
import { editsOf, failingSteps, passedSteps } from '../engine/repair/flow-sight.ts';
import { type Edit, findRepair as findEdits, type Sight } from '../engine/repair/search.ts';
import type { World } from '../engine/world.ts';
import type { Attempt } from './attempt-state.ts';
import type { CheckResult } from './check.ts';
import { isOfLearner } from './checks/index.ts';
import { fillPlaceholders } from './placeholder.ts';
import { failingStepIn } from './probe.ts';
import { type TriedWorld, type TriedWorlds, triedWorlds } from './tried-worlds.ts';

/** The edits in their order, each with the step whose reason offered it; null when no few mend the line. */
export function findRepair(attempt: Attempt, line: string): readonly Edit[] | null {
  const check = attempt.scenario.accept.find(({ id }) => id === line)?.check;
  if (check === undefined || isOfLearner(check)) return null;
  const { repairs, worlds } = searchedIn(attempt);
  const found = repairs.get(line);
  if (found !== undefined) return found;
  const look = (world: World) => sightOf(worlds.at(world), line);
  const edits = findEdits(attempt.world, { look, carry: worlds.after, locked: (repair) => isLocked(attempt, repair) }).found?.edits ?? null;
  repairs.set(line, edits);
  return edits;
}

type Searched = { readonly repairs: Map<string, readonly Edit[] | null>; readonly worlds: TriedWorlds };

/** By list and world: the four steps of a hint are about the same edits, and lines that fail alike try the same ones. */
const searched = once((_accept: Attempt['accept']) => new WeakMap<World, Searched>());

function searchedIn(attempt: Attempt): Searched {
  const known = searched(attempt.accept);
  const here = known.get(attempt.world) ?? { repairs: new Map(), worlds: triedWorlds(attempt, candidatesFor) };
  known.set(attempt.world, here);
  return here;
}

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

/** Most candidates do not mend the line: what they do to the others is looked at when somebody asks. */
function sightOf({ result, list, candidates }: TriedWorld, line: string): Sight {
  const met = result(line)?.verdict === 'pass';
  const edits = lazily(() => {
    const { results, passing, broken } = list();
    // The cause of a line that fails may show in another line first; one that holds is kept by mending what it broke.
    const failing = results.filter(({ id }) => !passing.has(id) && (met ? broken.includes(id) : true));
    const inOrder = [...failing.filter(({ id }) => id === line), ...failing.filter(({ id }) => id !== line)];
    return inOrder.flatMap(candidates);
  });
  return { met, kept: () => list().broken.length === 0, gain: () => list().passing.size, edits };
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
