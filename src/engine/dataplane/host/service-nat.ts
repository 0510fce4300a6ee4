/**
 * What kube-proxy's rules do to the first packet of a connection: one pure function, from which the nat and filter
 * elements take their parts.
 * iptables mode: https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (syncProxyRules)
 * nftables mode: https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/nftables/proxier.go
 */
import type { ProxyEndpoint, ProxyPort } from '../../hosts/proxy-rules.ts';
import { type Address, familyOf, parseAddress, readAddress } from '../../net/address.ts';
import { type Cidr, contains, readCidr } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { chooseEndpoints, type EndpointChoice, type ProxyNode, portOfFamily } from './endpoint-choice.ts';
import { isLoopback } from './kernel.ts';
import { addressKey, type Hit, type ProxyTable, portKey } from './proxy-table.ts';

/** The node whose kernel holds the rules. */
export type NatNode = ProxyNode & {
  /** Its own addresses (`addrtype LOCAL`, loopback apart), the primary one first. */
  readonly addresses: readonly Address[];
};

export type NatConfig = {
  readonly mode: 'iptables' | 'nftables';
  /** What kube-proxy takes for pod addresses; null when it has no local detector, as on EKS. */
  readonly clusterCIDR: Cidr | null;
  readonly masqueradeAll: boolean;
  /** Node addresses that serve NodePorts; null for the default. */
  readonly nodePortAddresses: readonly Cidr[] | null;
  readonly localhostNodePorts: boolean;
  /** Service ranges: nftables mode drops what is sent to an unallocated address of them. */
  readonly serviceCIDRs: readonly Cidr[];
};

/** kube-proxy as EKS runs it: iptables mode without a cluster CIDR (awslabs/amazon-eks-ami#152). */
export const EKS_NAT: NatConfig = {
  mode: 'iptables',
  clusterCIDR: null,
  masqueradeAll: false,
  nodePortAddresses: null,
  localhostNodePorts: true,
  serviceCIDRs: [],
};

/** Why the source is replaced by the node's address. */
export type Masquerade = 'external-traffic' | 'hairpin' | 'off-cluster-source' | 'masquerade-all' | 'local-source';
export type Backend = { readonly endpoint: ProxyEndpoint; readonly masquerade: Masquerade | null };

export type NatVerdict =
  | { readonly verdict: 'unchanged' }
  /** The health check port of the node. */
  | { readonly verdict: 'accept'; readonly hit: Hit }
  | { readonly verdict: 'translate'; readonly hit: Hit; readonly policy: 'Cluster' | 'Local'; readonly backends: readonly Backend[] }
  | { readonly verdict: 'reject'; readonly hit: Hit; readonly because: 'no-endpoints' }
  | { readonly verdict: 'drop'; readonly hit: Hit; readonly because: 'no-local-endpoints' | 'source-ranges' }
  /** nftables mode only: a cluster address without this port is refused, an unallocated one dropped. */
  | { readonly verdict: 'reject'; readonly hit: null; readonly because: 'port-not-in-service' }
  | { readonly verdict: 'drop'; readonly hit: null; readonly because: 'address-not-allocated' };

type Call = { readonly node: NatNode; readonly packet: Packet; readonly config: NatConfig };

/** What the rules of this node do to the first packet of a connection. */
export function natVerdict(table: ProxyTable, node: NatNode, packet: Packet, config: NatConfig): NatVerdict {
  if (packet.protocol === 'icmp') return { verdict: 'unchanged' };
  const call = { node, packet, config };
  const hit = table.byAddress.get(addressKey(packet.protocol, packet.destination, packet.destinationPort));
  if (hit !== undefined) return hit.via === 'cluster-ip' ? internal(hit, call) : external(hit, call);
  if (servesNodePorts(call)) {
    const opened = table.byNodePort.get(portKey(packet.protocol, packet.destinationPort));
    if (opened?.port.clusterIPs.some((text) => familyOf(parseAddress(text)) === familyOf(packet.destination))) return external(opened, call);
  }
  const health = packet.protocol === 'tcp' && isOwn(node, packet.destination) ? table.healthChecks.get(packet.destinationPort) : undefined;
  if (health !== undefined) return { verdict: 'accept', hit: health };
  if (config.mode === 'nftables') {
    if (table.clusterIPs.has(packet.destination)) return { verdict: 'reject', hit: null, because: 'port-not-in-service' };
    if (config.serviceCIDRs.some((cidr) => contains(cidr, packet.destination))) {
      return { verdict: 'drop', hit: null, because: 'address-not-allocated' };
    }
  }
  return { verdict: 'unchanged' };
}

