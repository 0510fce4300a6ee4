/**
 * The smallest set of edits that makes something hold: candidates from the steps that decide now, and again after each
 * of them, since a second block may lie behind the first. Each is carried out on a copy of the world and verified there.
 */
import { canonical } from '../canonical.ts';
import type { Breadth, Repair } from '../dataplane/element.ts';
import type { Step } from '../dataplane/step.ts';
import type { World } from '../world.ts';
import { carriedOut } from './carry-out.ts';

/** One edit, and the step whose reason offered it. */
export type Edit = { readonly repair: Repair; readonly step: Step };

/** What a world looks like to who asks. */
export type Sight = {
  /** Whether what is sought holds. */
  readonly met: boolean;
  /** The candidates here: what may bring it about, or, once it holds, what may mend what it broke. */
  readonly edits: () => readonly Edit[];
  /** Whether everything that held before still does. */
  readonly kept: () => boolean;
  /** How much else holds: of edits of one size those that make more hold are preferred. */
  readonly gain?: () => number;
};

export type Sought = {
  readonly look: (world: World) => Sight;
  /** Whether the edit touches what must not be touched. */
  readonly locked?: (repair: Repair) => boolean;
  /** Carries an edit out, for whoever searches the same worlds again; `carriedOut` when left out. */
  readonly carry?: (world: World, repair: Repair) => World | null;
  /** How many edits may be tried; 300 when left out. */
  readonly budget?: number;
};

export type Search = {
  /** The edits in the order in which they are to be made, and the world after them; null when none was found. */
  readonly found: { readonly edits: readonly Edit[]; readonly world: World } | null;
  /** How many worlds were made. */
  readonly tried: number;
  /** Whether every one and every two of the candidates were tried that come before it: false when the budget ran out first. */
  readonly complete: boolean;
};

const BUDGET = 300;

type Tried = { readonly edits: readonly Edit[]; readonly world: World; readonly sight: Sight };

/**
 * The smallest verified set of edits, the narrowest of its size: of one or two whatever the candidates allow, of three as far
 * as each edit brought something new to light.
 */
export function findRepair(world: World, sought: Sought): Search {
  const budget = sought.budget ?? BUDGET;
  const start: Tried = { edits: [], world, sight: sought.look(world) };
  const singles = ordered(continued(start, sought));
  const trials = singles.slice(0, budget).flatMap((edits) => attempted(world, edits, sought) ?? []);
  const solved = trials.filter(holds).sort(byGain)[0];
  const tried = Math.min(singles.length, budget);
  if (solved !== undefined) return { found: solved, tried, complete: tried === singles.length };
  if (tried < singles.length) return { found: null, tried, complete: false };
  // What changed nothing on the way is continued last: nothing new has come to light behind it.
  const [moved, still] = parted(trials, stepsOf(start.sight));
  const spent = { tried, budget };
  const near = behind(moved, sought, spent);
  if (near.found !== null || near.out) return answer({ world, sought }, near, spent);
  const idle = behind(still, sought, spent);
  if (idle.found !== null || idle.out) return answer({ world, sought }, idle, spent);
  const far = behind(
    near.trials.filter(({ one, from }) => stepsOf(one.sight) !== stepsOf(from.sight)).map(({ one }) => one),
    sought,
    spent,
  );
  return { ...answer({ world, sought }, far, spent), complete: true };
}

type Spent = { tried: number; readonly budget: number };
type Behind = { readonly found: Tried | null; readonly trials: readonly { readonly one: Tried; readonly from: Tried }[]; readonly out: boolean };

type Asked = { readonly world: World; readonly sought: Sought };

function answer({ world, sought }: Asked, { found }: Behind, { tried }: Spent): Search {
  return { found: found === null ? null : pruned(world, sought, found), tried, complete: found !== null };
}

