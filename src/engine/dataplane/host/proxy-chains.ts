/**
 * The chains of one Service port, row by row: KUBE-EXT, KUBE-FW, KUBE-SVC or KUBE-SVL, KUBE-SEP. `iptables-save` prints them, and a
 * trace names those that its packet met.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (syncProxyRules, writeServiceToEndpointRules)
 */
import type { ProxyEndpoint } from '../../hosts/proxy-rules.ts';
import { type Address, parseAddress, readAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr, readCidr, showCidr } from '../../net/cidr.ts';
import { showEndpoint } from '../../net/packet.ts';
import type { Row } from '../step.ts';
import { endpointChain, portHash, portNameOf } from './chain-name.ts';
import { affinityRow, backendRow, hostBlock } from './proxy-row.ts';
import type { Hit } from './proxy-table.ts';
import type { NatConfig } from './service-nat.ts';

const PORTALS = '-m comment --comment "kubernetes service portals"';

/** The rows by which every packet enters the chains of Services. */
export const PORTAL_ROWS = {
  'iptables-nat-prerouting': row('PREROUTING', `${PORTALS} -j KUBE-SERVICES`),
  'iptables-nat-output': row('OUTPUT', `${PORTALS} -j KUBE-SERVICES`),
} as const;

/** The last row of KUBE-SERVICES, by which the ports of the node itself are looked at. */
export const NODE_PORTS_ROW = row(
  'KUBE-SERVICES',
  '-m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS',
);

/** KUBE-EXT: what comes from outside is masqueraded, or under policy Local kept to the endpoints of the node. */
export function externalRows(hit: Hit, { clusterCIDR }: Pick<NatConfig, 'clusterCIDR'>): Row[] {
  const [hash, name] = [portHash(hit), portNameOf(hit)];
  const chain = `KUBE-EXT-${hash}`;
  const said = (comment: string, match: string, target: string): Row =>
    row(chain, `${match}-m comment --comment "${comment} for ${name} external destinations" -j ${target}`);
  if (hit.port.externalTrafficPolicy === 'Cluster') return [said('masquerade traffic', '', 'KUBE-MARK-MASQ'), row(chain, `-j KUBE-SVC-${hash}`)];
  const own = (comment: string, target: string): Row =>
    row(chain, `-m comment --comment "${comment} for ${name} external destinations" -m addrtype --src-type LOCAL -j ${target}`);
  return [
    ...(clusterCIDR === null ? [] : [said('pod traffic', `-s ${showCidr(clusterCIDR)} `, `KUBE-SVC-${hash}`)]),
    own('masquerade LOCAL traffic', 'KUBE-MARK-MASQ'),
    own('route LOCAL traffic', `KUBE-SVC-${hash}`),
    row(chain, `-j KUBE-SVL-${hash}`),
  ];
}

/** KUBE-FW: the sources that may use a load balancer's address; where they admit the node's, the load balancer's own are among them. */
export function firewallRows(hit: Hit, own: Address | undefined): readonly { readonly source: Cidr | null; readonly row: Row }[] {
  const [hash, name] = [portHash(hit), portNameOf(hit)];
  const chain = `KUBE-FW-${hash}`;
  const ranges = hit.port.loadBalancerSourceRanges.flatMap((text) => readCidr(text.trim()) ?? []);
  const admitsNode = own !== undefined && ranges.some((range) => contains(range, own));
  const addresses = admitsNode ? hit.port.loadBalancerIPs.flatMap((text) => readAddress(text) ?? []) : [];
  const admitted = [...ranges, ...addresses.map((address) => parseCidr(hostBlock(address)))].map((source) => {
    const match = `-s ${showCidr(source)} -m comment --comment "${name} loadbalancer IP" -j KUBE-EXT-${hash}`;
    return { source, row: row(chain, match) };
  });
  const others = row(chain, `-m comment --comment "other traffic to ${name} will be dropped by KUBE-PROXY-FIREWALL"`);
  return [...admitted, { source: null, row: others }];
}

/** The row of KUBE-SVC that marks for masquerade what asks for the cluster IP; none where kube-proxy cannot tell pods from others. */
export function markRow(hit: Hit, address: Address, { masqueradeAll, clusterCIDR }: Pick<NatConfig, 'masqueradeAll' | 'clusterCIDR'>): Row[] {
  const { port } = hit;
  if (!masqueradeAll && clusterCIDR === null) return [];
  const chain = `KUBE-${port.internalTrafficPolicy === 'Local' ? 'SVL' : 'SVC'}-${portHash(hit)}`;
  const from = masqueradeAll || clusterCIDR === null ? '' : `! -s ${showCidr(clusterCIDR)} `;
  const protocol = port.protocol.toLowerCase();
  const to = `-d ${hostBlock(address)} -p ${protocol} -m comment --comment "${portNameOf(hit)} cluster IP" -m ${protocol} --dport ${port.port}`;
  return [row(chain, `${from}${to} -j KUBE-MARK-MASQ`)];
}

/** KUBE-SVC or KUBE-SVL: with session affinity first who was here before, then a share of the rest for each endpoint. */
export function balancingRows(hit: Hit, policy: 'Cluster' | 'Local', endpoints: readonly ProxyEndpoint[]): Row[] {
  const backends = endpoints.map((endpoint) => ({ endpoint, masquerade: null }));
  const remembering = hit.port.affinityTimeout === null ? [] : backends.map((backend) => affinityRow(hit, policy, backend));
  return [...remembering, ...backends.map((_, index) => backendRow(hit, policy, backends, index))];
}

/** KUBE-SEP: marks what comes from the endpoint itself, remembers the source where the Service has affinity, and translates. */
export function endpointRows(hit: Hit, endpoint: ProxyEndpoint): readonly [mark: Row, translate: Row] {
  const [name, protocol] = [portNameOf(hit), hit.port.protocol.toLowerCase()];
  const chain = endpointChain(hit, endpoint);
  const address = parseAddress(endpoint.address);
  const affinity = hit.port.affinityTimeout === null ? '' : ` -m recent --set --name ${chain} --mask ${recentMask(address)} --rsource`;
  const to = showEndpoint(address, endpoint.port);
  return [
    row(chain, `-s ${hostBlock(address)} -m comment --comment "${name}" -j KUBE-MARK-MASQ`),
    row(chain, `-p ${protocol} -m comment --comment "${name}"${affinity} -m ${protocol} -j DNAT --to-destination ${to}`),
  ];
}

function recentMask(address: Address): string {
  return typeof address === 'number' ? '255.255.255.255' : 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
}

function row(chain: string, rest: string): Row {
  return { table: `nat ${chain}`, text: `-A ${chain} ${rest}` };
}
