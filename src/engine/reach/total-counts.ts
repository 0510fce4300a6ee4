/**
 * How many pairs of all pods have each verdict. Every pair is counted as if its pods were on different nodes, class by
 * class and place by place; then the few that share a node are taken back and asked one by one.
 */
import { hasBit } from '../policy/bits.ts';
import type { PolicyMatrix } from '../policy/policy-matrix.ts';
import type { CellVerdict } from './reach.ts';

/** What becomes of packets between two places: nothing is lost, the request is, the reply is. */
export type Passage = 'passes' | 'request-lost' | 'reply-lost';

export type Factors = {
  readonly matrix: PolicyMatrix;
  /** Pod → its place, counted from 0. */
  readonly places: Int32Array;
  /** Pod → its node, counted from 0. */
  readonly nodes: Int32Array;
  readonly listens: readonly boolean[];
  /** The passage between two pods, which share a node or do not. */
  readonly pass: (from: number, to: number) => Passage;
  /** The verdict of a pair, whatever its nodes. */
  readonly cell: (from: number, to: number) => CellVerdict;
};

export type Counts = { readonly [V in CellVerdict]: number };
type Sums = { [V in CellVerdict]: number };

/** The verdict that policies, passage and listener come to, in the order in which a packet meets them. */
export function verdictOf(factors: {
  readonly sends: boolean;
  readonly receives: boolean;
  readonly passage: Passage;
  readonly listens: boolean;
}): CellVerdict {
  if (!factors.sends) return 'policy';
  if (factors.passage === 'request-lost') return 'path';
  if (!factors.receives) return 'policy';
  if (factors.passage === 'reply-lost') return 'path';
  return factors.listens ? 'open' : 'closed';
}

/** The counts of all ordered pairs of different pods. */
export function totalCounts(factors: Factors): Counts {
  const sums: Sums = { open: 0, closed: 0, policy: 0, path: 0 };
  const far = farPassages(factors);
  countAsFar(factors, far, sums);
  correctNear(factors, far, sums);
  return sums;
}

/** Pods that only their class tells apart: one place, and listening or not. */
type Groups = { readonly of: Int32Array; readonly places: readonly number[]; readonly listens: readonly boolean[] };

function groupsOf({ places, listens }: Factors): Groups {
  const numbers = new Map<number, number>();
  const of = new Int32Array(places.length);
  const found: { readonly place: number; readonly listens: boolean }[] = [];
  for (let pod = 0; pod < places.length; pod++) {
    const key = (places[pod] as number) * 2 + (listens[pod] === true ? 1 : 0);
    let number = numbers.get(key);
    if (number === undefined) {
      number = found.length;
      numbers.set(key, number);
      found.push({ place: places[pod] as number, listens: listens[pod] === true });
    }
    of[pod] = number;
  }
  return { of, places: found.map(({ place }) => place), listens: found.map((group) => group.listens) };
}

/** Each source class looks at every pod once; what it finds holds for all its pods of one place. */
function countAsFar(factors: Factors, far: (from: number, to: number) => Passage, sums: Sums): void {
  const { matrix, places } = factors;
  const { classOf, members } = matrix.classes;
  const groups = groupsOf(factors);
  const count = groups.places.length;
  const [both, sendOnly, none] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (const [source, pods] of members.entries()) {
    both.fill(0);
    sendOnly.fill(0);
    none.fill(0);
    const sends = matrix.egress[source] as Uint32Array;
    const receives = members.map((_, target) => hasBit(matrix.ingress[target] as Uint32Array, source));
    for (let pod = 0; pod < classOf.length; pod++) {
      const target = classOf[pod] as number;
      const sum = !hasBit(sends, target) ? none : receives[target] === true ? both : sendOnly;
      const group = groups.of[pod] as number;
      sum[group] = (sum[group] as number) + 1;
    }
    const byPlace = new Map<number, number>();
    for (const pod of pods) byPlace.set(places[pod] as number, (byPlace.get(places[pod] as number) ?? 0) + 1);
    for (const [place, number] of byPlace) {
      for (let group = 0; group < count; group++) {
        const rest = { passage: far(place, groups.places[group] as number), listens: groups.listens[group] === true };
        sums[verdictOf({ sends: true, receives: true, ...rest })] += number * (both[group] as number);
        sums[verdictOf({ sends: true, receives: false, ...rest })] += number * (sendOnly[group] as number);
        sums.policy += number * (none[group] as number);
      }
    }
  }
}

/** Pairs that share a node, and each pod with itself, were counted as what they are not. */
function correctNear({ matrix, places, nodes, listens, cell }: Factors, far: (from: number, to: number) => Passage, sums: Sums): void {
  const { classOf } = matrix.classes;
  const byNode = new Map<number, number[]>();
  for (let pod = 0; pod < nodes.length; pod++) {
    const there = byNode.get(nodes[pod] as number);
    if (there === undefined) byNode.set(nodes[pod] as number, [pod]);
    else there.push(pod);
  }
  for (const pods of byNode.values()) {
    for (const from of pods) {
      for (const to of pods) {
        const [source, target] = [classOf[from] as number, classOf[to] as number];
        const counted = verdictOf({
          sends: hasBit(matrix.egress[source] as Uint32Array, target),
          receives: hasBit(matrix.ingress[target] as Uint32Array, source),
          passage: far(places[from] as number, places[to] as number),
          listens: listens[to] === true,
        });
        sums[counted] -= 1;
        if (from !== to) sums[cell(from, to)] += 1;
      }
    }
  }
}

/** Place × place → the passage of a pair on different nodes; where there is no such pair any answer does, since none is left in the end. */
function farPassages({ places, nodes, pass }: Factors): (from: number, to: number) => Passage {
  const byPlace = new Map<number, Map<number, number>>();
  for (let pod = 0; pod < places.length; pod++) {
    const there = byPlace.get(places[pod] as number) ?? new Map<number, number>();
    byPlace.set(places[pod] as number, there);
    if (!there.has(nodes[pod] as number)) there.set(nodes[pod] as number, pod);
  }
  const count = byPlace.size;
  const known: (Passage | undefined)[] = new Array(count * count);
  return (from, to) => {
    const at = from * count + to;
    const found = known[at];
    if (found !== undefined) return found;
    const pair = farPair(byPlace.get(from) as Map<number, number>, byPlace.get(to) as Map<number, number>);
    const passage = pair === null ? 'passes' : pass(...pair);
    known[at] = passage;
    return passage;
  };
}

function farPair(from: ReadonlyMap<number, number>, to: ReadonlyMap<number, number>): [number, number] | null {
  for (const [node, source] of from) for (const [other, target] of to) if (node !== other) return [source, target];
  return null;
}
