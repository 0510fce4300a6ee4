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
import { isOfLearner, wantsAnswer } from './checks/index.ts';
import { fillPlaceholders } from './placeholder.ts';
import { failingStepIn } from './probe.ts';
import { type TriedWorld, type TriedWorlds, triedWorlds } from './tried-worlds.ts';

/** So many edits are tried for a hint: somebody waits for it, and what mends a line is found among the first or not at all. */
const BUDGET = 100;

/** The edits in their order, each with the step whose reason offered it; null when no few mend the line. */
export function findRepair(attempt: Attempt, line: string): readonly Edit[] | null {
  const check = attempt.scenario.accept.find(({ id }) => id === line)?.check;
  if (check === undefined || isOfLearner(check)) return null;
  const { repairs, worlds } = searchedIn(attempt);
  const found = repairs.get(line);
  if (found !== undefined) return found;
  const wanted = { line, answered: wantsAnswer(check) };
  const look = (world: World) => sightOf(worlds.at(world), wanted, world === attempt.world);
  const locked = (repair: Repair) => isLocked(attempt, repair);
  const search = () => findEdits(attempt.world, { look, locked, carry: worlds.after, budget: BUDGET }).found?.edits ?? null;
  const edits = comesTrue(attempt, line) ? null : search();
  repairs.set(line, edits);
  return edits;
}

/** Whether time alone makes the line pass: then whatever is tried meanwhile seems to have mended it. */
export function comesTrue(attempt: Attempt, line: string): boolean {
  const { worlds } = searchedIn(attempt);
  const waited = worlds.after(attempt.world, { verbs: [] });
  return waited !== null && waited !== attempt.world && worlds.at(waited).result(line)?.verdict === 'pass';
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

type Wanted = { readonly line: string /** Whether it takes an answer to make it pass. */; readonly answered: boolean };

/** Most candidates do not mend the line: what they do to the others is looked at when somebody asks. */
function sightOf({ result, kept, broken, all, candidates }: TriedWorld, { line, answered }: Wanted, isStart: boolean): Sight {
  const own = result(line);
  const met = own?.verdict === 'pass';
  const passing = ({ verdict }: CheckResult) => verdict === 'pass';
  const edits = lazily(() => {
    // What holds is kept by mending what it broke.
    if (met) return broken().flatMap(candidates);
    // To stop a packet gives no other an answer; and behind an edit all that would stop the line's own is offered by its own way.
    const stops = !answered && (isStart || own === null || !isOpen(own));
    const helpful = (one: CheckResult) => (isOpen(one) && !stops && (answered || one !== own) ? [] : candidates(one));
    const suggested = own === null ? [] : helpful(own);
    // The cause may show in another line first; what lies behind an edit shows in the line's own way, where it has one.
    if (!isStart && suggested.length > 0) return suggested;
    return [...suggested, ...all().flatMap((one) => (one.id === line || passing(one) ? [] : helpful(one)))];
  });
  return { met, kept, gain: () => all().filter(passing).length, edits };
}

/** What may mend the line: repairs of the steps that fail, or, where a connection works that should not, what would stop it. */
export function candidatesFor(world: World, result: CheckResult): readonly Edit[] {
  const { witness } = result;
  if (witness === null) return [];
  if (isOpen(result)) return editsOf(world, passedSteps(witness), stopsOf);
  const first = failingStepIn(witness);
  const steps = failingSteps(witness);
  return editsOf(world, first === null || steps.includes(first) ? steps : [first, ...steps], repairsOf);
}

/** Whether nothing stops its connection. */
function isOpen({ witness }: CheckResult): boolean {
  return witness !== null && failingStepIn(witness) === null && failingSteps(witness).length === 0;
}
