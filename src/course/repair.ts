/** Repairs tried out: candidate writes, each on a copy of the world, against the whole acceptance list. */
import type { Ref } from '../engine/change.ts';
import type { Repair } from '../engine/dataplane/element.ts';
import type { Step } from '../engine/dataplane/step.ts';
import { failingStepOf, repairsOf } from '../engine/explain.ts';
import { beginInput } from '../engine/input.ts';
import { advanceUntilQuiet, settle } from '../engine/settle.ts';
import type { World } from '../engine/world.ts';
import { write } from '../engine/write.ts';
import { judgeAt } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import type { CheckResult } from './check.ts';
import { failingStepIn } from './probe.ts';

/** A repair that was tried and holds: the line passes, and every line that passed before still does. */
export type Proven = { readonly repair: Repair; readonly step: Step; readonly passing: number };

/** The smallest verified repair of the line, or null when no single one mends it. */
export function findRepair(attempt: Attempt, line: string): Proven | null {
  const proven: Proven[] = [];
  for (const step of stepsBehind(attempt, line)) {
    for (const repair of repairsOf(attempt.world, step)) {
      if (isLocked(attempt, repair)) continue;
      const passing = tryRepair(attempt, repair, line);
      if (passing !== null) proven.push({ repair, step, passing });
    }
  }
  return proven.sort((one, other) => one.repair.verbs.length - other.repair.verbs.length || other.passing - one.passing)[0] ?? null;
}

/** The name of an object as it is locked and as hints give it: `service/default/frontend`, `sg-0a1`. */
export function objectName(ref: Ref): string {
  return ref.plane === 'aws' ? ref.key : `${ref.kind.toLowerCase()}/${ref.key}`;
}

/** The steps that fail in the connections of this line, then of the others: the cause may show in another line first. */
function stepsBehind(attempt: Attempt, line: string): readonly Step[] {
  const own = attempt.accept.filter((result) => result.id === line);
  const others = attempt.accept.filter((result) => result.id !== line && result.verdict !== 'pass');
  const steps = [...own, ...others].flatMap(stepsOf);
  return [...new Map(steps.map((step) => [`${step.element} ${step.place.of.key} ${step.because} ${JSON.stringify(step.params)}`, step])).values()];
}

function stepsOf({ witness }: CheckResult): readonly Step[] {
  if (witness === null) return [];
  const first = failingStepIn(witness);
  const ways = witness.legs.flatMap((leg) => leg.branches).map(failingStepOf);
  return [first, ...ways].filter((step) => step !== null);
}

/** How many lines pass after the repair, or null when it is refused, does not mend the line or breaks another. */
function tryRepair(attempt: Attempt, repair: Repair, line: string): number | null {
  const world = carriedOut(attempt.world, repair);
  if (world === null) return null;
  const { scenario, start, recent, prediction } = attempt;
  const after = judgeAt(scenario.accept, { world, start, recent, prediction });
  const passes = (id: string) => after.find((result) => result.id === id)?.verdict === 'pass';
  const kept = attempt.accept.every((result) => result.verdict !== 'pass' || passes(result.id));
  return kept && passes(line) ? after.filter((result) => result.verdict === 'pass').length : null;
}

function carriedOut(world: World, repair: Repair): World | null {
  let next = beginInput(world);
  for (const verb of repair.verbs) {
    const written = write(next, verb);
    if (!written.answer.ok) return null;
    next = written.world;
  }
  return advanceUntilQuiet(settle(next, world.revision));
}

function isLocked({ scenario }: Attempt, { object, verbs }: Repair): boolean {
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
