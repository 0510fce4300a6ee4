/** The VPC CNI of a node, by the pod of aws-node that runs there. */
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { type CniVersion, cniVersionOf } from './cni-version.ts';

/** The release of the VPC CNI on the node; null where no aws-node says one. */
export function cniVersionOn(world: World, node: string): CniVersion | null {
  const pods = lookup(world.cluster.Pod, 'byNode', node);
  return cniVersionOf(pods.find(({ spec }) => spec.containers.some(({ name }) => name === 'aws-node')));
}
