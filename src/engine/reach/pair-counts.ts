/** Counts the pairs of a matrix by verdict without looking at each: pods that nothing tells apart are asked once. */

export type Counting<V> = {
  /** Pod → what it is told apart by, apart from its node. */
  readonly keys: readonly string[];
  /** Pod → its node. */
  readonly nodes: readonly string[];
  /** The verdict of a pair: alike for pairs of the same keys that share a node, and for those that do not. */
  readonly cell: (source: number, destination: number) => V;
};

/** A verdict that some pairs have: how many, and one of them. */
export type Tally<V> = { readonly verdict: V; readonly pairs: number; readonly witness: readonly [source: number, destination: number] };

/** How many ordered pairs of different pods have each verdict: of all pods, or from these to those. */
export function pairCounts<V>(counting: Counting<V>, sources?: readonly number[], destinations: readonly number[] | undefined = sources): Tally<V>[] {
  const found = new Map<V, { verdict: V; pairs: number; witness: readonly [number, number] }>();
  const add = (pair: readonly [number, number], pairs: number) => {
    const verdict = counting.cell(...pair);
    const known = found.get(verdict);
    if (known === undefined) found.set(verdict, { verdict, pairs, witness: pair });
    else known.pairs += pairs;
  };
  const all = sources ?? counting.keys.map((_, pod) => pod);
  const from = unitsOf(counting, all);
  const to = destinations === sources ? from : unitsOf(counting, destinations ?? all);
  for (const source of from.values()) {
    for (const destination of to.values()) {
      const own = shared(source, destination);
      const near = nearPairs(source, destination) - own;
      const far = source.pods.length * destination.pods.length - near - own;
      if (near > 0) add(nearPair(source, destination), near);
      if (far > 0) add(farPair(source, destination), far);
    }
  }
  return [...found.values()];
}

/** Pods of one key, also by node. */
type Unit = { readonly pods: readonly number[]; readonly byNode: ReadonlyMap<string, readonly number[]> };

function unitsOf({ keys, nodes }: Pick<Counting<unknown>, 'keys' | 'nodes'>, pods: readonly number[]): Map<string, Unit> {
  const units = new Map<string, { pods: number[]; byNode: Map<string, number[]> }>();
  for (const pod of pods) {
    const key = keys[pod] as string;
    const unit = units.get(key) ?? { pods: [], byNode: new Map<string, number[]>() };
    units.set(key, unit);
    unit.pods.push(pod);
    const node = nodes[pod] as string;
    const there = unit.byNode.get(node);
    if (there === undefined) unit.byNode.set(node, [pod]);
    else there.push(pod);
  }
  return units;
}

/** How many pods are in both: pairs of a pod with itself are none. */
function shared(source: Unit, destination: Unit): number {
  if (source === destination) return source.pods.length;
  if (source.pods.length === 0 || destination.pods.length === 0) return 0;
  const there = new Set(destination.pods);
  return source.pods.filter((pod) => there.has(pod)).length;
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
