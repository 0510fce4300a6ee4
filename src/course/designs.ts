/** Designs that pass, weighed: edits, addresses, ways that cross zones, cost, exposure. */
import { hourlyCost } from '../engine/aws/cost/hourly-cost.ts';
import type { Branch, Place } from '../engine/dataplane/step.ts';
import { objectAt } from '../engine/store.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { accepted } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import { heldAddresses, openPorts } from './exposure.ts';
import { type Par, parOf } from './par.ts';

export type Design = {
  readonly name: Text;
  /** The lines that changed something, in order. */
  readonly lines: readonly string[];
  /** Lines that changed something. */
  readonly edits: number;
  /** Private IPv4 addresses that interfaces hold. */
  readonly addresses: number;
  /** Of the ways of the connections that the list asks for, those that cross Availability Zones. */
  readonly crossing: number;
  readonly ways: number;
  /** Dollars for an hour. */
  readonly usd: number;
  /** TCP ports open to the whole internet, over all public interfaces. */
  readonly open: number;
};

export type Comparison = {
  /** The learner's first. */
  readonly designs: readonly Design[];
  readonly par: Par;
};

/** The designs of an attempt that was solved, with the fewest edits that are known; worked out once, since each design is played. */
export function comparisonOf(attempt: Attempt, play: (lines: readonly string[]) => Attempt): Comparison {
  const known = KNOWN.get(attempt.transcript) ?? compared(attempt, play);
  KNOWN.set(attempt.transcript, known);
  return known;
}

const KNOWN = new WeakMap<Attempt['transcript'], Comparison>();

function compared(attempt: Attempt, play: (lines: readonly string[]) => Attempt): Comparison {
  const designs = designsOf(attempt, play);
  const start = play([]);
  const par = parOf(start, Math.min(...designs.map(({ edits }) => edits)));
  if (par.line === null) return { designs, par };
  const played = play([par.line]);
  return { designs: [...designs, ...(accepted(played.accept) ? [designOf(FOUND, played)] : [])], par };
}

/** The learner's design first, then the author's: the solution and the alternates that pass in this attempt's own world. */
function designsOf(attempt: Attempt, play: (lines: readonly string[]) => Attempt): readonly Design[] {
  const { solution, alternates } = attempt.scenario;
  const others = [{ name: SOLUTION, lines: solution }, ...alternates].flatMap(({ name, lines }) => {
    const played = play(lines);
    return accepted(played.accept) ? [designOf(name, played)] : [];
  });
  return [designOf(OWN, attempt), ...others];
}

function designOf(name: Text, { world, transcript, accept }: Attempt): Design {
  const branches = accept
    .flatMap(({ witness }) => witness?.legs.flatMap((leg) => leg.branches) ?? [])
    .filter(({ verdict }) => verdict === 'answered');
  const edits = transcript.filter(({ output }) => output.kind === 'write');
  const count = (of: readonly Branch[]) => of.reduce((sum, branch) => sum + branch.count, 0);
  return {
    name,
    lines: edits.map(({ line }) => line),
    edits: edits.length,
    addresses: heldAddresses(world),
    crossing: count(branches.filter((branch) => zonesOf(world, branch).size > 1)),
    ways: count(branches),
    usd: hourlyCost(world).usd,
    open: openPorts(world),
  };
}

/** The zones of the interfaces that the request passes. */
function zonesOf(world: World, { request }: Branch): ReadonlySet<string> {
  return new Set(request.flatMap(({ place }) => zoneOf(world, place) ?? []));
}

function zoneOf(world: World, { of }: Place): string | undefined {
  if (of.plane !== 'aws' || of.kind !== 'NetworkInterface') return undefined;
  const subnet = objectAt(world.aws.NetworkInterface, of.key)?.SubnetId;
  return subnet === undefined ? undefined : objectAt(world.aws.Subnet, subnet)?.AvailabilityZone;
}

const OWN: Text = { ko: '내 설계', en: 'yours' };
const FOUND: Text = { ko: '찾은 설계', en: 'found by search' };
const SOLUTION: Text = { ko: '풀이', en: 'the solution' };
