/**
 * Who may open a connection to whom at one port, by the policies alone: all pairs at once, class by class.
 * Equals `policyVerdict` asked pair by pair.
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import { addBit, addBits, allBits, type Bits, hasBit, noBits } from './bits.ts';
import type { End, Flow } from './flow.ts';
import { isPeer, isPort, isShut, isSubject } from './matches.ts';
import { type PolicyClasses, policyClasses } from './policy-classes.ts';
import type { Direction, Peer, PolicyRule, PolicyRules } from './policy-rules.ts';
import { settled, tierRow } from './tier-row.ts';

export type PolicyMatrix = {
  readonly classes: PolicyClasses;
  /** Class of the source → the classes that its egress lets it reach. */
  readonly egress: readonly Bits[];
  /** Class of the destination → the classes that its ingress lets in. */
  readonly ingress: readonly Bits[];
};

export type Question = Pick<Flow, 'protocol' | 'port'>;

/** The matrix over these ends at one protocol and destination port. */
export function policyMatrix(policies: readonly PolicyRules[], ends: readonly End[], question: Question): PolicyMatrix {
  const classes = policyClasses(policies, ends);
  return { classes, ...sidesOf(policies, classes.standIns, question) };
}

/** Whether the end may open a connection to the other, both by their place in the list of ends. */
export function mayReach(matrix: PolicyMatrix, source: number, destination: number): boolean {
  return maySend(matrix, source, destination) && mayReceive(matrix, source, destination);
}

/** Whether the egress of the source lets it. */
export function maySend({ classes: { classOf }, egress }: PolicyMatrix, source: number, destination: number): boolean {
  return hasBit(egress[classOf[source] as number] as Bits, classOf[destination] as number);
}

/** Whether the ingress of the destination lets it in. */
export function mayReceive({ classes: { classOf }, ingress }: PolicyMatrix, source: number, destination: number): boolean {
  return hasBit(ingress[classOf[destination] as number] as Bits, classOf[source] as number);
}

type Sides = { readonly egress: readonly Bits[]; readonly ingress: readonly Bits[] };

/** For each class whom its own egress lets it reach, and from whom its own ingress lets it be reached. */
function sidesOf(policies: readonly PolicyRules[], ends: readonly End[], question: Question): Sides {
  const selectable = selectableBy(ends);
  const setOf = peerSets(ends, selectable);
  const side = (direction: Direction): Bits[] => {
    const rows: (Bits | undefined)[] = ends.map(() => undefined);
    for (const policy of policies) {
      const rules = policy[direction];
      if (rules === null || policy.ranked !== undefined) continue;
      for (const index of selectable(policy.subject)) {
        const end = ends[index] as End;
        if (!isSubject(policy, end)) continue;
        const row = rows[index] ?? noBits(ends.length);
        rows[index] = row;
        for (const rule of rules) addBits(row, reach(direction, rule, end));
      }
    }
    const open = allBits(ends.length);
    const closed = noBits(ends.length);
    const untold = (index: number) => (isShut(policies, ends[index] as End) ? closed : open);
    if (!policies.some(({ ranked }) => ranked !== undefined)) return rows.map((row, index) => row ?? untold(index));
    const matching = (rule: PolicyRule, end: End) => reach(direction, rule, end);
    return rows.map((row, index) => {
      const end = ends[index] as End;
      const admin = tierRow(policies, 'Admin', { direction, end, size: ends.length, matching });
      const rest = row ?? settled(tierRow(policies, 'Baseline', { direction, end, size: ends.length, matching }), untold(index));
      return settled(admin, rest);
    });
  };
  /** Ports are those of the destination: the subject's own for ingress, each peer's own for egress. */
  const reach = (direction: Direction, rule: PolicyRule, end: End): Bits => {
    if (direction === 'ingress') return fits(rule, end, question) ? setOf(rule.peers) : noBits(ends.length);
    return setOf(rule.peers, (peer) => fits(rule, peer, question), rule);
  };
  return { egress: side('egress'), ingress: side('ingress') };
}

function fits({ ports }: PolicyRule, to: End, question: Question): boolean {
  return ports === null || ports.some((range) => isPort(range, { ...question, to }));
}

/** Peers → the set of ends that they mean, worked out once for each list of peers, and for each rule whose ports narrow it. */
function peerSets(ends: readonly End[], selectable: (selector: LabelSelector) => readonly number[]) {
  const everyone = allBits(ends.length);
  const all = [...ends.keys()];
  const plain = new Map<readonly Peer[], Bits>();
  const narrowed = new Map<PolicyRule, Bits>();
  const setOf = (peers: readonly Peer[] | null, keep?: (end: End) => boolean, rule?: PolicyRule): Bits => {
    const known = rule === undefined ? (peers === null ? everyone : plain.get(peers)) : narrowed.get(rule);
    if (known !== undefined) return known;
    const bits = noBits(ends.length);
    for (const peer of peers ?? [null]) {
      for (const index of peer?.kind === 'pods' ? selectable(peer.pods) : all) {
        const end = ends[index] as End;
        if ((peer === null || isPeer(peer, end)) && (keep === undefined || keep(end))) addBit(bits, index);
      }
    }
    if (rule !== undefined) narrowed.set(rule, bits);
    else if (peers !== null) plain.set(peers, bits);
    return bits;
  };
  return setOf;
}

/** Selector → the ends that carry the rarest of its labels: whoever it selects is among them. */
function selectableBy(ends: readonly End[]): (selector: LabelSelector) => readonly number[] {
  const all = [...ends.keys()];
  const carrying = new Map<string, number[]>();
  for (const [index, end] of ends.entries()) {
    for (const [key, value] of end.kind === 'pod' ? Object.entries(end.labels) : []) {
      const carriers = carrying.get(`${key}=${value}`);
      if (carriers === undefined) carrying.set(`${key}=${value}`, [index]);
      else carriers.push(index);
    }
  }
  return ({ matchLabels = {} }) =>
    Object.entries(matchLabels).reduce<readonly number[]>((fewest, [key, value]) => {
      const carriers = carrying.get(`${key}=${value}`) ?? [];
      return carriers.length < fewest.length ? carriers : fewest;
    }, all);
}
