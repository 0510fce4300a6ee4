/** kube-proxy's rules as they apply in the kernel of one instance. */

import type { Packet } from '../../net/packet.ts';
import { once } from '../../once.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { isLoopback, type Kernel } from './kernel.ts';
import { tableOf } from './proxy-table.ts';
import { EKS_NAT, type NatNode, type NatVerdict, natVerdict } from './service-nat.ts';

const nodesOf = once((_nodes: World['cluster']['Node']) => once((_kernel: Kernel) => new Map<string, NatNode>()));

/** What this kernel's rules do to the first packet of a connection. */
export function natOf(world: World, kernel: Kernel, packet: Packet): NatVerdict {
  return natVerdict(tableOf(world, kernel), nodeOf(world, kernel), packet, EKS_NAT);
}

function nodeOf(world: World, kernel: Kernel): NatNode {
  const known = nodesOf(world.cluster.Node)(kernel);
  const found = known.get(kernel.InstanceId);
  if (found !== undefined) return found;
  const labels = objectAt(world.cluster.Node, kernel.name)?.metadata.labels;
  const node: NatNode = {
    name: kernel.name,
    zone: labels?.['topology.kubernetes.io/zone'] ?? null,
    addresses: kernel.interfaces.map(({ address }) => address).filter((address) => !isLoopback(address)),
  };
  known.set(kernel.InstanceId, node);
  return node;
}
