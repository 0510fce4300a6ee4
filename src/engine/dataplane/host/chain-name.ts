/**
 * The names of kube-proxy's chains: 16 characters of the base32 of a SHA-256 of the port's name and protocol.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go (portProtoHash)
 */
import type { ProxyEndpoint } from '../../hosts/proxy-rules.ts';
import { parseAddress } from '../../net/address.ts';
import { showEndpoint } from '../../net/packet.ts';
import { once } from '../../once.ts';
import type { Hit } from './proxy-table.ts';
import { sha256 } from './sha256.ts';

/** The part of the names that all chains of one Service port share. */
export const portHash = once((hit: Hit): string => hashOf(`${portNameOf(hit)}${hit.port.protocol.toLowerCase()}`));

/** The name of a Service port: `default/frontend:http`, or without the colon where the port has no name. */
export function portNameOf({ service, port }: Hit): string {
  return port.name === '' ? service : `${service}:${port.name}`;
}

/** The chain of one endpoint of a Service port. */
export function endpointChain(hit: Hit, endpoint: ProxyEndpoint): string {
  return endpointChains(hit)(endpoint);
}

const endpointChains = once((hit: Hit) =>
  once((endpoint: ProxyEndpoint) => {
    const shown = showEndpoint(parseAddress(endpoint.address), endpoint.port);
    return `KUBE-SEP-${hashOf(`${portNameOf(hit)}${hit.port.protocol.toLowerCase()}${shown}`)}`;
  }),
);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function hashOf(text: string): string {
  let bits = 0n;
  for (const byte of sha256(text).slice(0, 10)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 16 }, (_, index) => ALPHABET[Number((bits >> BigInt(75 - index * 5)) & 31n)]).join('');
}
