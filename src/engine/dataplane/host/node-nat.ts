/** kube-proxy's rules as they apply in the kernel of one instance. */

import type { KubeProxySettings } from '../../hosts/kube-proxy-settings.ts';
import { parseCidr, readCidr } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { once, onceIn, type Table } from '../../once.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { isLoopback, type Kernel, primaryAddress } from './kernel.ts';
import { hostBlock } from './proxy-row.ts';
import { tableOf } from './proxy-table.ts';
import { EKS_NAT, type NatConfig, type NatNode, type NatVerdict, natVerdict } from './service-nat.ts';

const nodesOf = once((_nodes: World['cluster']['Node']) => once((_kernel: Kernel): Table<NatNode> => new Map()));

/** What this kernel's rules do to the first packet of a connection. */
export function natOf(world: World, kernel: Kernel, packet: Packet): NatVerdict {
  return natVerdict(tableOf(world, kernel), nodeOf(world, kernel), packet, configOf(kernel));
}

/** How the kube-proxy of the node was told to write its rules. Other modes than iptables are not simulated: they get these rules too. */
export function configOf(kernel: Kernel): NatConfig {
  const state = kernel.host?.kubeProxy;
  if (state === undefined || state.state === 'absent' || state.settings === undefined) return EKS_NAT;
  const config = configBy(state.settings);
  const primary = state.settings.nodePortAddresses.includes('primary') ? primaryAddress(kernel) : null;
  return primary === null ? config : { ...config, nodePortAddresses: [parseCidr(hostBlock(primary))] };
}

const configBy = once((settings: KubeProxySettings): NatConfig => {
  const addresses = settings.nodePortAddresses.flatMap((text) => readCidr(text) ?? []);
  return {
    ...EKS_NAT,
    clusterCIDR: readCidr(settings.clusterCIDR.split(',')[0] ?? ''),
    masqueradeAll: settings.masqueradeAll,
    nodePortAddresses: addresses.length === 0 ? null : addresses,
    localhostNodePorts: settings.localhostNodePorts,
  };
});

function nodeOf(world: World, kernel: Kernel): NatNode {
  return onceIn(nodesOf(world.cluster.Node)(kernel), kernel.InstanceId, () => ({
    name: kernel.name,
    zone: objectAt(world.cluster.Node, kernel.name)?.metadata.labels?.['topology.kubernetes.io/zone'] ?? null,
    addresses: kernel.interfaces
      .flatMap(({ address, six }) => (six === null ? [address] : [address, six.address]))
      .filter((each) => !isLoopback(each)),
  }));
}
