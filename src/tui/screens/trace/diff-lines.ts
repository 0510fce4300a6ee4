/** Two connections side by side, hop by hop: what only one of them passed, and where they decided differently. */
import type { Connection, LookupStep } from '../../../engine/connection.ts';
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
  const heads: DiffRow[] = [
    { now: routeLine(now), before: routeLine(before), differs: false },
    { now: outcomeLine(now, lang), before: outcomeLine(before, lang), differs: now.outcome.outcome !== before.outcome.outcome },
  ];
  const hop = (step: Step | null, of: readonly Step[], at: World): Line =>
    step === null ? line(span('    –', 'dim')) : hopLine(at, step, { at: of.indexOf(step), lang, width: width - 2 });
  const hopsOf = (one: TracePart | undefined, other: TracePart | undefined): DiffRow[] => {
    const [steps, others] = [stepsTaken(one, now), stepsTaken(other, before)];
    return paired(steps, others).map(({ now: left, before: right }): DiffRow => {
      const differs = left === null || right === null || left.because !== right.because || left.verdict !== right.verdict;
      return { now: hop(left, steps, world), before: hop(right, others, there), differs, steps: [left, right] };
    });
  };
  const rows = alignedParts(now, before).flatMap(({ one, other }): DiffRow[] => {
    const title = (part: TracePart | undefined, of: Connection): Line => (part === undefined ? EMPTY : titleOf(part, of, lang));
    const [left, right] = [lookupOf(one, now), lookupOf(other, before)];
    const heading: DiffRow = { now: title(one, now), before: title(other, before), differs: left?.rcode !== right?.rcode };
    // Which server was asked is chance: the way of a look-up is told where there was no answer.
    const told = (left === undefined && right === undefined) || left?.rcode === 'TIMEOUT' || right?.rcode === 'TIMEOUT';
    return [EMPTY_ROW, heading, ...(told ? hopsOf(one, other) : [])];
  });
  return [...heads, ...rows];
}

const EMPTY_ROW: DiffRow = { now: EMPTY, before: EMPTY, differs: false };

type Parts = { readonly one: TracePart | undefined; readonly other: TracePart | undefined };

/** The look-up that counted of both, then the requests and replies leg by leg. */
function alignedParts(now: Connection, before: Connection): readonly Parts[] {
  const [left, right] = [partsOf(now), partsOf(before)];
  const last = (parts: readonly TracePart[]) => parts.findLast(({ part }) => part === 'lookup');
  const [one, other] = [last(left), last(right)];
  const name = (part: TracePart) => (part.part === 'lookup' ? '' : `${part.leg} ${part.part}`);
  const names = [...new Set([...left, ...right].map(name))].filter((key) => key !== '').sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const legs = names.map((key) => ({ one: left.find((part) => name(part) === key), other: right.find((part) => name(part) === key) }));
  return one === undefined && other === undefined ? legs : [{ one, other }, ...legs];
}

/** Of a leg the request comes before the reply. */
function order(name: string): string {
  return name.replace('request', 'a').replace('reply', 'b');
}

function lookupOf(part: TracePart | undefined, { lookup }: Connection): LookupStep | undefined {
  return part?.part === 'lookup' ? lookup?.steps[part.index] : undefined;
}

/** The name of a part; of a look-up with what it answered. */
function titleOf(part: TracePart, connection: Connection, lang: Lang): Line {
  const title = span(partLabel(part, connection, lang), 'strong');
  const step = lookupOf(part, connection);
  return step === undefined ? line(title) : line(title, span(`  ${step.rcode} ${step.answers.map(({ data }) => data).join(', ')}`, 'dim'));
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
