/** The rows of kube-proxy's chains that one packet meets on its way to a backend, in their order. */
import type { Address } from '../../net/address.ts';
import { contains } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import type { Row } from '../step.ts';
import { endpointRows, externalRows, firewallRows, markRow, NODE_PORTS_ROW, PORTAL_ROWS } from './proxy-chains.ts';
import { entryRow } from './proxy-row.ts';
import type { Hit } from './proxy-table.ts';
import type { Backend, NatConfig, NatVerdict } from './service-nat.ts';

export type Way = {
  readonly element: keyof typeof PORTAL_ROWS;
  readonly config: NatConfig;
  /** Whether the packet comes from the node itself, and the primary address of the node. */
  readonly fromNode: boolean;
  readonly nodeAddress: Address | undefined;
};

type Translation = Extract<NatVerdict, { verdict: 'translate' }>;
type Met = { readonly nat: Translation; readonly backend: Backend; readonly packet: Packet; readonly way: Way; readonly row: Row };

/** Every row that the packet met, from the built-in chain to the one that translates; `row` is the one that picked the backend. */
export function rowsMet({ nat, backend: { endpoint, masquerade }, packet, way, row }: Met): readonly Row[] {
  const { hit } = nat;
  const entry = entryRow(hit, packet);
  const [mark, translate] = endpointRows(hit, endpoint);
  return [
    PORTAL_ROWS[way.element],
    ...(hit.via === 'node-port' ? [NODE_PORTS_ROW, entry] : [entry]),
    ...(hit.via === 'cluster-ip' ? marked(hit, packet, way) : fromOutside(nat, packet, way)),
    row,
    ...(masquerade === 'hairpin' ? [mark] : []),
    translate,
  ];
}

function marked(hit: Hit, packet: Packet, { config }: Way): readonly Row[] {
  const isPod = config.clusterCIDR === null || contains(config.clusterCIDR, packet.source);
  return config.masqueradeAll || !isPod ? markRow(hit, packet.destination, config) : [];
}

function fromOutside({ hit, policy }: Translation, packet: Packet, { config, fromNode, nodeAddress }: Way): readonly Row[] {
  const guarded = hit.via === 'load-balancer-ip' && hit.port.loadBalancerSourceRanges.length > 0;
  const admitting = guarded ? firewallRows(hit, nodeAddress).find(({ source }) => source !== null && contains(source, packet.source)) : undefined;
  const first = admitting === undefined ? [] : [admitting.row];
  const rows = externalRows(hit, config);
  if (hit.port.externalTrafficPolicy === 'Cluster') return [...first, ...rows];
  if (policy === 'Local') return [...first, ...rows.slice(-1)];
  const isPod = config.clusterCIDR !== null && contains(config.clusterCIDR, packet.source);
  return [...first, ...(isPod || !fromNode ? rows.slice(0, 1) : rows.slice(-3, -1))];
}
