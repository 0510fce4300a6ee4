/** A connection cut into the parts that are looked at one by one: look-ups, then for each leg the request and the reply. */
import type { Connection } from '../../engine/connection.ts';
import type { Branch, Step } from '../../engine/dataplane/step.ts';
import { engine } from '../engine.ts';

export type TracePart =
  | { readonly part: 'lookup'; readonly index: number; readonly branches: readonly Branch[] }
  | { readonly part: 'request' | 'reply'; readonly leg: number; readonly branches: readonly Branch[] };

/** The parts in the order in which they happened. A reply that no branch sent is no part. */
export function partsOf(connection: Connection): TracePart[] {
  const lookups = (connection.lookup?.steps ?? []).map((step, index): TracePart => ({ part: 'lookup', index, branches: ordered(step.branches) }));
  const legs = connection.legs.flatMap((leg, index): TracePart[] => {
    const branches = ordered(leg.branches);
    const request: TracePart = { part: 'request', leg: index, branches };
    return branches.some((branch) => branch.reply.length > 0) ? [request, { part: 'reply', leg: index, branches }] : [request];
  });
  return [...lookups, ...legs];
}

export type Spot = { readonly part: number; readonly hop: number };

/** What to look at first: the hop that explains why the connection failed, or the first hop of its request. */
export function firstSpot(connection: Connection): Spot {
  const parts = partsOf(connection);
  for (const [part, one] of parts.entries()) {
    const hop = failingHop(one, { branch: 0, all: false });
    if (hop !== null) return { part, hop };
  }
  const request = parts.findIndex((part) => part.part === 'request');
  return { part: Math.max(0, request), hop: 0 };
}

/** Which of the shown hops of a part explains why its branch failed, or null: it was answered, or the reason lies in another part. */
export function failingHop(part: TracePart, shown: Shown): number | null {
  const branch = part.branches[shown.branch];
  const step = branch === undefined || branch.verdict === 'answered' ? null : engine().failingStepOf(branch);
  const at = step === null ? -1 : stepsOf(part, shown).indexOf(step);
  return at === -1 ? null : at;
}

export type Shown = { readonly branch: number; readonly all: boolean };

/** The steps of a part: one for each mechanism that matters, or all of them. */
export function stepsOf(part: TracePart, { branch, all }: Shown): readonly Step[] {
  const chosen = part.branches[branch];
  if (chosen === undefined) return [];
  if (all) return part.part === 'reply' ? chosen.reply : chosen.request;
  const { replySummary, summary } = engine();
  return (part.part === 'reply' ? replySummary(chosen) : summary(chosen)).map((hop) => hop.step);
}

/** Failing branches first: what goes wrong sometimes is what is looked for. */
function ordered(branches: readonly Branch[]): Branch[] {
  return [...branches.filter((branch) => branch.verdict !== 'answered'), ...branches.filter((branch) => branch.verdict === 'answered')];
}

/** Where a packet went no further. */
export function stopOf(steps: readonly Step[]): Step | null {
  const last = steps.at(-1);
  return last === undefined || last.verdict === 'forward' || last.verdict === 'deliver' ? null : last;
}

/** Whether the step made the packet another: an address or a port was translated. */
export function rewrites(step: Step): boolean {
  const { out } = step;
  if (out === undefined) return false;
  const { in: before } = step;
  return (
    before.source !== out.source ||
    before.destination !== out.destination ||
    before.sourcePort !== out.sourcePort ||
    before.destinationPort !== out.destinationPort
  );
}

export type Lit = {
  /** `Kind/key` of everything that the packet passed. */
  readonly passed: ReadonlySet<string>;
  /** `Kind/key` of where it stopped. */
  readonly stopped: ReadonlySet<string>;
};

const LIT = new WeakMap<Connection, Lit>();

/** The way of a connection over the map: of the branch that it took, request and reply. */
export function litBy(connection: Connection): Lit {
  const known = LIT.get(connection);
  if (known !== undefined) return known;
  const passed = new Set<string>();
  const stopped = new Set<string>();
  for (const leg of connection.legs) {
    const branch = leg.branches[leg.taken];
    for (const steps of [branch?.request ?? [], branch?.reply ?? []]) {
      for (const step of steps) for (const key of keysOf(step)) passed.add(key);
      const stop = stopOf(steps);
      if (stop !== null) for (const key of keysOf(stop)) stopped.add(key);
    }
  }
  const lit = { passed, stopped };
  LIT.set(connection, lit);
  return lit;
}

/** How an object is called in a set: a host is its instance. */
export function litKey(kind: string, key: string): string {
  return `${kind === 'Host' ? 'Instance' : kind}/${key}`;
}

function keysOf(step: Step): string[] {
  const { of } = step.place;
  const place = litKey(of.kind, of.key);
  return step.object === null ? [place] : [place, litKey(step.object.kind, step.object.key)];
}