/** Without the edits that those behind them have made needless: a policy that lets others in also shuts out the rest. */
function pruned(world: World, sought: Sought, found: Tried): Tried {
  for (const left of found.edits) {
    const edits = found.edits.filter((edit) => edit !== left);
    const fewer = edits.length === 0 ? null : inOrder(world, sought, edits);
    if (fewer !== null && holds(fewer)) return pruned(world, sought, fewer);
  }
  return found;
}

function inOrder(world: World, sought: Sought, edits: readonly Edit[]): Tried | null {
  const { look, carry = carriedOut } = sought;
  let after: World | null = world;
  for (const { repair } of edits) after = after === null ? null : carry(after, repair);
  return after === null ? null : { edits, world: after, sight: look(after) };
}

function parted(trials: readonly Tried[], before: string): readonly [readonly Tried[], readonly Tried[]] {
  return [trials.filter(({ sight }) => stepsOf(sight) !== before), trials.filter(({ sight }) => stepsOf(sight) === before)];
}

/** One more edit behind each of these; the first that holds ends it, as does the budget. */
function behind(group: readonly Tried[], sought: Sought, spent: Spent): Behind {
  const from = new Map(group.flatMap((one) => continued(one, sought).map((edits) => [edits, one] as const)));
  const known = new Set<string>();
  const trials: { readonly one: Tried; readonly from: Tried }[] = [];
  for (const edits of ordered([...from.keys()])) {
    const key = edits.map(keyOf).sort().join('\n');
    if (known.has(key)) continue;
    known.add(key);
    if (spent.tried >= spent.budget) return { found: null, trials, out: true };
    spent.tried += 1;
    const before = from.get(edits) as Tried;
    const last = attempted(before.world, edits, sought);
    if (last === null) continue;
    if (holds(last)) return { found: last, trials, out: false };
    trials.push({ one: last, from: before });
  }
  return { found: null, trials, out: false };
}

/** The candidates behind what has been tried, each appended to its edits. */
function continued({ edits, sight }: Tried, { locked }: Sought): readonly (readonly Edit[])[] {
  const seen = new Set(edits.map(keyOf));
  const next: (readonly Edit[])[] = [];
  for (const edit of sight.edits()) {
    const key = keyOf(edit);
    if (seen.has(key) || locked?.(edit.repair)) continue;
    seen.add(key);
    next.push([...edits, edit]);
  }
  return next;
}

/** The world after the last of the edits, looked at; null when it was refused. */
function attempted(world: World, edits: readonly Edit[], { look, carry = carriedOut }: Sought): Tried | null {
  const after = carry(world, (edits.at(-1) as Edit).repair);
  return after === null ? null : { edits, world: after, sight: look(after) };
}

function holds({ sight }: Tried): boolean {
  return sight.met && sight.kept();
}

/** Fewer lines first, then the narrower; the order of the way decides among equals. */
function ordered(candidates: readonly (readonly Edit[])[]): readonly (readonly Edit[])[] {
  return [...candidates].sort((one, other) => linesOf(one) - linesOf(other) || breadthOf(one) - breadthOf(other));
}

function byGain(one: Tried, other: Tried): number {
  return linesOf(one.edits) - linesOf(other.edits) || (other.sight.gain?.() ?? 0) - (one.sight.gain?.() ?? 0);
}

function linesOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, { repair }) => sum + repair.verbs.length, 0);
}

const BREADTHS: { readonly [B in Breadth]: number } = { exact: 0, address: 1, wide: 3, all: 7 };

function breadthOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, { repair }) => sum + BREADTHS[repair.breadth ?? 'exact'], 0);
}

/** Equal for edits that write the same. */
export function keyOf({ repair }: Edit): string {
  return canonical(repair.verbs);
}

function stepsOf(sight: Sight): string {
  return sight
    .edits()
    .map(({ step }) => `${step.element} ${step.place.of.key} ${step.because} ${canonical(step.params)}`)
    .join('\n');
}
