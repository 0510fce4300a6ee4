/** Rows of kube-proxy's chains as `iptables-save` prints them. */
import { type Address, parseAddress, showAddress } from '../../net/address.ts';
import { type Packet, showEndpoint } from '../../net/packet.ts';
import type { Row } from '../step.ts';
import { endpointChain, portHash, portNameOf } from './chain-name.ts';
import type { Hit } from './proxy-table.ts';
import type { Backend } from './service-nat.ts';

/** The row of a port's chain that sends a share of the connections to one endpoint. */
export function backendRow(hit: Hit, policy: 'Cluster' | 'Local', backends: readonly Backend[], index: number): Row {
  const chain = `KUBE-${policy === 'Local' ? 'SVL' : 'SVC'}-${portHash(hit)}`;
  const { endpoint } = backends[index] as Backend;
  const comment = `"${portNameOf(hit)} -> ${showEndpoint(parseAddress(endpoint.address), endpoint.port)}"`;
  const left = backends.length - index;
  // The last endpoint takes what the rows before it have left over.
  const share = left > 1 ? ` -m statistic --mode random --probability ${asSaved(1 / left)}` : '';
  return { table: `nat ${chain}`, text: `-A ${chain} -m comment --comment ${comment}${share} -j ${endpointChain(hit, endpoint)}` };
}

/** The row of a port's chain that brings a client back to the endpoint which it was sent to before, within the affinity's seconds. */
export function affinityRow(hit: Hit, policy: 'Cluster' | 'Local', { endpoint }: Backend): Row {
  const chain = `KUBE-${policy === 'Local' ? 'SVL' : 'SVC'}-${portHash(hit)}`;
  const address = parseAddress(endpoint.address);
  const comment = `"${portNameOf(hit)} -> ${showEndpoint(address, endpoint.port)}"`;
  const mask = typeof address === 'number' ? '255.255.255.255' : 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
  const list = endpointChain(hit, endpoint);
  const recent = `-m recent --rcheck --seconds ${hit.port.affinityTimeout} --reap --name ${list} --mask ${mask} --rsource`;
  return { table: `nat ${chain}`, text: `-A ${chain} -m comment --comment ${comment} ${recent} -j ${list}` };
}

/** One address as a block. */
export function hostBlock(address: Address): string {
  return `${showAddress(address)}/${typeof address === 'number' ? 32 : 128}`;
}

/**
 * A probability as `iptables-save` prints it: kube-proxy writes ten digits, the kernel keeps them as a fraction of 2^31.
 * https://git.netfilter.org/iptables/tree/extensions/libxt_statistic.c ("lround(0x80000000 * prob)", "%.11f")
 */
function asSaved(probability: number): string {
  const kept = Math.round(Number(probability.toFixed(10)) * 2 ** 31);
  return (kept / 2 ** 31).toFixed(11);
}

/** The row by which a packet enters a port's chains. */
export function entryRow(hit: Hit, packet: Packet): Row {
  const { port, via } = hit;
  const name = portNameOf(hit);
  const protocol = port.protocol.toLowerCase();
  if (via === 'node-port') {
    const text = `-p ${protocol} -m comment --comment "${name}" -m ${protocol} --dport ${port.nodePort} -j KUBE-EXT-${portHash(hit)}`;
    return { table: 'nat KUBE-NODEPORTS', text: `-A KUBE-NODEPORTS ${text}` };
  }
  const kind = via === 'cluster-ip' ? 'cluster IP' : via === 'external-ip' ? 'external IP' : 'loadbalancer IP';
  const internal = port.internalTrafficPolicy === 'Local' ? 'SVL' : 'SVC';
  const external = via === 'load-balancer-ip' && port.loadBalancerSourceRanges.length > 0 ? 'FW' : 'EXT';
  const chain = `KUBE-${via === 'cluster-ip' ? internal : external}-${portHash(hit)}`;
  const text = `-d ${hostBlock(packet.destination)} -p ${protocol} -m comment --comment "${name} ${kind}"`;
  return { table: 'nat KUBE-SERVICES', text: `-A KUBE-SERVICES ${text} -m ${protocol} --dport ${port.port} -j ${chain}` };
}

/** The row of the filter table that turns a packet for the port away. */
export function filterRow(hit: Hit, packet: Packet, because: 'no-endpoints' | 'no-local-endpoints' | 'source-ranges'): Row {
  const { port, via } = hit;
  const name = portNameOf(hit);
  const protocol = port.protocol.toLowerCase();
  const to = `-d ${hostBlock(packet.destination)} -p ${protocol}`;
  if (because === 'source-ranges') {
    const comment = `"${name} traffic not accepted by KUBE-FW-${portHash(hit)}"`;
    const text = `-A KUBE-PROXY-FIREWALL ${to} -m comment --comment ${comment} -m ${protocol} --dport ${port.port} -j DROP`;
    return { table: 'filter KUBE-PROXY-FIREWALL', text };
  }
  const comment = `"${name} ${because === 'no-endpoints' ? 'has no endpoints' : 'has no local endpoints'}"`;
  const refusal = typeof packet.destination === 'number' ? 'icmp-port-unreachable' : 'icmp6-port-unreachable';
  const target = because === 'no-endpoints' ? `REJECT --reject-with ${refusal}` : 'DROP';
  const chain = via === 'cluster-ip' ? 'KUBE-SERVICES' : 'KUBE-EXTERNAL-SERVICES';
  if (via === 'node-port') {
    const match = `-p ${protocol} -m comment --comment ${comment} -m addrtype --dst-type LOCAL -m ${protocol} --dport ${port.nodePort}`;
    return { table: `filter ${chain}`, text: `-A ${chain} ${match} -j ${target}` };
  }
  const text = `-A ${chain} ${to} -m comment --comment ${comment} -m ${protocol} --dport ${port.port} -j ${target}`;
  return { table: `filter ${chain}`, text };
}