/** Traffic to the cluster address: KUBE-SVC, or KUBE-SVL under internalTrafficPolicy Local. */
function internal(hit: Hit, call: Call): NatVerdict {
  const { packet, config } = call;
  const choice = chooseEndpoints(portOfFamily(hit.port, familyOf(packet.destination)), call.node);
  if (!choice.any) return { verdict: 'reject', hit, because: 'no-endpoints' };
  const policy = hit.port.internalTrafficPolicy;
  const offCluster = config.clusterCIDR !== null && !contains(config.clusterCIDR, packet.source);
  const masquerade = config.masqueradeAll ? 'masquerade-all' : offCluster ? 'off-cluster-source' : null;
  return translate({ hit, policy, choice, masquerade, source: packet.source });
}

/** Traffic to a node port, an external address or a load balancer address: KUBE-EXT. */
function external(hit: Hit, call: Call): NatVerdict {
  const { node, packet, config } = call;
  const choice = chooseEndpoints(portOfFamily(hit.port, familyOf(packet.destination)), node);
  if (!choice.any) return { verdict: 'reject', hit, because: 'no-endpoints' };
  if (hit.via === 'load-balancer-ip' && !inSourceRanges(hit.port, call)) return { verdict: 'drop', hit, because: 'source-ranges' };
  const source = packet.source;
  if (hit.port.externalTrafficPolicy === 'Cluster') {
    return translate({ hit, policy: 'Cluster', choice, masquerade: 'external-traffic', source });
  }
  // Pods (where kube-proxy can tell them) and the node's own processes are not held to the node's own endpoints.
  if (config.clusterCIDR !== null && contains(config.clusterCIDR, source)) {
    return translate({ hit, policy: 'Cluster', choice, masquerade: null, source });
  }
  if (isOwn(node, source)) return translate({ hit, policy: 'Cluster', choice, masquerade: 'local-source', source });
  return translate({ hit, policy: 'Local', choice, masquerade: null, source });
}

type Translation = {
  readonly hit: Hit;
  readonly policy: 'Cluster' | 'Local';
  readonly choice: EndpointChoice;
  readonly masquerade: Masquerade | null;
  readonly source: Address;
};

function translate({ hit, policy, choice, masquerade, source }: Translation): NatVerdict {
  const endpoints = policy === 'Local' ? choice.local : choice.cluster;
  if (endpoints.length === 0) return { verdict: 'drop', hit, because: 'no-local-endpoints' };
  const backends = endpoints.map((endpoint) => {
    // KUBE-SEP marks what comes from the endpoint itself, or its answer would never pass the node.
    const hairpin = readAddress(endpoint.address) === source;
    return { endpoint, masquerade: masquerade ?? (hairpin ? 'hairpin' : null) };
  });
  return { verdict: 'translate', hit, policy, backends };
}

/** KUBE-FW: a node address within the ranges also admits the load balancer's own addresses. */
function inSourceRanges(port: ProxyPort, { node, packet }: Call): boolean {
  const ranges = port.loadBalancerSourceRanges.flatMap((text) => readCidr(text.trim()) ?? []);
  if (ranges.length === 0 || ranges.some((range) => contains(range, packet.source))) return true;
  const own = node.addresses.find((address) => typeof address === typeof packet.source);
  if (own === undefined || !ranges.some((range) => contains(range, own))) return false;
  return port.loadBalancerIPs.some((text) => readAddress(text) === packet.source);
}

function servesNodePorts({ node, packet, config }: Call): boolean {
  const address = packet.destination;
  if (!isOwn(node, address)) return false;
  if (isLoopback(address)) {
    if (config.mode === 'nftables' || address === IPV6_LOOPBACK || !config.localhostNodePorts) return false;
    return config.nodePortAddresses === null || config.nodePortAddresses.some((cidr) => contains(cidr, address));
  }
  if (config.nodePortAddresses !== null) return config.nodePortAddresses.some((cidr) => contains(cidr, address));
  // nftables mode serves NodePorts on the primary address only (KEP-3866).
  return config.mode === 'iptables' || address === node.addresses.find((own) => typeof own === typeof address);
}

function isOwn(node: NatNode, address: Address): boolean {
  return isLoopback(address) || node.addresses.includes(address);
}

const IPV6_LOOPBACK = parseAddress('::1');
