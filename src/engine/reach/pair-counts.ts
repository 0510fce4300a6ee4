/** Counts the pairs of a matrix by verdict without looking at each: pods that nothing tells apart are asked once. */
import type { CellVerdict } from './reach.ts';

export type Counting = {
  /** Pod → what it is told apart by, apart from its node. */
  readonly keys: readonly string[];
  /** Pod → its node. */
  readonly nodes: readonly string[];
  /** The verdict of a pair: alike for pairs of the same keys that share a node, and for those that do not. */
  readonly cell: (source: number, destination: number) => CellVerdict;
};

/** How many ordered pairs of different pods have each verdict. */
export function pairCounts({ keys, nodes, cell }: Counting): { readonly [V in CellVerdict]: number } {
  const total = { open: 0, closed: 0, policy: 0, path: 0 };
  const units = unitsOf(keys, nodes);
  for (const source of units) {
    for (const destination of units) {
      const own = source === destination ? source.pods.length : 0;
      const near = nearPairs(source, destination) - own;
      const far = source.pods.length * destination.pods.length - near - own;
      if (near > 0) total[cell(...nearPair(source, destination))] += near;
      if (far > 0) total[cell(...farPair(source, destination))] += far;
    }
  }
  return total;
}

/** Pods of one key, also by node. */
type Unit = { readonly pods: readonly number[]; readonly byNode: ReadonlyMap<string, readonly number[]> };

function unitsOf(keys: readonly string[], nodes: readonly string[]): Unit[] {
  const units = new Map<string, { pods: number[]; byNode: Map<string, number[]> }>();
  for (const [pod, key] of keys.entries()) {
    const unit = units.get(key) ?? { pods: [], byNode: new Map<string, number[]>() };
    units.set(key, unit);
    unit.pods.push(pod);
    const node = nodes[pod] as string;
    unit.byNode.set(node, [...(unit.byNode.get(node) ?? []), pod]);
  }
  return [...units.values()];
}

function nearPairs(source: Unit, destination: Unit): number {
  let pairs = 0;
  for (const [node, pods] of source.byNode) pairs += pods.length * (destination.byNode.get(node)?.length ?? 0);
  return pairs;
}

function nearPair(source: Unit, destination: Unit): [number, number] {
  for (const [node, sources] of source.byNode) {
    for (const to of destination.byNode.get(node) ?? []) {
      const from = sources.find((pod) => pod !== to);
      if (from !== undefined) return [from, to];
    }
  }
  throw new Error('Expected a pair of pods that share a node');
}

function farPair(source: Unit, destination: Unit): [number, number] {
  for (const [node, [from]] of source.byNode) {
    for (const [other, [to]] of destination.byNode) if (node !== other) return [from as number, to as number];
  }
  throw new Error('Expected a pair of pods on different nodes');
}
