/** Two connections side by side, hop by hop: what only one of them passed, and where they decided differently. */
import type { Connection } from '../../../engine/connection.ts';
import type { Branch, Step } from '../../../engine/dataplane/step.ts';
import type { Lang } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';
import { EMPTY, type Line, line, span } from '../../parts/line.ts';
import { partsOf, stepsOf, type TracePart } from '../../parts/trace-model.ts';
import { hopLine, outcomeLine, partLabel, routeLine } from './words.ts';

type Pair = { readonly now: Step | null; readonly before: Step | null };

export type DiffRow = {
  readonly now: Line;
  readonly before: Line;
  readonly differs: boolean;
  /** Of a row of hops what either passed there. */
  readonly steps?: readonly [now: Step | null, before: Step | null];
};

type Options = {
  readonly world: World /** The world of the other connection. */;
  readonly before: World;
  readonly lang: Lang;
  readonly width: number;
};

/** The rows of both: the same hop stands on the same row. */
export function diffRows(now: Connection, before: Connection, { world, before: there, lang, width }: Options): DiffRow[] {
  const [parts, old] = [partsOf(now), partsOf(before)];
  const count = Math.max(parts.length, old.length);
  const heads: DiffRow[] = [
    { now: routeLine(now), before: routeLine(before), differs: false },
    { now: outcomeLine(now, lang), before: outcomeLine(before, lang), differs: now.outcome.outcome !== before.outcome.outcome },
  ];
  const hop = (step: Step | null, of: readonly Step[], at: World): Line =>
    step === null ? line(span('    –', 'dim')) : hopLine(at, step, { at: of.indexOf(step), lang, width: width - 2 });
  const rows = Array.from({ length: count }, (_, at): DiffRow[] => {
    const [one, other] = [parts[at], old[at]];
    const title = (part: typeof one, of: Connection): Line => (part === undefined ? EMPTY : line(span(partLabel(part, of, lang), 'strong')));
    const [steps, others] = [stepsTaken(one, now), stepsTaken(other, before)];
    const hops = paired(steps, others).map(({ now: left, before: right }): DiffRow => {
      const differs = left === null || right === null || left.because !== right.because || left.verdict !== right.verdict;
      return { now: hop(left, steps, world), before: hop(right, others, there), differs, steps: [left, right] };
    });
    return [{ now: EMPTY, before: EMPTY, differs: false }, { now: title(one, now), before: title(other, before), differs: false }, ...hops];
  });
  return [...heads, ...rows.flat()];
}

/** The hops of the way that the connection itself took. */
function stepsTaken(part: TracePart | undefined, { legs }: Connection): readonly Step[] {
  if (part === undefined) return [];
  const leg = part.part === 'lookup' ? undefined : legs[part.leg];
  const branch = leg === undefined ? 0 : part.branches.indexOf(leg.branches[leg.taken] as Branch);
  return stepsOf(part, { branch: Math.max(0, branch), all: false });
}

/** Steps of both in one order: those of the same mechanism belong together, whichever node or subnet they are at. */
function paired(now: readonly Step[], before: readonly Step[]): Pair[] {
  const key = (step: Step) => `${step.element} ${step.place.name}`;
  const pairs: Pair[] = [];
  let [left, right] = [0, 0];
  while (left < now.length || right < before.length) {
    const [one, other] = [now[left], before[right]];
    if (one !== undefined && other !== undefined && key(one) === key(other)) {
      pairs.push({ now: one, before: other });
      left += 1;
      right += 1;
    } else if (one !== undefined && (other === undefined || !before.slice(right).some((step) => key(step) === key(one)))) {
      pairs.push({ now: one, before: null });
      left += 1;
    } else {
      pairs.push({ now: null, before: other ?? null });
      right += 1;
    }
  }
  return pairs;
}
