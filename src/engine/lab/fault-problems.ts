/** Faults that name what does not exist. */
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Problem } from '../world-of.ts';
import type { Fault } from './kinds.ts';

/** One problem for each fault on a node or a pod that the world does not have. */
export function faultProblems(world: World, faults: readonly Fault[]): Problem[] {
  return faults.flatMap((fault, index): Problem[] => {
    if (fault.fault === 'not-ready') {
      if (objectAt(world.cluster.Pod, fault.pod) !== undefined) return [];
      return [{ path: [index, 'pod'], what: `there is no pod ${fault.pod}`, how: 'Name a pod as namespace/name.' }];
    }
    if (objectAt(world.cluster.Node, fault.node) !== undefined) return [];
    return [{ path: [index, 'node'], what: `there is no node ${fault.node}`, how: 'Name a Node of the cluster.' }];
  });
}
