/** The fewest edits that solve a scenario, as far as they are known. */
import { carriedOut } from '../engine/repair/carry-out.ts';
import { type Edit, keyOf } from '../engine/repair/search.ts';
import { commandLine } from '../shell/command-line.ts';
import { passesAt } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import { contextOf } from './context.ts';
import { candidatesFor, isLocked } from './repair.ts';

export type Par = {
  readonly edits: number;
  /** proved: nothing that changes nothing passes, so that one edit is the fewest · searched: no single edit of those that were tried passes · known: nothing was tried. */
  readonly how: 'proved' | 'searched' | 'known';
  /** How many single edits were tried. */
  readonly tried: number;
  /** One edit that solves it, found by the search; null where a design has it, or none was found. */
  readonly line: string | null;
};

/** So many single edits are tried: each is settled and judged. */
const MOST = 40;

/** Of the start of a scenario, whose best known design takes so many edits. */
export function parOf(start: Attempt, best: number): Par {
  if (best <= 1) return { edits: best, how: 'proved', tried: 0, line: null };
  const singles = singleEdits(start);
  const tried = singles.slice(0, MOST);
  const found = tried.find((edit) => solves(start, edit));
  const [verb] = found?.repair.verbs ?? [];
  if (verb !== undefined) return { edits: 1, how: 'proved', tried: tried.length, line: commandLine(verb) };
  return { edits: best, how: tried.length > 0 && tried.length === singles.length ? 'searched' : 'known', tried: tried.length, line: null };
}

/** What the reasons of everything that fails offer, each once, where one line is enough for it. */
function singleEdits(start: Attempt): readonly Edit[] {
  const all = start.accept.filter(({ verdict }) => verdict !== 'pass').flatMap((result) => candidatesFor(start.world, result));
  const fitting = all.filter(({ repair }) => repair.verbs.length === 1 && !isLocked(start, repair));
  return [...new Map(fitting.map((edit) => [keyOf(edit), edit])).values()];
}

function solves(start: Attempt, { repair }: Edit): boolean {
  const after = carriedOut(start.world, repair);
  return after !== null && passesAt(start.scenario.accept, contextOf(start, after));
}
