/** The worlds in which edits are tried for an attempt: each is made once and looked at once, whichever line of the list asks. */
import { canonical } from '../engine/canonical.ts';
import type { Repair } from '../engine/dataplane/element.ts';
import { lazily } from '../engine/once.ts';
import { carriedOut } from '../engine/repair/carry-out.ts';
import type { Edit } from '../engine/repair/search.ts';
import type { World } from '../engine/world.ts';
import { judgeAt, judgeLine } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import type { CheckResult } from './check.ts';
import { contextOf } from './context.ts';

export type TriedWorld = {
  /** How a line of the list stands in it. */
  readonly result: (line: string) => CheckResult | null;
  /** Whether every line passes that passed before. */
  readonly kept: () => boolean;
  /** The lines that passed before and do not here, in their order. */
  readonly broken: () => readonly CheckResult[];
  readonly all: () => readonly CheckResult[];
  /** The edits that a result suggests here. */
  readonly candidates: (result: CheckResult) => readonly Edit[];
};

export type TriedWorlds = {
  readonly at: (world: World) => TriedWorld;
  /** The world after one edit more; null where it is refused. */
  readonly after: (world: World, repair: Pick<Repair, 'verbs'>) => World | null;
};

type Suggest = (world: World, result: CheckResult) => readonly Edit[];

/** Of an attempt whose list is judged; the world that it is in is the one that the others come from. */
export function triedWorlds(attempt: Attempt, suggest: Suggest): TriedWorlds {
  const known = new WeakMap<World, TriedWorld>();
  const made = new WeakMap<World, Map<string, World | null>>();
  return {
    at(world) {
      const tried = known.get(world) ?? lookedAt(attempt, world, suggest);
      known.set(world, tried);
      return tried;
    },
    after(world, repair) {
      const worlds = made.get(world) ?? new Map<string, World | null>();
      made.set(world, worlds);
      const key = canonical(repair.verbs);
      const before = worlds.get(key);
      const after = before === undefined ? carriedOut(world, repair) : before;
      worlds.set(key, after);
      return after;
    },
  };
}

function lookedAt(attempt: Attempt, world: World, suggest: Suggest): TriedWorld {
  const { accept } = attempt.scenario;
  const isStart = world === attempt.world;
  const context = contextOf(attempt, world);
  const result = (line: string) => (isStart ? (attempt.accept.find(({ id }) => id === line) ?? null) : judgeLine(accept, context, line));
  const before = attempt.accept.flatMap(({ id, verdict }) => (verdict === 'pass' ? [id] : []));
  const suggested = new Map<CheckResult, readonly Edit[]>();
  return {
    result,
    // Most edits break something or nothing: lines are looked at as far as it takes to know.
    kept: () => before.every((line) => result(line)?.verdict === 'pass'),
    broken: lazily(() => before.flatMap((line) => result(line) ?? []).filter(({ verdict }) => verdict !== 'pass')),
    all: () => (isStart ? attempt.accept : judgeAt(accept, context)),
    candidates(of) {
      const edits = suggested.get(of) ?? suggest(world, of);
      suggested.set(of, edits);
      return edits;
    },
  };
}
