/** What decides of each node about pods that state nothing special, read once for each version of the nodes: every pod is weighed against every node. */
import type { Node } from '../../../cluster/node.ts';
import { POD_ENI } from '../../../cluster/pod-eni.ts';
import { once } from '../../../once.ts';
import { objectsOf, type Store } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { milli } from './quantity.ts';

export type NodeRow = {
  readonly node: Node;
  readonly name: string;
  /** Schedulable, without a taint. */
  readonly open: boolean;
  readonly pods: number;
  /** In thousandths; null where the node does not state it. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly podEni: number;
  readonly host: string;
  readonly zone: string;
};

/** What a kubelet takes unless it is told otherwise (--max-pods). */
const MAX_PODS = 110;

/** All nodes in ascending order of name. */
export function nodeRows(world: World): readonly NodeRow[] {
  return rowsOf(world.cluster.Node).rows;
}

/** The node of this name, or undefined. */
export function nodeRow(world: World, name: string): NodeRow | undefined {
  return rowsOf(world.cluster.Node).byName.get(name);
}

const rowsOf = once((nodes: Store<Node>) => {
  const rows = objectsOf(nodes).map(rowOf);
  return { rows, byName: new Map(rows.map((row) => [row.name, row])) };
});

const rowOf = once((node: Node): NodeRow => {
  const { name, labels = {} } = node.metadata;
  const { allocatable = {} } = node.status;
  return {
    node,
    name,
    open: node.spec.unschedulable !== true && (node.spec.taints ?? []).length === 0,
    pods: Number(allocatable.pods ?? MAX_PODS),
    cpu: allocatable.cpu === undefined ? null : milli(allocatable.cpu),
    memory: allocatable.memory === undefined ? null : milli(allocatable.memory),
    podEni: milli(allocatable[POD_ENI]),
    host: labels['kubernetes.io/hostname'] ?? name,
    zone: labels['topology.kubernetes.io/zone'] ?? '',
  };
});
