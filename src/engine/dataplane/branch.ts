/** One way of a connection as it is told: its steps are worked out when somebody asks, since most ways are only asked how they end. */
import { namesIn } from '../name-of.ts';
import type { Packet } from '../net/packet.ts';
import type { World } from '../world.ts';
import type { Pass } from './element.ts';
import { plus, times } from './share.ts';
import type { Branch, Choice, Place, Step } from './step.ts';

/** What one element made of the packet. */
export type Trail = {
  readonly pass: Pass;
  readonly element: Step['element'];
  readonly place: Place;
  readonly in: Packet;
  readonly before: Trail | null;
};
type Steps = () => readonly Step[];

/** The branch whose steps these are. */
export function withSteps(request: Steps, reply: Steps, rest: Omit<Branch, 'request' | 'reply'>): Branch {
  const { choices, share, count, opens, verdict, delivered, sessions } = rest;
  return {
    choices,
    share,
    count,
    opens,
    get request() {
      return request();
    },
    get reply() {
      return reply();
    },
    verdict,
    delivered,
    sessions,
  };
}

/** The branch behind one more choice, which is made before all others. */
export function chosen(choice: Choice, branch: Branch): Branch {
  const rest = { ...allButSteps(branch), choices: [choice, ...branch.choices], share: times(choice.share, branch.share) };
  return withSteps(
    () => branch.request,
    () => branch.reply,
    rest,
  );
}

function allButSteps({ choices, share, count, opens, verdict, delivered, sessions }: Branch): Omit<Branch, 'request' | 'reply'> {
  return { choices, share, count, opens, verdict, delivered, sessions };
}

/** Branches whose steps have the same reasons, as one with the sum of their shares and counts. */
export function mergeBranches(all: readonly Branch[]): readonly Branch[] {
  const merged = new Map<string, Branch>();
  for (const branch of all) {
    const key = [...branch.request, ...branch.reply].map((step) => `${step.place.name} ${step.element} ${step.verdict} ${step.because}`).join('\n');
    const known = merged.get(key);
    merged.set(key, known === undefined ? branch : { ...known, share: plus(known.share, branch.share), count: known.count + branch.count });
  }
  return [...merged.values()];
}

/** The steps of a trail in their order. */
export function stepsOf(world: World, trail: Trail | null): Steps {
  let steps: Step[] | null = null;
  let rest = trail;
  return () => {
    if (steps !== null) return steps;
    steps = [];
    for (; rest !== null; rest = rest.before) steps.push(stepOf(world, rest));
    return steps.reverse();
  };
}

function stepOf(world: World, { pass, element, place, in: packet }: Trail): Step {
  const { verdict, because, params, object, row, met, lost } = pass;
  const goesOn = verdict === 'forward' || verdict === 'deliver';
  const losers = lost?.() ?? [];
  return {
    place,
    element,
    verdict,
    because,
    params,
    names: () => namesIn(world, [place.of.key, object?.key ?? '', ...Object.values(params), ...losers.flatMap((one) => Object.values(one.params))]),
    in: packet,
    ...(goesOn ? { out: pass.out ?? packet } : {}),
    object,
    ...(row === undefined ? {} : { row: row() }),
    ...(met === undefined ? {} : { met: met() }),
    lost: losers,
  };
}
